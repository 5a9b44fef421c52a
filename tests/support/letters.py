"""Letters for tests: a plain one to change, and Hypothesis strategies for any letter at all."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from app.letter import model
from app.letter.clean import clean_text
from app.letter.model import (
    Addressee,
    ArchiveLine,
    Authority,
    AuthorityStep,
    Code,
    Letter,
    Level,
    Organ,
    Paragraph,
    PartialDate,
    Place,
    Recipient,
    RecipientKind,
    Run,
    Signature,
)

Strategy = st.SearchStrategy[Any]

# Words that break careless code: template signs, markup, look-alike letters, breaks, wide and rare signs.
_AWKWARD = (
    "{{ x }}",
    "{% if %}",
    "{# #}",
    "<w:p>&amp;",
    "HĐND&UBND",
    "a\"b'c",
    "dòng một\ndòng hai\tcột",
    "v.v...",
    "xong./.",
    "Ủy ban nhân dân",
    "\u00a0",
    "\u200b\u00ad",
    "\U0001f4c4",
    "10/3-12",
)
_VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐƯáàảãạốồổỗộứừửữự0123456789 .,;:-/()"


def paragraph(text: str = "", level: Level = Level.PLAIN, **changes: Any) -> Paragraph:  # noqa: ANN401 - any field
    """A paragraph of one run."""
    return Paragraph(level=level, runs=(Run(text=text),) if text else (), **changes)


def simple_letter(**changes: Any) -> Letter:  # noqa: ANN401 - any field
    """A short letter with nothing to fault; fields are changed by name."""
    letter = Letter(
        issuers=(Organ(name="Sở Nội vụ", parent="UBND tỉnh Gia Lai"),),
        code=Code(number="15", organ_notations=("SNV",), unit_notations=("VP",)),
        place=Place(name="Gia Lai", unit="tỉnh"),
        date=PartialDate(year=2026, month=3, day=5),
        subject="nâng bậc lương năm 2026",
        addressees=(Addressee(name="Bộ Nội vụ"),),
        body=(paragraph("Sở Nội vụ báo cáo kết quả nâng bậc lương năm 2026 như sau"),),
        recipients=(Recipient(kind=RecipientKind.AS_ABOVE),),
        archive=ArchiveLine(units=("VT", "VP")),
        signatures=(Signature(position="Giám đốc", full_name="Nguyễn Văn A"),),
    )
    return replace(letter, **changes)


def signed_by_deputy(**changes: Any) -> Signature:  # noqa: ANN401 - any field
    """TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH."""
    signed = Signature(
        chain=(
            AuthorityStep(authority=Authority.COLLECTIVE, on_behalf_of="Ủy ban nhân dân"),
            AuthorityStep(authority=Authority.FOR_HEAD, on_behalf_of="Chủ tịch"),
        ),
        position="Phó Chủ tịch",
        full_name="Trần Thị B",
    )
    return replace(signed, **changes)


def texts(max_size: int = 12) -> st.SearchStrategy[str]:
    """Texts as a letter holds them: NFC, no characters that XML forbids."""
    anything = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=max_size)
    vietnamese = st.text(_VIETNAMESE, max_size=max_size)
    return st.one_of(vietnamese, st.sampled_from(_AWKWARD), anything).map(clean_text)


def letters(*, exportable: bool = False, max_items: int = 3) -> st.SearchStrategy[Letter]:
    """Any letter the model accepts; with ``exportable`` one that validation lets through to a Word file.

    Lists hold at most ``max_items`` items (a body and the texts of appendices twice as many).
    """
    return _nodes(model.Letter, exportable, max_items)


@cache
def _nodes(kind: Any, exportable: bool, most: int) -> Strategy:  # noqa: ANN401 - a class
    """Objects of one class of the model, built from its annotations."""
    hints = get_type_hints(kind)
    own = dict(_LAWFUL.get(kind, {})) if exportable else {}
    if kind is model.Footnote:
        own["runs"] = st.lists(_plain_runs(), max_size=2).map(tuple)
    parts = {
        part.name: own[part.name] if part.name in own else _values(hints[part.name], exportable, most)
        for part in fields(kind)
        if part.name != "extra"
    }
    if kind is model.PartialDate and exportable:
        return _real_dates()
    return st.builds(kind, extra=_extras(), **parts)


def _values(hint: Any, exportable: bool, most: int) -> Strategy:  # noqa: ANN401 - an annotation
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        size = most * 2 if item == model.Block else most
        return st.lists(_values(item, exportable, most), max_size=size).map(tuple)
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of([_values(member, exportable, most) for member in get_args(hint)])
    if hint is types.NoneType:
        return st.none()
    if hint in _SCALARS:
        return _SCALARS[hint]
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return st.deferred(lambda: _nodes(hint, exportable, most))


def _extras() -> st.SearchStrategy[Mapping[str, Any]]:
    """Now and then keys of a later version."""
    values = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), texts(), st.lists(texts(), max_size=2))
    keys = texts().map(lambda key: f"x_{key}")
    return st.one_of(st.just({}), st.just({}), st.dictionaries(keys, values, max_size=2))


def _plain_runs() -> st.SearchStrategy[Run]:
    flags = {name: st.booleans() for name in ("bold", "italic", "underline", "superscript")}
    return st.builds(Run, text=texts(), **flags)


def _real_dates() -> st.SearchStrategy[PartialDate]:
    return st.one_of(
        st.dates().map(lambda date: PartialDate(year=date.year, month=date.month, day=date.day)),
        st.builds(PartialDate, year=st.integers(1, 9999), month=st.none() | st.integers(1, 12)),
        st.just(PartialDate()),
    )


_SCALARS: Mapping[Any, Strategy] = {
    str: texts(),
    bool: st.booleans(),
    int: st.integers(-2, 40),
    float: st.floats(-10, 60, width=32),
}
# What export refuses otherwise; the lawful bounds are those of resources/rules.
_LAWFUL: Mapping[Any, Mapping[str, Strategy]] = {
    model.Code: {"number": st.none() | st.integers(1, 99999).map(str)},
    model.Cell: {"colspan": st.integers(1, 4), "rowspan": st.integers(1, 4)},
    model.Margins: {
        "top": st.none() | st.floats(20, 25),
        "bottom": st.none() | st.floats(20, 25),
        "left": st.none() | st.floats(30, 35),
        "right": st.none() | st.floats(15, 20),
    },
    model.Layout: {
        "indent": st.sampled_from([None, 10.0, 12.7]),
        "line_spacing": st.none() | st.floats(1, 1.5),
        "paragraph_gap": st.none() | st.floats(6, 24),
    },
}
