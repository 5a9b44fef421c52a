"""The real letters as they reached us, pasted as plain text, against the letters typed by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.base.resources import resource_path
from app.importer.paste import blocks_from_text
from app.letter.compose import compose
from app.letter.composed import ComposedParagraph
from app.letter.file import load
from app.letter.model import Block, Letter, Paragraph
from app.rules.load import load_rulebook

FILES = Path(__file__).parents[2] / "files"
LETTERS = (
    "dak-nong-4173",
    "gia-lai-930-du-thao",
    "hung-yen-2023",
    "ngoc-hoi-2021",
    "lien-so-gia-lai-so-hoa-2026",
    "so-noi-vu-lao-cai-tra-loi-2026",
    "thcs-nguyen-trai-chuyen-truong-2026",
    "ubnd-xa-ham-yen-mua-lu-2026",
)
# The body of each letter as it reached us (text layers and OCR of scans), and the words of it that were
# put right by hand in the sample.
FOUND = {
    "dak-nong-4173": (),
    "gia-lai-930-du-thao": (("hệ trẻ", "hệ trẻ."), ("trên trên", "trên")),
    "hung-yen-2023": (),
    "ngoc-hoi-2021": (("Báo đề", "Báo để"),),
}
_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"


def _letter(name: str) -> Letter:
    return load(resource_path("samples", f"{name}.congvan")).letter


def _printed(letter: Letter) -> tuple[list[str], list[str]]:
    """The paragraphs of the body as they are printed, with raised numbers, and the footnotes' texts."""
    paragraphs: list[str] = []
    notes: list[str] = []
    for block in compose(letter, load_rulebook()).body:
        assert isinstance(block, ComposedParagraph)
        said = f"{block.label} " if block.label else ""
        for run in block.runs:
            said += run.text
            if run.footnote is not None:
                notes.append("".join(part.text for part in run.footnote))
                said += _RAISED[len(notes)]
        paragraphs.append(said)
    return paragraphs, notes


def _said(block: Block) -> tuple[str, str, bool, str | None, list[str]]:
    assert isinstance(block, Paragraph)
    notes = [
        "".join(part.text for part in run.footnote.runs) for run in block.runs if run.footnote is not None
    ]
    return block.level, "".join(run.text for run in block.runs), block.title, block.number, notes


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for word in paragraph.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return lines


def _text_only(letter: Letter) -> Letter:
    return replace(letter, body=tuple(block for block in letter.body if isinstance(block, Paragraph)))


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_copied_paragraph_by_paragraph_comes_back_as_it_was(name: str) -> None:
    letter = _text_only(_letter(name))
    paragraphs, notes = _printed(letter)
    foot = [f"{_RAISED[place]} {note}" for place, note in enumerate(notes, 1)]
    pasted = blocks_from_text("\r\n".join([*paragraphs, *foot]))
    assert [_bare(_said(block)) for block in pasted.blocks] == [_bare(_said(block)) for block in letter.body]


def _bare(said: tuple[str, str, bool, str | None, list[str]]) -> tuple[str, str, str | None, list[str]]:
    """Without the title, which plain text cannot always tell, and with one kind of final stop."""
    level, words, _, number, notes = said
    return level, words.rstrip(".;"), number, notes


@pytest.mark.parametrize("spacing", ["\n", "\n\n", " \n"])
@pytest.mark.parametrize("name", LETTERS[:4])
def test_a_letter_copied_from_a_pdf_comes_back_as_it_was(name: str, spacing: str) -> None:
    letter = _letter(name)
    paragraphs, notes = _printed(letter)
    foot = [f"{_RAISED[place]} {note}" for place, note in enumerate(notes, 1)]
    lines = [line for paragraph in [*paragraphs, *foot] for line in _wrapped(paragraph, 78)]
    # A page ends after every 30 lines.
    for page, place in enumerate(range(30, len(lines), 31), 2):
        lines.insert(place, str(page))
    pasted = blocks_from_text(spacing.join(lines))
    got = [_bare(_said(block)) for block in pasted.blocks]
    assert got == [_bare(_said(block)) for block in letter.body]


@pytest.mark.parametrize("name", FOUND)
def test_the_text_of_a_scan_becomes_the_letter_but_for_the_slips_of_the_scan(name: str) -> None:
    scanned = (FILES / "pasted" / f"{name}.txt").read_text("utf-8")
    got = [_said(block) for block in blocks_from_text(scanned).blocks]
    wanted = [_said(block) for block in _letter(name).body]
    wrong = [
        (words, right) for (_, words, *_), (_, right, *_) in zip(got, wanted, strict=True) if words != right
    ]
    assert [(level, *rest) for level, _, *rest in got] == [(level, *rest) for level, _, *rest in wanted]
    assert len(wrong) == len(FOUND[name])
    for (words, right), (slip, mended) in zip(wrong, FOUND[name], strict=True):
        assert mended.join(words.rsplit(slip, 1)) == right


def test_emphasis_typed_with_stars_is_bold_and_italic_as_in_the_letter() -> None:
    scanned = (FILES / "pasted" / "ngoc-hoi-2021.txt").read_text("utf-8")

    def emphasised(blocks: tuple[Block, ...]) -> list[tuple[str, bool, bool]]:
        runs = [run for block in blocks if isinstance(block, Paragraph) for run in block.runs]
        return [(run.text, run.bold, run.italic) for run in runs if run.bold or run.italic]

    assert emphasised(blocks_from_text(scanned).blocks) == emphasised(_letter("ngoc-hoi-2021").body)


def test_numbers_that_a_letter_has_by_counting_are_not_kept_by_hand() -> None:
    for name in LETTERS:
        paragraphs, _ = _printed(_text_only(_letter(name)))
        for block in blocks_from_text("\n".join(paragraphs)).blocks:
            assert isinstance(block, Paragraph)
            assert block.number is None
