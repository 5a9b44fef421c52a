"""What a page breaks of the decree: nothing in letters of ours, each fault where it is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.letter.compose import compose
from app.letter.file import load
from app.letter.model import Letter
from app.pages import lay_out
from app.pages.lawful import page_findings
from app.rules.finding import Finding
from app.word.package import Package
from app.word.read import read_package
from tests.support.packages import DOCUMENT, STYLES, rulebook, written

_SAMPLES = sorted(Path("resources/samples").glob("*.congvan"))
_LETTER = load(Path("resources/samples/so-noi-vu-lao-cai-tra-loi-2026.congvan")).letter


def _findings(letter: Letter, part: str = "", change: Callable[[str], str] | None = None) -> list[Finding]:
    parts = dict(written(letter))
    if change is not None:
        before = parts[part].decode()
        after = change(before)
        assert after != before
        parts[part] = after.encode()
    document = read_package(Package(parts))
    return list(page_findings(document, lay_out(document), compose(letter, rulebook()), rulebook()))


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.stem)
def test_the_pages_of_real_letters_break_nothing(path: Path) -> None:
    assert _findings(load(path).letter) == []


def _in_style(style: str, old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        start = text.index(f'w:styleId="{style}"')
        end = text.index("</w:style>", start)
        return text[:start] + text[start:end].replace(old, new) + text[end:]

    return change


def _replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def _rules(factor: float) -> Callable[[str], str]:
    """All drawn lines of another length."""
    return lambda text: re.sub(r'cx="(\d+)"', lambda found: f'cx="{round(int(found[1]) * factor)}"', text)


def _without_lines(text: str) -> str:
    return re.sub(r"<mc:AlternateContent>.*?</mc:AlternateContent>", "", text, flags=re.DOTALL)


_NUMBER_HEADER = "word/header_default.xml"
_FAULTS: dict[str, tuple[str, Callable[[str], str], set[str]]] = {
    "letter paper": (DOCUMENT, _replaced('w:w="11906"', 'w:w="12240"'), {"01"}),
    "left margin": (DOCUMENT, _replaced('w:left="1701" w:header', 'w:left="1500" w:header'), {"02"}),
    "no motto": (DOCUMENT, _replaced("Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do"), {"03"}),
    "no lines": (DOCUMENT, _without_lines, {"05"}),
    "long lines": (DOCUMENT, _rules(1.5), {"06"}),
    "short lines": (DOCUMENT, _rules(0.6), {"06"}),
    "large number": (STYLES, _in_style("ND30_code", 'w:val="26"', 'w:val="32"'), {"07", "08"}),
    "upright date": (STYLES, _in_style("ND30_place_date", "<w:i/><w:iCs/>", ""), {"09"}),
    "red name": (STYLES, _in_style("ND30_organ", "<w:sz ", '<w:color w:val="FF0000"/><w:sz '), {"11"}),
    "other font": (
        STYLES,
        _in_style("ND30_subject", "<w:sz ", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz '),
        {"10"},
    ),
    "no page number": (_NUMBER_HEADER, lambda text: re.sub(r"<w:r>.*</w:r>", "", text), {"14"}),
    "number on page 1": (DOCUMENT, _replaced("<w:titlePg/>", ""), {"15"}),
    "number at the left": (_NUMBER_HEADER, _replaced("</w:pPr>", '<w:jc w:val="left"/></w:pPr>'), {"16"}),
}


@pytest.mark.parametrize(("part", "change", "codes"), _FAULTS.values(), ids=_FAULTS)
def test_a_fault_is_seen_for_what_it_is(part: str, change: Callable[[str], str], codes: set[str]) -> None:
    found = {one.code.rpartition("-")[2] for one in _findings(_LETTER, part, change)}
    assert found >= codes
    # A rule that is gone is not short as well; only a bigger number moves more than itself.
    assert found <= codes | ({"04"} if "01" in codes or "02" in codes else set())


def test_a_date_that_is_broken_is_not_on_one_line() -> None:
    def change(text: str) -> str:
        return text.replace(", ngày 05", ', </w:t><w:br/><w:t xml:space="preserve">ngày 05', 1)

    assert "ND30-TRANG-04" in {one.code for one in _findings(_LETTER, DOCUMENT, change)}


def test_a_finding_names_the_component_and_its_clause() -> None:
    (finding,) = _findings(_LETTER, *_FAULTS["upright date"][:2])
    assert finding.place.component == "place_date"
    assert finding.clause == rulebook().components["place_date"].source.clause
    assert "nghiêng" in finding.message
