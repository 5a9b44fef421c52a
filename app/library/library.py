"""The office's memory as one thing: every part of it is made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.rules.model import Rulebook

if TYPE_CHECKING:
    from app.library.address_book import AddressBook
    from app.library.agencies import Agencies
    from app.library.backup import Backups
    from app.library.database import Aside, Database
    from app.library.letter_index import LetterIndex
    from app.library.places import Places
    from app.library.skeletons import Skeletons
    from app.library.templates import Templates

# The imports stand inside because the window must not wait for them: it is seen, and letters are
# opened, before anybody asks for a template.


@dataclass
class Library:
    """What the office keeps.

    ``file`` is the database, ``index_file`` the index of letters on a disk of this computer; ``aside``
    runs what touches files beside the window (None: at once, errors are raised).
    """

    file: Path
    index_file: Path
    rulebook: Rulebook
    aside: Aside | None = None

    @cached_property
    def database(self) -> Database:
        """The tables."""
        from app.library.database import Database  # noqa: PLC0415 - as above

        return Database(self.file, aside=self.aside)

    @cached_property
    def agencies(self) -> Agencies:
        """The agencies letters are drafted for, with their signers."""
        from app.library.agencies import Agencies  # noqa: PLC0415 - as above

        return Agencies(self.database)

    @cached_property
    def contacts(self) -> AddressBook:
        """The address book."""
        from app.library.address_book import AddressBook  # noqa: PLC0415 - as above

        return AddressBook(self.database)

    @cached_property
    def templates(self) -> Templates:
        """The templates, built-in and own."""
        from app.library.templates import Templates  # noqa: PLC0415 - as above

        return Templates(self.database)

    @cached_property
    def skeletons(self) -> Skeletons:
        """The office's own Word skeletons."""
        from app.library.skeletons import Skeletons  # noqa: PLC0415 - as above

        return Skeletons(self.database)

    @cached_property
    def letters(self) -> LetterIndex:
        """The letters that were written."""
        from app.library.letter_index import LetterIndex  # noqa: PLC0415 - as above

        return LetterIndex(self.index_file, self.rulebook, self.database)

    @cached_property
    def places(self) -> Places:
        """Provinces and communes."""
        from app.library.places import Places  # noqa: PLC0415 - as above

        return Places(self.database)

    @cached_property
    def backups(self) -> Backups:
        """Copies of all of it."""
        from app.library.backup import Backups  # noqa: PLC0415 - as above

        return Backups(self.database)

    def close(self) -> None:
        """End; what still waits to be written is given up."""
        # Nobody may have asked for them.
        if "letters" in self.__dict__:
            self.letters.close()
        if "database" in self.__dict__:
            self.database.close()


def open_library(file: Path, index_file: Path, rulebook: Rulebook, aside: Aside | None = None) -> Library:
    """The library of these files; nothing is read or made before a part of it is asked for."""
    return Library(file, index_file, rulebook, aside)
