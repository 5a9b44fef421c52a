"""The kinds of declaration that the form is built from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from app.base.texts import text
from app.rules.model import Rulebook
from app.rules.source import Source

Choice = tuple[object, str]
Choices = Callable[[Rulebook], tuple[Choice, ...]]
SourceOf = Callable[[Rulebook], Source]


class Kind(Enum):
    """What a field holds, and so what edits it."""

    LINE = "line"
    TEXT = "text"  # grows with its lines; Shift+Enter breaks one
    LINES = "lines"  # a list, each item on its line
    COMMAS = "commas"  # a list parted by commas
    BLANK = "blank"  # a text that may be left blank on purpose
    CODE_NUMBER = "code_number"  # what stands before "/" in a code; may be left blank
    NUMBER = "number"  # empty is blank
    DATE_PART = "date_part"  # day, month or year; "/" goes on to the next
    DATE = "date"
    OPTIONAL_DATE = "optional_date"
    NOTATION = "notation"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True)
class FieldSpec:
    """One field: ``key`` is its place in the letter as findings name it.

    Its words are stored as form.label.<key>, form.help.<key> and, with ``example``, form.example.<key>.
    ``width`` is in figures of the font (0: all the room there is); ``digits`` the most that a number has.
    """

    key: str
    kind: Kind = Kind.LINE
    source: SourceOf | None = None
    width: int = 0
    digits: int = 6
    example: bool = False
    choices: Choices | None = None
    completes: bool = False

    @property
    def label(self) -> str:
        """What stands beside the field."""
        return text(f"form.label.{self.key}")

    def help(self, rulebook: Rulebook) -> str:
        """What to write, with the clause where there is one."""
        words = text(f"form.help.{self.key}")
        return f"{words} ({self.source(rulebook).clause})" if self.source else words


@dataclass(frozen=True)
class RowSpec:
    """Fields on one line; ``place`` gathers findings about all of them ("date")."""

    fields: tuple[FieldSpec, ...]
    place: str = ""


class Special(Enum):
    """Parts of the form that are no plain fields."""

    ADDRESSEES = "addressees"
    RECIPIENTS = "recipients"
    BODY = "body"
    AGENCY_UNITS = "agency_units"
    AGENCY_SIGNERS = "agency_signers"
    AUTHORITY_PRESETS = "authority_presets"
    SIGNATURE_LINES = "signature_lines"
    SECRECY_NOTICE = "secrecy_notice"
    REPLY = "reply"
    APPENDIX_TEXT = "appendix_text"
    SKELETON = "skeleton"


@dataclass(frozen=True)
class RareSpec:
    """Rows folded away until one of their fields says something; form.rare.<id> names them.

    ``opened_by`` are the keys that open them (empty: all).
    """

    id: str
    rows: tuple[RowSpec, ...]
    opened_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class RepeatSpec:
    """Rows for every item of a list; form.add.<key> and form.remove.<key> name its buttons.

    At least ``least`` rows are shown, whether there are items or not.
    """

    key: str
    content: tuple[RowSpec | RareSpec | RepeatSpec | Special, ...]
    least: int = 0
    most: int = 99


Content = RowSpec | RareSpec | RepeatSpec | Special


@dataclass(frozen=True)
class SectionSpec:
    """A section that folds: form.section.<id> is its title; ``fields`` are the letter's fields in it.

    ``follows`` are fields of other sections that it shows something of.
    """

    id: str
    fields: tuple[str, ...]
    content: tuple[Content, ...]
    rare: bool = False
    follows: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title, with "&" before the letter that opens it."""
        return text(f"form.section.{self.id}")
