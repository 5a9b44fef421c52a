"""What every part of the form is given when it is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from app.editing.draft import Draft
from app.letter.model import Letter
from app.letter.positions import TextPosition
from app.library.address_book import AddressBook
from app.library.agency import Agency
from app.library.skeletons import KeptSkeleton
from app.rules.model import Rulebook
from app.ui.form.access import Indices

# The property of a button with which a section begins while there is nothing else in it.
ENTRY = "entry"
# Opens the address book that names are completed from; None where there is none.
KnownNames = Callable[[], AddressBook | None]


@runtime_checkable
class PlacedEditor(Protocol):
    """An editor of a text that can be led to a place in it."""

    def focus_position(self, position: TextPosition) -> None:
        """Put the cursor there and take the keyboard."""


AppendixEditor = Callable[[int], QWidget]
# The agency, if it is known, that stands at this place among the issuers of a letter, with the signers
# who are in office on the letter's date.
AgencyOf = Callable[[Letter, int], Agency | None]
# The office's own Word skeletons, by name.
KeptSkeletons = Callable[[], list[KeptSkeleton]]


def no_names() -> AddressBook | None:
    """Nothing to complete from."""
    return None


def no_agency(_letter: Letter, _index: int) -> Agency | None:
    """No agency is known."""
    return None


def no_skeletons() -> list[KeptSkeleton]:
    """Only the built-in skeleton."""
    return []


@dataclass(frozen=True)
class Context:
    """The open letter, the rules, and what the window hands in."""

    draft: Draft
    rulebook: Rulebook
    body_editor: QWidget
    known_names: KnownNames = no_names
    appendix_editor: AppendixEditor | None = None
    agency_of: AgencyOf = no_agency
    kept_skeletons: KeptSkeletons = no_skeletons


class Part(QWidget):
    """What the form is made of."""

    def refresh(self) -> None:
        """Show what the letter says now; a part that shows nothing of it does nothing."""

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""


Place = tuple[str, Indices]
