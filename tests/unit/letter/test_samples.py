"""The real letters: nothing of their words is lost, and only the listed slips are put right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.resources import resource_path
from app.letter.compose import compose
from app.letter.composed import Composed, ComposedParagraph, ComposedRun
from app.letter.file import load
from app.letter.model import Level, Paragraph
from app.letter.validation import validate
from app.rules.load import load_rulebook

SOURCES = Path(__file__).parents[2] / "files" / "letters" / "sources"
SAMPLES = resource_path("samples")

# What the README of the samples lists: the words of the source, and the right ones.
CORRECTIONS = {
    "dak-nong-4173": (
        "dak-nong-4173-ubnd-kgvx",
        (
            ("Lưu VT,", "Lưu: VT,"),
            ("\n11\n", "\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n"),
            ("triển khai thực hiện \n", "triển khai thực hiện./.\n"),
        ),
    ),
    "gia-lai-930-du-thao": (
        "gia-lai-930-ubnd-kgvx",
        (("nêu trên trên./.", "nêu trên./."), ("thế hệ trẻ \n\n- Kịp", "thế hệ trẻ. \n\n- Kịp")),
    ),
    "gia-lai-930": (
        "gia-lai-930-ubnd-kgvx",
        (
            ("nêu trên trên./.", "nêu trên./."),
            ("thế hệ trẻ \n\n- Kịp", "thế hệ trẻ. \n\n- Kịp"),
            ("Số:          /UBND-KGVX", "Số: 930/UBND-KGVX"),
            ("ngày      tháng 7", "ngày 12 tháng 7"),
        ),
    ),
    "hung-yen-2023": ("hung-yen-ubnd-kgvx-2023", (("Hung Yên", "Hưng Yên"),)),
    "ngoc-hoi-2021": (
        "ngoc-hoi-ubnd-th-2021",
        (("Ngọc Hôi", "Ngọc Hồi"), ("Báo đề", "Báo để"), ("\u207d", ""), ("\u207e", "")),
    ),
}
# Marks of footnotes and of bold and italic in the text layer of the scans.
_SCAN_MARKS = re.compile("[\u00b9\u00b2\u00b3*]")


def source_words(name: str) -> list[str]:
    source, corrections = CORRECTIONS[name]
    text = (SOURCES / f"{source}.txt").read_text("utf-8")
    for wrong, right in corrections:
        assert wrong in text, wrong
        text = text.replace(wrong, right)
    return _SCAN_MARKS.sub("", text).split()


def run_words(runs: tuple[ComposedRun, ...]) -> str:
    return "".join(run.text for run in runs)


def footnotes(composed: Composed) -> Iterator[str]:
    for block in composed.body:
        assert isinstance(block, ComposedParagraph)
        yield from (run_words(run.footnote) for run in block.runs if run.footnote)


def body_words(composed: Composed) -> list[str]:
    words: list[str] = []
    for block in composed.body:
        assert isinstance(block, ComposedParagraph)
        words += f"{block.label} {run_words(block.runs)}".split()
    return words


def all_words(composed: Composed) -> list[str]:
    lines = [composed.national_name, composed.motto, composed.code_line, composed.place_date]
    lines += [organ.name for organ in composed.organs]
    lines += [composed.subject_line, composed.addressees_label, composed.recipients_label]
    lines += [f"- {addressee.text}" for addressee in composed.addressees]
    lines += [*footnotes(composed), *composed.recipients]
    for signature in composed.signatures:
        lines += [*signature.authority_lines, signature.full_name]
    return " ".join(lines).split() + body_words(composed)


def composed_sample(name: str) -> Composed:
    return compose(load(SAMPLES / f"{name}.congvan").letter, load_rulebook())


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_sample_has_every_word_of_its_source(name: str) -> None:
    assert Counter(all_words(composed_sample(name))) == Counter(source_words(name))


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_sample_has_the_words_of_its_text_in_their_order(name: str) -> None:
    source = source_words(name)
    composed = composed_sample(name)
    words = body_words(composed)
    for note in footnotes(composed):
        start = next(i for i in range(len(source)) if source[i : i + len(note.split())] == note.split())
        del source[start : start + len(note.split())]
    start = next(i for i in range(len(source)) if source[i : i + 5] == words[:5])
    assert source[start : start + len(words)] == words


def test_the_readme_lists_what_was_put_right() -> None:
    readme = (SAMPLES / "README.md").read_text("utf-8")
    for words in (
        *(f"`{name}.congvan`" for name in CORRECTIONS),
        "Lưu: VT, TTĐT, KGVX (Q).",
        "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
        "triển khai thực hiện./.",
        "nêu trên./.",
        "thế hệ trẻ.",
        "số 930/UBND-KGVX ngày 12/7/2021",
        "Hưng Yên",
        "Ngọc Hồi",
        "Báo để",
    ):
        assert words in readme


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.congvan")), ids=lambda path: path.stem)
def test_validation_finds_nothing_in_a_sample(path: Path) -> None:
    assert validate(load(path).letter, load_rulebook()) == []


def test_ngoc_hoi_has_its_three_footnotes_and_its_emphasis() -> None:
    composed = composed_sample("ngoc-hoi-2021")
    notes = list(footnotes(composed))
    assert [note.split()[0] for note in notes] == ["Luật", "Tại", "Nghị"]
    runs = [run for block in composed.body if isinstance(block, ComposedParagraph) for run in block.runs]
    assert [run.text for run in runs if run.italic and not run.bold] == ["nếu có"]
    (strong,) = [run.text for run in runs if run.italic and run.bold]
    assert strong.startswith("tuyệt đối không tham gia")
    assert strong.endswith("lên mạng xã hội.")


def test_headings_of_their_own_line_are_titles() -> None:
    def titles(name: str) -> list[bool]:
        body = load(SAMPLES / f"{name}.congvan").letter.body
        return [block.title for block in body if isinstance(block, Paragraph) and block.level is Level.ITEM]

    assert titles("dak-nong-4173") == [False, False, True, False, True]
    assert titles("gia-lai-930") == [True] * 4
    assert titles("hung-yen-2023") == [True] * 3
    assert titles("ngoc-hoi-2021") == [True, True, True, False, False, True]


def test_the_two_gia_lai_letters_differ_in_number_and_day_only() -> None:
    draft = load(SAMPLES / "gia-lai-930-du-thao.congvan").letter
    issued = load(SAMPLES / "gia-lai-930.congvan").letter
    assert (draft.code.number, draft.date.day) == (None, None)
    assert (issued.code.number, issued.date.day) == ("930", 12)
    assert draft.body == issued.body
    assert draft.recipients == issued.recipients
