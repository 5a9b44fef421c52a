"""Which column of a table says what of a contact: by its head, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.base.vietnamese import fold

Cells = Sequence[str]


class Role(StrEnum):
    """What a column holds."""

    NONE = "none"
    NAME = "name"
    ABBREVIATION = "abbreviation"
    GROUP = "group"
    TITLE = "title"  # Ông, Bà
    ADDRESS = "address"
    NOTE = "note"  # of Nơi nhận
    RANK = "rank"
    KIND = "kind"


_PEOPLE = r"ho (va |, )?ten.{0,20}"
_ORGAN = "(co quan|don vi|to chuc|ca nhan|doanh nghiep|truong hoc|noi nhan|kinh gui)"
# Heads as folded words, whole or as a beginning; the first role that fits has the column.
_HEADS: Final[tuple[tuple[Role, str], ...]] = (
    (Role.ABBREVIATION, r"(ten |chu )?viet tat.*|ky hieu.*|ma( don vi| co quan)?|abbreviation"),
    (Role.RANK, r"s?tt|so tt|so thu tu|thu tu.*|thu bac.*|no|order"),
    (Role.TITLE, r"ong ?[/,]? ?ba|danh xung|xung ho|gioi tinh"),
    (Role.GROUP, r"nhom.*|khoi.*|phan loai.*|phan nhom.*|groups?"),
    (Role.KIND, r"loai( danh ba)?|kind"),
    (Role.ADDRESS, r"dia chi.*|tru so.*|noi o.*|noi lam viec|address"),
    (Role.NOTE, r"ghi chu.*noi nhan.*|ghi chu|de|muc dich.*|note.*"),
    (Role.NAME, rf"(ten )?(cac )?{_ORGAN}([,/ -]+(va )?{_ORGAN})*( nhan( van ban)?)?|name"),
    (Role.NAME, r"ten( goi.{0,20}| day du| chinh thuc| xa.{0,20}| phuong| so.{0,20}| truong| nguoi nhan)?"),
    (Role.NAME, _PEOPLE),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _HEADS)
# A head stands near the top, below the title of a list.
_MOST_ABOVE = 20
_LONGEST_HEAD = 60
_LOOKED_AT = 200
# "(để b/c)": what may stand behind a name in Nơi nhận.
_NOTE = re.compile(r"\(?(de |b/c|bc$|p/h|t/h|th/h|d/b|bao cao|phoi hop|thuc hien)")
_NUMBER = re.compile(r"\d{1,5}[.)]?")
_TITLES = ("ong", "ba")


@dataclass(frozen=True, slots=True)
class Columns:
    """``first``: the first row below the heads (0: there are none); ``roles``: of every column."""

    first: int
    roles: tuple[Role, ...]


def guess_columns(rows: Sequence[Cells]) -> Columns:
    """What the columns of a table most likely hold."""
    width = max(map(len, rows), default=0)
    best, score = -1, 0
    for place, row in enumerate(rows[:_MOST_ABOVE]):
        found = _roles_of_heads(row)
        known = len(set(found) - {Role.NONE})
        # A single head is one only when it names the names: "Nội dung" may be anything.
        if known > score and (known > 1 or Role.NAME in found):
            best, score = place, known
    if best < 0:
        return Columns(0, _roles_of_content(rows, width))
    roles = [*_roles_of_heads(rows[best]), *[Role.NONE] * (width - len(rows[best]))]
    first = best + 1
    if first < len(rows) and _continues(rows[best], rows[first]):
        for column, role in enumerate(_roles_of_heads(rows[first])):
            if role is not Role.NONE and role not in roles:
                roles[column] = role
        first += 1
    body = rows[first : first + _LOOKED_AT]
    for column, role in enumerate(roles):
        is_other = role is Role.NOTE and not _holds_notes(rows[best], body, column)
        if is_other or (role is Role.ABBREVIATION and _holds_codes(body, column)):
            roles[column] = Role.NONE
    if Role.NAME not in roles:
        roles = _with_name(roles, body)
    return Columns(first, tuple(roles))


def _role_of_head(cell: str) -> Role:
    words = _head_words(cell)
    if not words or len(words) > _LONGEST_HEAD:
        return Role.NONE
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(words)), Role.NONE)


def is_title(cell: str) -> bool:
    """Whether a cell says Ông or Bà."""
    return fold(cell).strip(" .:") in _TITLES


def names_people(head: str) -> bool:
    """Whether a head stands above the names of people: "Họ và tên"."""
    return re.fullmatch(_PEOPLE, _head_words(head)) is not None


def names_rank(head: str) -> bool:
    """Whether a head stands above ranks; "STT" only counts rows."""
    return re.fullmatch("thu (tu|bac).*|order", _head_words(head)) is not None


def is_note(words: str) -> bool:
    """Whether words are a note of Nơi nhận: "để b/c"."""
    return _NOTE.match(fold(words)) is not None


def begins_with_title(name: str) -> bool:
    """Whether a name is that of a person: "Bà Trần Thị B"."""
    first, _, rest = name.partition(" ")
    return bool(rest) and is_title(first) and first[:1].isupper() and rest[:1].isupper()


def _roles_of_heads(row: Cells) -> list[Role]:
    roles: list[Role] = []
    for cell in row:
        role = _role_of_head(cell)
        roles.append(Role.NONE if role in roles else role)
    return roles


def _head_words(cell: str) -> str:
    return " ".join(fold(cell).replace(":", " ").strip(" .*").split())


def _continues(heads: Cells, row: Cells) -> bool:
    """Whether a row is the lower half of merged heads: it fills only what they leave open or span.

    Heads that go over both rows are said in both.
    """
    found = [column for column, cell in enumerate(row) if cell and cell != heads[column]]
    if not found or (_role_of_head(heads[0]) is not Role.NONE and 0 in found):
        return False
    known = [_role_of_head(row[column]) for column in found]
    return any(role is not Role.NONE for role in known) and all(
        _role_of_head(heads[column]) is Role.NONE for column in found
    )


def _roles_of_content(rows: Sequence[Cells], width: int) -> tuple[Role, ...]:
    body = rows[:_LOOKED_AT]
    roles = [Role.NONE] * width
    for column in range(width):
        cells = [row[column] for row in body if column < len(row) and row[column]]
        if cells and all(_NUMBER.fullmatch(cell) for cell in cells) and Role.RANK not in roles:
            roles[column] = Role.RANK
        elif cells and all(map(is_title, cells)) and Role.TITLE not in roles:
            roles[column] = Role.TITLE
        elif cells and all(map(is_note, cells)) and Role.NOTE not in roles:
            roles[column] = Role.NOTE
        elif cells and all(_is_short(cell) for cell in cells) and Role.ABBREVIATION not in roles:
            roles[column] = Role.ABBREVIATION
    return tuple(_with_name(roles, body))


def _with_name(roles: list[Role], body: Sequence[Cells]) -> list[Role]:
    """The names are in the free column whose cells differ most; the first of equals."""
    free = [column for column, role in enumerate(roles) if role is Role.NONE]
    if not free and Role.ABBREVIATION in roles:
        free = [roles.index(Role.ABBREVIATION)]
    if free:
        names = {
            column: {row[column] for row in body if column < len(row) and _has_letters(row[column])}
            for column in free
        }
        # Of equals the longer ones: a code is as different as the name beside it.
        best = max(free, key=lambda column: (len(names[column]), sum(map(len, names[column]))))
        if names[best]:
            roles = [Role.NAME if column == best else role for column, role in enumerate(roles)]
    return roles


def _holds_notes(heads: Cells, body: Sequence[Cells], column: int) -> bool:
    """Whether remarks are notes of Nơi nhận; others ("mới sáp nhập") would be printed behind the name."""
    if column < len(heads) and "noi nhan" in fold(heads[column]):
        return True
    cells = [row[column] for row in body if column < len(row) and row[column]]
    return not cells or 2 * sum(map(is_note, cells)) >= len(cells)


def _holds_codes(body: Sequence[Cells], column: int) -> bool:
    """Whether "Mã" are figures only, by which nobody calls an organ."""
    cells = [row[column] for row in body if column < len(row) and row[column]]
    return bool(cells) and not any(map(_has_letters, cells))


def _is_short(cell: str) -> bool:
    return " " not in cell and cell.isupper() and _has_letters(cell)


def _has_letters(cell: str) -> bool:
    return any(char.isalpha() for char in cell)
