"""The parts of the samples' Word files, as they were when somebody last looked at them.

A difference is shown as lines of XML; after looking at it, "dev.py golden" writes the files anew.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from lxml import etree

from app.word.write import write_letter
from tests.support.packages import rulebook
from tests.support.special_letters import samples

FOLDER = Path(__file__).parent
SHARED = FOLDER / "shared"
# Parts that are the same in all letters stand once, those that say what a letter says once for each.
OWN_PARTS = (
    "word/document.xml",
    "word/footnotes.xml",
    "word/header_first.xml",
    "word/footer_first.xml",
    "docProps/core.xml",
    "docProps/custom.xml",
)
_MOST_LINES = 60
_INDENT = "  "


def pretty(data: bytes) -> str:
    """A part with an element on each line; texts stay as they are."""
    root = etree.fromstring(data)
    etree.indent(root, _INDENT)
    return etree.tostring(root, encoding="unicode") + "\n"


def stem(part: str) -> str:
    return part.removeprefix("word/").replace("/", "-").replace("[", "").replace("]", "")


def check(path: Path, made: str, *, update: bool) -> None:
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8", newline="\n")
        return
    kept = path.read_text("utf-8") if path.exists() else ""
    if kept != made:
        lines = difflib.unified_diff(
            kept.splitlines(), made.splitlines(), "golden", "written", n=2, lineterm=""
        )
        shown = [line[:200] for line in lines]
        more = f"\n… {len(shown) - _MOST_LINES} more lines" if len(shown) > _MOST_LINES else ""
        pytest.fail(
            f"{path.relative_to(FOLDER)} differs:\n" + "\n".join(shown[:_MOST_LINES]) + more, pytrace=False
        )


@pytest.mark.parametrize("name", samples())
def test_a_sample_is_written_as_before(name: str, update_golden: bool) -> None:
    parts = write_letter(samples()[name], rulebook()).package.parts
    for part in OWN_PARTS:
        check(FOLDER / name / stem(part), pretty(parts[part]), update=update_golden)


def test_what_all_letters_share_is_written_as_before(update_golden: bool) -> None:
    parts = write_letter(samples()["ngoc-hoi-2021"], rulebook()).package.parts
    shared = [part for part in parts if part not in OWN_PARTS and not part.startswith("customXml/item30")]
    for part in shared:
        check(SHARED / f"{stem(part)}", pretty(parts[part]), update=update_golden)


def test_no_golden_file_is_left_over(update_golden: bool) -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert update_golden or folders == {*samples(), SHARED.name}
    for name in samples():
        assert {path.name for path in (FOLDER / name).iterdir()} == {stem(part) for part in OWN_PARTS}


def test_golden_files_are_there_for_the_letters_own_texts() -> None:
    document = (FOLDER / "ngoc-hoi-2021" / "document.xml").read_text("utf-8")
    assert "Ngọc Hồi" in document
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in document
