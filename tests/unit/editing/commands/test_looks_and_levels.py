"""Bold, footnotes, levels, numbers."""

from __future__ import annotations

import pytest

from app.editing.commands import levels, looks
from app.letter.model import (
    Alignment,
    Block,
    Cell,
    Footnote,
    Letter,
    Level,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Table,
)
from app.letter.positions import BODY, Text, TextPosition, TextRange, blocks_of, footnotes, plain_text
from app.rules.load import load_rulebook
from tests.support.letters import paragraph

RULES = load_rulebook()
TABLE = Table(rows=(Row(cells=(Cell(blocks=(paragraph("ô một"),)), Cell(blocks=(paragraph("ô hai"),)))),))


def body(*blocks: Block) -> Letter:
    return Letter(body=blocks)


def span(block: int, start: int, end_block: int, end: int) -> TextRange:
    return TextRange(TextPosition(block, start), TextPosition(end_block, end))


def at(block: int, offset: int = 0) -> TextPosition:
    return TextPosition(block, offset)


def here(block: int) -> TextRange:
    return TextRange(at(block), at(block))


@pytest.mark.parametrize("look", looks.LOOKS)
def test_a_look_is_toggled_on_and_off_again(look: looks.Look) -> None:
    letter = body(paragraph("abc"), paragraph("def"))
    bold = looks.toggle_look(letter, span(0, 1, 1, 2), look)
    assert looks.has_look(bold, span(0, 1, 1, 2), look)
    assert not looks.has_look(bold, span(0, 0, 1, 2), look)
    assert looks.toggle_look(bold, span(0, 1, 1, 2), look) == letter
    assert looks.clear_looks(bold, span(0, 0, 1, 3)) == letter


def test_a_range_half_bold_becomes_all_bold() -> None:
    letter = body(Paragraph(runs=(Run(text="a", bold=True), Run(text="b"))))
    assert looks.toggle_look(letter, span(0, 0, 0, 2), "bold").body == (
        Paragraph(runs=(Run(text="ab", bold=True),)),
    )


def test_a_look_reaches_into_tables_between() -> None:
    letter = looks.toggle_look(
        body(paragraph("a"), TABLE, PageBreak(), paragraph("b")), span(0, 0, 3, 1), "italic"
    )
    cell = blocks_of(letter, Text(cell=(1, 0, 1)))[0]
    assert isinstance(cell, Paragraph)
    assert cell.runs[0].italic


def test_at_a_bare_position_the_look_is_that_of_typing() -> None:
    letter = body(Paragraph(runs=(Run(text="a", bold=True), Run(text="b"))))
    assert looks.has_look(letter, TextRange(at(0, 1), at(0, 1)), "bold")
    assert not looks.has_look(letter, TextRange(at(0, 2), at(0, 2)), "bold")
    assert looks.typing_look(Letter(), at(0)) == Run()
    assert looks.typing_look(body(TABLE), at(0)) == Run()
    assert looks.typing_look(body(Paragraph(runs=(Run(text="a", bold=True),))), at(0)).bold


def notes(letter: Letter) -> list[tuple[int, str]]:
    return [(mark.offset, "".join(run.text for run in note.runs)) for mark, note in footnotes(letter, BODY)]


def test_a_footnote_stands_behind_the_characters_before_it() -> None:
    letter = looks.insert_footnote(body(paragraph("luật mới")), at(0, 4), "chú thích")
    assert plain_text(letter.body[0], "*") == "luật* mới"
    assert notes(letter) == [(4, "chú thích")]
    letter = looks.insert_footnote(letter, at(0, 0), (Run(text="đầu", footnote=Footnote()),))
    letter = looks.insert_footnote(letter, at(0, 6), "hai")
    assert plain_text(letter.body[0], "*") == "*luật** mới"
    assert notes(letter) == [(0, "đầu"), (5, "chú thích"), (6, "hai")]


def test_a_footnote_gets_other_words() -> None:
    letter = looks.insert_footnote(body(paragraph("luật")), at(0, 4), "một")
    assert notes(looks.change_footnote(letter, at(0, 4), "hai")) == [(4, "hai")]
    assert looks.change_footnote(letter, at(0, 1), "hai") == letter
    table = body(TABLE)
    assert looks.insert_footnote(table, at(0), "x") is table
    assert looks.change_footnote(table, at(0), "x") is table


def test_footnotes_in_cells_are_found() -> None:
    cell = TextPosition(0, 2, Text(cell=(0, 0, 1)))
    letter = looks.insert_footnote(body(TABLE), cell, "trong ô")
    assert list(footnotes(letter, BODY)) == [(cell, Footnote(runs=(Run(text="trong ô"),)))]


