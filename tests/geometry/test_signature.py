"""The signature on LibreOffice's page: whole, never alone, level with Nơi nhận, with room to sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from tests.support.exported import Case, Exported, export_once, restyled
from tests.support.header_geometry import ABOVE_EM, BELOW_EM, CENTRED_MM, LEVEL_PT
from tests.support.pdf import MM_PER_PT, Line, Page
from tests.support.sweeps import (
    ENDINGS,
    FORMS,
    RECIPIENTS,
    SCHEMES,
    STEPS,
    Point,
    judge,
    letter_at,
    pairwise_choice,
)

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("geometry-signature")]

_POINTS = {point.name: point for point in pairwise_choice()}
_DOCUMENT = "word/document.xml"


def _loose(step: int) -> Case:
    """A letter at the page's end without what holds its signature together."""

    def change(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
        changed, count = re.subn("<w:cantSplit/>|<w:keepNext/>|<w:keepLines/>", "", parts[_DOCUMENT].decode())
        assert count
        return {**parts, _DOCUMENT: changed.encode()}

    return Case(letter_at(Point(step, "tm-kt", 25, "14", "short")), change)


_PLAIN = letter_at(Point(0, "tm-kt", 5, "14", "short"))
# Where a signature that is not held together breaks over the end of page 1, or stands alone on page 2.
_LOOSE = {f"loose-{step:02}": _loose(step) for step in range(4, 22)}
_BROKEN = {
    **_LOOSE,
    "low-recipients": Case(_PLAIN, restyled("recipients_label", 'w:before="36"', 'w:before="80"')),
    "little-room": Case(_PLAIN, restyled("full_name", 'w:before="1587"', 'w:before="1300"')),
    "name-left": Case(_PLAIN, restyled("full_name", '<w:jc w:val="center"/>', "")),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """All letters of this module, converted together."""
    cases = {name: Case(letter_at(point)) for name, point in _POINTS.items()}
    return export_once(tmp_path_factory, "signature", {**cases, **_BROKEN})


def test_the_choice_of_letters_meets_every_pair() -> None:
    points = list(_POINTS.values())
    assert len(points) == 200
    assert {(point.step, point.ending) for point in points} == set(product(range(STEPS), ENDINGS))
    assert {(point.step, point.recipients) for point in points} == set(product(range(STEPS), RECIPIENTS))
    assert {(point.step, point.scheme) for point in points} == set(product(range(STEPS), SCHEMES))
    assert {(point.form, point.ending) for point in points} == set(product(FORMS, ENDINGS))
    assert {(point.form, point.recipients) for point in points} == set(product(FORMS, RECIPIENTS))
    assert {(point.form, point.scheme) for point in points} == set(product(FORMS, SCHEMES))
    assert {(point.ending, point.scheme) for point in points} == set(product(ENDINGS, SCHEMES))
    assert {(point.form, point.step // 10) for point in points} == set(product(FORMS, range(STEPS // 10)))


def test_a_signature_is_never_split_and_never_alone(exported: dict[str, Exported]) -> None:
    verdicts = {name: judge(exported[name].pages, exported[name].composed) for name in _POINTS}
    assert {name for name, verdict in verdicts.items() if verdict.split} == set()
    assert {name for name, verdict in verdicts.items() if verdict.alone} == set()


def test_the_body_lengths_sweep_the_end_of_a_page_line_by_line(exported: dict[str, Exported]) -> None:
    for scheme in SCHEMES:
        names = [name for name, point in _POINTS.items() if point.scheme == scheme]
        verdicts = [judge(exported[name].pages, exported[name].composed) for name in names]
        assert {verdict.page for verdict in verdicts} >= {1, 2}
        second = {verdict.lines_above for verdict in verdicts if verdict.page == 2}
        assert len(second & set(range(2, 16))) > 10, sorted(second)


def test_noi_nhan_is_level_with_the_first_line_of_the_signature(exported: dict[str, Exported]) -> None:
    faults = {name: fault for name in _POINTS if (fault := _level_fault(exported[name]))}
    assert faults == {}


def test_there_is_room_to_sign_and_the_name_is_centred(exported: dict[str, Exported]) -> None:
    faults = {name: found for name in _POINTS if (found := list(_room_faults(exported[name])))}
    assert faults == {}


def test_the_lines_of_noi_nhan_stand_at_the_left_edge_in_their_look(exported: dict[str, Exported]) -> None:
    faults = {name: found for name in _POINTS if (found := list(_recipient_faults(exported[name])))}
    assert faults == {}


def test_a_signature_that_nothing_holds_together_is_seen_split_and_alone(
    exported: dict[str, Exported],
) -> None:
    verdicts = [judge(exported[name].pages, exported[name].composed) for name in _LOOSE]
    assert any(verdict.split for verdict in verdicts), verdicts
    assert any(verdict.alone for verdict in verdicts), verdicts


def test_noi_nhan_off_its_level_is_seen(exported: dict[str, Exported]) -> None:
    assert "level" in _level_fault(exported["low-recipients"])


def test_too_little_room_to_sign_is_seen(exported: dict[str, Exported]) -> None:
    assert any("room" in fault for fault in _room_faults(exported["little-room"]))


def test_a_name_off_the_centre_is_seen(exported: dict[str, Exported]) -> None:
    assert any("centre" in fault for fault in _room_faults(exported["name-left"]))


def _line(pages: list[Page], text: str) -> Line:
    found = [line for page in pages for line in page.lines if line.text == text]
    assert found, f"{text!r} is missing"
    return found[-1]


def _level_fault(one: Exported) -> str:
    label = _line(one.pages, one.composed.recipients_label)
    first = _line(one.pages, one.composed.signatures[0].authority_lines[0])
    off = (label.baseline_mm - first.baseline_mm) / MM_PER_PT
    return f"level: {off:+.2f} pt" if abs(off) > LEVEL_PT else ""


def _room_faults(one: Exported) -> Iterator[str]:
    for signed in one.composed.signatures:
        titles = [_line(one.pages, text) for text in signed.authority_lines]
        below = [_line(one.pages, text) for text in (*signed.other_titles, signed.full_name)]
        bottom = titles[-1].baseline_mm + BELOW_EM * titles[-1].size_pt * MM_PER_PT
        top = below[0].baseline_mm - ABOVE_EM * below[0].size_pt * MM_PER_PT
        if not 25 <= top - bottom <= 30:
            yield f"room to sign: {top - bottom:.1f} mm"
        for line in (*titles, *below):
            if abs(line.centre_mm - titles[0].centre_mm) > CENTRED_MM:
                yield f"{line.text!r} {line.centre_mm - titles[0].centre_mm:+.1f} mm off the centre"
            size = float(one.letter.layout.size_scheme or 0)
            if abs(line.size_pt - size) > 0.1 or not all(run.bold and not run.italic for run in line.runs):
                yield f"{line.text!r} in {line.fonts} {line.size_pt:.1f} pt"


def _recipient_faults(one: Exported) -> Iterator[str]:
    label = _line(one.pages, one.composed.recipients_label)
    if label.size_pt != pytest.approx(12, abs=0.1) or not all(run.bold and run.italic for run in label.runs):
        yield f"label in {label.fonts} {label.size_pt:.1f} pt"
    for line in (label, *(_line(one.pages, text) for text in one.composed.recipients)):
        if abs(line.x0_mm - 30) > 0.3:
            yield f"{line.text!r} at {line.x0_mm:.1f} mm"
        if line is not label and (abs(line.size_pt - 11) > 0.1 or any(run.bold for run in line.runs)):
            yield f"{line.text!r} in {line.fonts} {line.size_pt:.1f} pt"
