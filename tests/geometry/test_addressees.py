"""Kính gửi on LibreOffice's page: one line for one, dashes under the colon for more, inside the margins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pytest

from app.letter.model import Addressee, AddresseeKind, Layout, Letter, SizeScheme
from tests.support.exported import Case, Change, Exported, export_once, restyled
from tests.support.header_geometry import LEVEL_PT, plain
from tests.support.letters import paragraph, simple_letter
from tests.support.pdf import MM_PER_PT, Line, Page

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("geometry-addressees")]

_LABEL = "Kính gửi:"
_COLON_EM = 0.278  # Times New Roman
_ALIGNED_MM = 0.3
_UNDER_COLON_MM = 1.0
_LEFT_MM, _RIGHT_MM = 30.0, 190.0

_SHORT = tuple(Addressee(name=name) for name in ("Bộ Nội vụ", "Bộ Tài chính"))
_FIVE = (
    *_SHORT,
    Addressee(name="Các sở, ban, ngành tỉnh", kind=AddresseeKind.GROUP),
    Addressee(name="Ủy ban nhân dân các xã, phường", kind=AddresseeKind.GROUP),
    Addressee(name="Như danh sách gửi kèm", kind=AddresseeKind.LIST),
)
_PERSON = Addressee(
    name="Bà Nguyễn Thị C", kind=AddresseeKind.PERSON, address="Tổ 8, phường Gia Sàng, tỉnh Thái Nguyên"
)
_LONG = Addressee(
    name="Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh; Văn phòng Ủy ban nhân dân tỉnh; "
    "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh Quảng Ngãi"
)
_LISTS = {
    "one": (_SHORT[0],),
    "two": _SHORT,
    "five": _FIVE,
    "person": (_PERSON,),
    "persons": (_SHORT[0], _PERSON, _SHORT[1]),
    "long-one": (_LONG,),
    "long-list": (_SHORT[0], _LONG, _FIVE[2]),
    "longer-list": (_LONG, _LONG, _LONG, _LONG, _PERSON),
}


def _letter(addressees: Sequence[Addressee], scheme: str = "14") -> Letter:
    return simple_letter(
        addressees=tuple(addressees),
        body=(paragraph("Nội dung của công văn"),),
        layout=Layout(size_scheme=SizeScheme(scheme)),
    )


_CASES = {
    f"{name}-{scheme}": Case(_letter(addressees, scheme))
    for name, addressees in _LISTS.items()
    for scheme in ("14", "13")
}


def _moved(dash: int, twips: int) -> Change:
    """A change that moves one dash of a list sideways."""

    def change(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
        text = parts["word/document.xml"].decode()
        start = -1
        for _ in range(dash + 1):
            start = text.index('w:val="ND30_addressee_item"', start + 1)
        at = text.index('w:left="', start) + len('w:left="')
        end = text.index('"', at)
        moved = f"{text[:at]}{int(text[at:end]) + twips}{text[end:]}"
        return {**parts, "word/document.xml": moved.encode()}

    return change


_BROKEN = {
    "one-dash-moved": (Case(_letter(_FIVE), _moved(2, 40)), "dashes at"),
    "too-wide": (Case(_letter(_LISTS["long-list"]), _moved(1, -5000)), "beyond the margins"),
    "bold": (Case(_letter(_SHORT), restyled("addressee_item", "<w:sz ", "<w:b/><w:sz ")), "font"),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """All letters of this module, converted together."""
    broken = {name: case for name, (case, _) in _BROKEN.items()}
    return export_once(tmp_path_factory, "addressees", {**_CASES, **broken})


def _block(page: Page) -> list[Line]:
    """The lines from Kính gửi to the text."""
    start = next(line for line in page.lines if line.text.startswith(_LABEL))
    end = next(line for line in page.lines if line.text.startswith("Nội dung của"))
    return [line for line in page.lines if start.baseline_mm <= line.baseline_mm < end.baseline_mm]


def _faults(one: Exported) -> list[str]:
    lines = _block(one.pages[0])
    scheme = one.letter.layout.size_scheme
    assert scheme is not None
    faults = _faults_of_one(one, lines) if len(one.letter.addressees) == 1 else _faults_of_list(one, lines)
    return [*faults, *_common_faults(lines, float(scheme.value))]


def _common_faults(lines: Sequence[Line], size: float) -> Iterator[str]:
    for line in lines:
        if line.x0_mm < _LEFT_MM - 0.2 or line.x1_mm > _RIGHT_MM + 0.2:
            yield f"beyond the margins: {line.text!r} from {line.x0_mm:.1f} to {line.x1_mm:.1f} mm"
        for run in line.runs:
            if run.bold or run.italic or abs(run.size_pt - size) > 0.1:
                yield f"font: {run.font} {run.size_pt:.1f} pt"


def _faults_of_one(one: Exported, lines: Sequence[Line]) -> Iterator[str]:
    """One line, centred; an address on a line of its own below (point d of khoản 9 orders no list)."""
    addressee = one.composed.addressees[0]
    wanted = plain(f"{_LABEL} {addressee.text} {addressee.address}")
    if plain(" ".join(line.text for line in lines)) != wanted:
        yield f"text: {[line.text for line in lines]}"
    middle = (_LEFT_MM + _RIGHT_MM) / 2
    for line in lines:
        if abs(line.centre_mm - middle) > 0.5:
            yield f"off the middle: {line.text!r} by {line.centre_mm - middle:+.1f} mm"
    if addressee.address and lines[-1].text != addressee.address:
        yield "the address has no line of its own"


def _faults_of_list(one: Exported, lines: Sequence[Line]) -> Iterator[str]:
    label, *rest = lines
    dashed = [line for line in rest if line.text.startswith("- ")]
    wanted = [plain(f"- {entry.text} {entry.address}") for entry in one.composed.addressees]
    if label.text != _LABEL:
        yield f"Kính gửi is followed by {label.text!r}"
    if [plain(text) for text in _entries(rest)] != wanted:
        yield f"entries: {_entries(rest)}"
    places = [line.x0_mm for line in dashed]
    if max(places) - min(places) > _ALIGNED_MM:
        yield f"dashes at {places}"
    colon = label.x1_mm - _COLON_EM * label.size_pt * MM_PER_PT
    if any(abs(place - colon) > _UNDER_COLON_MM for place in places):
        yield f"dashes at {places[0]:.1f} mm, the colon at {colon:.1f} mm"
    texts = [line.words[1].x0_mm for line in dashed]
    for line in rest:
        if line not in dashed and abs(line.x0_mm - texts[0]) > _ALIGNED_MM:
            yield f"{line.text!r} does not begin under the name"


def _entries(lines: Sequence[Line]) -> list[str]:
    entries: list[str] = []
    for line in lines:
        if line.text.startswith("- "):
            entries.append(line.text)
        elif entries:
            entries[-1] += f" {line.text}"
    return entries


@pytest.mark.parametrize("name", _CASES)
def test_kinh_gui_stands_as_the_decree_wants(exported: dict[str, Exported], name: str) -> None:
    assert _faults(exported[name]) == []


@pytest.mark.parametrize("scheme", ["14", "13"])
def test_short_names_stand_on_one_line_each(exported: dict[str, Exported], scheme: str) -> None:
    assert len(_block(exported[f"one-{scheme}"].pages[0])) == 1
    assert len(_block(exported[f"two-{scheme}"].pages[0])) == 3
    assert len(_block(exported[f"five-{scheme}"].pages[0])) == 6


def test_lines_of_kinh_gui_are_level_where_they_share_one(exported: dict[str, Exported]) -> None:
    # The wrapped name of the list and the address keep an even distance: no line lies on another.
    lines = _block(exported["longer-list-14"].pages[0])
    steps = [lower.baseline_mm - upper.baseline_mm for upper, lower in pairwise(lines)]
    assert min(steps) > 14 * MM_PER_PT
    assert max(steps) - min(steps) < LEVEL_PT * MM_PER_PT + 0.2


@pytest.mark.parametrize(("name", "fault"), [(name, fault) for name, (_, fault) in _BROKEN.items()])
def test_the_measuring_sees_a_list_with_a_fault(exported: dict[str, Exported], name: str, fault: str) -> None:
    found = _faults(exported[name])
    assert any(text.startswith(fault) for text in found), found