def test_tab_walks_down_and_shift_tab_up() -> None:
    letter = body(paragraph("a"))
    seen = []
    for _ in range(6):
        letter = levels.deeper(letter, here(0))
        seen.append(letter.body[0].level)  # type: ignore[union-attr]
    assert seen == [Level.ITEM, Level.POINT, Level.DASH, Level.PLUS, Level.PLUS, Level.PLUS]
    for _ in range(6):
        letter = levels.higher(letter, here(0))
    assert letter == body(paragraph("a"))


@pytest.mark.parametrize("level", [level for level in Level if level not in levels.LADDER])
def test_from_a_heading_tab_leads_down_and_shift_tab_keeps_it(level: Level) -> None:
    letter = body(paragraph("a", level))
    lower = levels.deeper(letter, here(0)).body[0].level  # type: ignore[union-attr]
    assert list(Level).index(lower) > list(Level).index(level) or lower is Level.PLAIN
    higher = levels.higher(letter, here(0)).body[0].level  # type: ignore[union-attr]
    assert higher is (Level.PLAIN if level is Level.LEGAL_BASIS else level)


def test_a_table_between_paragraphs_keeps_its_levels() -> None:
    deeper = levels.deeper(body(paragraph("trên"), TABLE, paragraph("dưới")), span(0, 0, 2, 1))
    assert [getattr(block, "level", None) for block in deeper.body] == [Level.ITEM, None, Level.ITEM]
    assert deeper.body[1] == TABLE
    assert levels.set_level(deeper, here(1), Level.DASH) == deeper
    inside = TextPosition(0, 0, Text(cell=(1, 0, 0)))
    cell = levels.set_level(deeper, TextRange(inside, inside), Level.DASH).body[1]
    assert isinstance(cell, Table)
    assert cell.rows[0].cells[0].blocks[0].level is Level.DASH


def test_a_new_level_drops_what_belongs_to_the_old_one() -> None:
    letter = body(paragraph("a", Level.ITEM, number="7", restart=True, title=True))
    assert levels.set_level(letter, here(0), Level.ITEM) == letter
    assert levels.set_level(letter, here(0), Level.POINT).body == (paragraph("a", Level.POINT),)


def test_title_and_alignment_are_set() -> None:
    letter = body(paragraph("a", Level.ITEM), paragraph("b"))
    titled = levels.set_title(letter, span(0, 0, 1, 1), title=True)
    assert [block.title for block in titled.body] == [True, False]  # type: ignore[union-attr]
    centred = levels.set_alignment(letter, here(1), Alignment.CENTER)
    assert centred.body[1].alignment is Alignment.CENTER  # type: ignore[union-attr]


def test_labels_are_those_that_are_printed() -> None:
    letter = body(paragraph("a", Level.ITEM), paragraph("b", Level.POINT), TABLE, paragraph("c", Level.ITEM))
    assert levels.labels(letter, at(0), RULES) == ("1.", "a)", "", "2.")


@pytest.mark.parametrize(
    ("before", "typed", "level", "number"),
    [
        ([], "1. ", Level.ITEM, None),
        ([], "3. ", Level.ITEM, "3"),
        ([paragraph("x", Level.ITEM)], "2. ", Level.ITEM, None),
        ([], "a) ", Level.POINT, None),
        ([], "đ) ", Level.POINT, "đ"),
        ([], "I. ", Level.ROMAN_SECTION, None),
        ([], "- ", Level.DASH, None),
        ([], "\u2013 ", Level.DASH, None),
        ([], "+ ", Level.PLUS, None),
    ],
)
def test_a_mark_typed_at_the_start_becomes_a_level(
    before: list[Block], typed: str, level: Level, number: str | None
) -> None:
    letter = body(*before, paragraph(typed + "việc"))
    new = levels.typed_mark(letter, at(len(before), len(typed)), RULES)
    assert new.body[-1] == paragraph("việc", level, number=number)


@pytest.mark.parametrize("typed", ["việc ", "1) ", "a. ", "12345. ", "f) ", "1.", "ngày 1. ", "0. "])
def test_other_words_at_the_start_stay_words(typed: str) -> None:
    letter = body(paragraph(typed))
    assert levels.typed_mark(letter, at(0, len(typed)), RULES) is letter


def test_a_mark_counts_only_in_a_plain_paragraph() -> None:
    letter = body(paragraph("1. ", Level.DASH), TABLE)
    assert levels.typed_mark(letter, at(0, 3), RULES) is letter
    assert levels.typed_mark(letter, at(1, 0), RULES) is letter
    assert levels.typed_mark(letter, at(9, 0), RULES) is letter
