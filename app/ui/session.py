"""What the window works with: the rules, the settings, the desk, and what can make a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.document.model import Document
from app.editing.desk import Desk
from app.editing.export import MakePdf
from app.editing.names import names_in
from app.letter.model import Letter, Secrecy, SkeletonRef
from app.library.address_book import AddressBook
from app.library.library import Library
from app.pages.model import Pages
from app.paint.pdf import pdf_bytes
from app.rules.model import Rulebook
from app.settings.store import Settings
from app.ui.templates.memory import forget_words_of
from app.ui.theme import Theme
from app.word.choice import Chosen


def make_pdf(document: Document, pages: Pages, title: str) -> bytes:
    """The pages of a document as a PDF."""
    return pdf_bytes(pages, title, document.images)


@dataclass
class Session:
    """Made once by bootstrap and handed to every part of the window."""

    rulebook: Rulebook
    settings: Settings
    desk: Desk
    theme: Theme
    log: Path | None
    samples: Path
    library: Library
    make_pdf: MakePdf = make_pdf

    def address_book(self) -> AddressBook:
        """What names are completed from; opened when it is first asked for."""
        return self.library.contacts

    def remember(self, path: Path, letter: Letter) -> None:
        """A letter stands in a file of its own now: it is found again, and whom it went to is offered.

        One with a độ mật is found no more.
        """
        self.note_recent(path, letter)
        self.library.letters.note(path, letter)
        self.learn(letter)

    def note_recent(self, path: Path, letter: Letter) -> None:
        """A file was opened or written.

        What was kept of it goes when it has a độ mật by now, given on another machine perhaps: its name may
        say what is in it too.
        """
        if letter.secrecy is Secrecy.NONE:
            self.settings.add_recent(path)
            return
        self.settings.forget_recent(path)
        self.desk.versions.forget(path)
        self.library.letters.note(path, letter)
        forget_words_of(self.settings, letter)

    def learn(self, letter: Letter) -> None:
        """Remember whom a letter went to; nothing of one with a độ mật."""
        self.library.contacts.learn(names_in(letter))

    def skeleton_for(self, ref: SkeletonRef) -> Chosen:
        """What a letter is printed with; only for an own skeleton the library is asked."""
        return self.library.skeletons.chosen(ref, self.rulebook) if ref.id else Chosen()
