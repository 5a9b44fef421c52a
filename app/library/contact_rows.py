"""What a row of a table says: a contact, or the head of the rows below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.base.texts import text
from app.base.vietnamese import fold
from app.letter.model import AddresseeKind
from app.library.contact import Contact
from app.library.contact_columns import (
    Cells,
    Columns,
    Role,
    begins_with_title,
    is_note,
    names_people,
    names_rank,
)
from app.library.names import in_sentence

GROUP_SEPARATOR: Final = ";"
_SECTION = re.compile(r"[IVXLC]{1,6}[.)]?|[A-H][.)]?")
# "I. Các sở, ban, ngành" in one cell, mostly one that goes over the whole width.
_WITH_NUMERAL = re.compile(r"(?:[IVXLC]{1,6}|[A-H])\s*[.)/-]\s*(?=\S)")
_BULLET = re.compile("[-+*\u2010-\u2015\u2022\u25aa\u25cf\u00b7]+\\s+")
_BRACKETS = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_KIND_WORDS = {
    AddresseeKind.PERSON: ("ca nhan", "nguoi", "ong/ba", "person"),
    AddresseeKind.GROUP: ("nhom", "group"),
    AddresseeKind.AGENCY: ("co quan", "don vi", "to chuc", "organ"),
}
_GENDERS = {"nam": "male", "nu": "female"}
_MOST_RANK_FIGURES = 6


@dataclass
class RowReader:
    """Reads the rows of one table from top to bottom.

    ``highest`` is the highest rank of the book: a list that is merely numbered comes behind it.
    """

    columns: Columns
    heads: Sequence[Cells] = ()
    highest: int = 0
    _last: int = 0
    _offset: int = 0
    _is_first: bool = True

    def __post_init__(self) -> None:
        if not any(map(names_rank, self._cells_above(Role.RANK))):
            self._last = self.highest

    def section(self, row: Cells, following: Cells = ()) -> str:
        """The name of the group that begins with this row; "" for any other row.

        A section's head has a numeral of its own, or is alone in its row: over the whole width, or among
        the names above a row with a number.
        """
        roles = self.columns.roles
        if Role.RANK not in roles or Role.GROUP in roles:
            return ""
        filled = [(column, cell) for column, cell in enumerate(row) if cell and column < len(roles)]
        numeral = row[roles.index(Role.RANK)]
        if len(filled) == 2 and _SECTION.fullmatch(numeral):  # noqa: PLR2004 - numeral and name
            return self._begun(filled[-1][1])
        if len(filled) != 1 or roles[filled[0][0]] not in (Role.RANK, Role.NAME):
            return ""
        column, words = filled[0]
        name = _WITH_NUMERAL.sub("", words, count=1)
        if roles[column] is Role.NAME:
            counted = following[roles.index(Role.RANK)].strip(" .)") if following else ""
            if not counted.isdecimal() or (name == words and not name.isupper()):
                return ""
        return self._begun(name) if sum(map(str.isalpha, name)) > 1 else ""

    def contact(self, row: Cells) -> Contact:
        """The contact of a row; its name may be empty."""
        said = {
            role: row[column].strip()
            for column, role in enumerate(self.columns.roles)
            if role is not Role.NONE and column < len(row)
        }
        name, note = _parted(said.get(Role.NAME, ""), said.get(Role.NOTE, ""))
        title = _title(said.get(Role.TITLE, ""))
        if name and title and not begins_with_title(name):
            name = f"{title} {name}"
        return Contact(
            name=name,
            kind=self._kind(said.get(Role.KIND, ""), name, title),
            abbreviation=said.get(Role.ABBREVIATION, ""),
            address=said.get(Role.ADDRESS, ""),
            note=note,
            rank=self._rank(said.get(Role.RANK, "")),
            groups=tuple(part.strip() for part in said.get(Role.GROUP, "").split(GROUP_SEPARATOR)),
        )

    # --- inside

    def _begun(self, name: str) -> str:
        self._is_first = True
        name = name.rstrip(" :;,.")
        return in_sentence(name) if name.isupper() else name

    def _rank(self, said: str) -> int:
        """The number of a row; where each section counts from one, the later ones go on counting."""
        figures = "".join(char for char in said if char.isascii() and char.isdigit())
        rank = int(figures[:_MOST_RANK_FIGURES] or 0)
        if not rank:
            return 0
        if self._is_first:
            self._is_first = False
            if rank <= self._last:
                self._offset = self.highest
        self._last = rank
        rank += self._offset
        self.highest = max(self.highest, rank)
        return rank

    def _kind(self, said: str, name: str, title: str) -> AddresseeKind:
        words = fold(said)
        for kind, names in _KIND_WORDS.items():
            if words in names:
                return kind
        is_person = (
            bool(title) or begins_with_title(name) or any(map(names_people, self._cells_above(Role.NAME)))
        )
        return AddresseeKind.PERSON if is_person else AddresseeKind.AGENCY

    def _cells_above(self, role: Role) -> list[str]:
        """The heads of the column of a role."""
        roles = self.columns.roles
        return [row[roles.index(role)] for row in self.heads if role in roles[: len(row)]]


def _parted(name: str, note: str) -> tuple[str, str]:
    """A name without the signs of a list, and its note, which may stand behind it in brackets."""
    name = _BULLET.sub("", name, count=1).rstrip(" ;,")
    found = _BRACKETS.fullmatch(name)
    if found is not None and not note and is_note(found[2]):
        return found[1].rstrip(" ;,"), found[2]
    return name, note


def _title(said: str) -> str:
    """ "Ông", "Bà", also for Nam and Nữ."""
    gender = _GENDERS.get(fold(said).strip(" ."))
    return text(f"contacts.title.{gender}") if gender else said.rstrip(" :")
