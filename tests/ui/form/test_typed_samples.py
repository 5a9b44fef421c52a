"""What the real letters say can be typed: their lines and notations are read back as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.letter.file import load
from app.letter.model import Addressee, AddresseeKind, Code, PartialDate
from app.rules.load import load_rulebook
from app.ui.form.codecs import COMMAS, DATE, NOTATION
from app.ui.form.name_lines import AddresseeLines, RecipientLines, canonical, says_something

SAMPLES = sorted((Path(__file__).parents[3] / "resources" / "samples").glob("*.congvan"))

_each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


@_each_sample
def test_noi_nhan_is_read_back(path: Path) -> None:
    letter = load(path).letter
    lines = RecipientLines(load_rulebook())
    typed = [lines.show(one) for one in letter.recipients]
    assert lines.changed(typed, ()) == letter.recipients
    assert lines.changed(typed, letter.recipients) is letter.recipients


@_each_sample
def test_kinh_gui_is_read_back_but_for_kinds_that_no_word_tells(path: Path) -> None:
    letter = load(path).letter
    lines = AddresseeLines(load_rulebook())
    typed = [f"- {lines.show(one)};" for one in letter.addressees]
    kinds = [
        AddresseeKind.GROUP if one.name.startswith("Các ") else AddresseeKind.AGENCY
        for one in letter.addressees
    ]
    plain = tuple(
        replace(one, kind=kind, address="") for one, kind in zip(letter.addressees, kinds, strict=True)
    )
    assert lines.changed(typed, ()) == plain


@_each_sample
def test_the_notation_and_the_archive_line_are_read_back(path: Path) -> None:
    letter = load(path).letter
    typed = NOTATION.show(letter.code)
    assert NOTATION.read(typed, Code(number=letter.code.number)) == letter.code
    assert COMMAS.read(COMMAS.show(letter.archive.units), ()) == letter.archive.units


@_each_sample
def test_the_dates_of_related_documents_are_read_back(path: Path) -> None:
    for related in load(path).letter.related:
        assert DATE.read(DATE.show(related.date), PartialDate()) == replace(related.date, extra={})


@pytest.mark.parametrize(
    ("typed", "day", "month", "year"),
    [
        ("", None, None, None),
        ("5", 5, None, None),
        ("5/3", 5, 3, None),
        ("5/3/", 5, 3, None),
        ("5/3/2026", 5, 3, 2026),
        ("05.03.2026", 5, 3, 2026),
        ("5-3-2026", 5, 3, 2026),
        ("05032026", 5, 3, 2026),
        ("3/2026", None, 3, 2026),
        ("2026", None, None, 2026),
        ("5//2026", 5, None, 2026),
        ("hôm nay", None, None, None),
    ],
)
def test_a_date_is_read_in_every_usual_writing(
    typed: str, day: int | None, month: int | None, year: int | None
) -> None:
    read = DATE.read(typed, PartialDate())
    assert read == PartialDate(day=day, month=month, year=year)
    assert DATE.read(DATE.show(read), PartialDate()) == read


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("- Sở Y tế;", "Sở Y tế"),
        ("Sở Y tế ; ", "Sở Y tế"),
        ("• Sở Y tế.", "Sở Y tế"),
        ("TP. Hồ Chí Minh", "TP. Hồ Chí Minh"),
        ("v.v...", "v.v..."),
        ("-", ""),
        ("- ;", ""),
        ("", ""),
    ],
)
def test_a_line_is_freed_of_its_punctuation(line: str, name: str) -> None:
    assert canonical(line) == name
    assert says_something(line) is bool(name)


def test_items_that_did_not_change_stay_the_very_same() -> None:
    lines = AddresseeLines(load_rulebook())
    old = tuple(Addressee(name=f"Xã {number}", extra={"id": number}) for number in range(5))
    new = lines.changed(["Xã 0", "Xã mới", "Xã 1", "Xã 2", "Xã 3", "Xã 4"], old)
    assert [id(one) for one in (new[0], *new[2:])] == [id(one) for one in old]
    fewer = lines.changed(["Xã 0", "Xã 4"], old)
    assert [id(one) for one in fewer] == [id(old[0]), id(old[4])]
