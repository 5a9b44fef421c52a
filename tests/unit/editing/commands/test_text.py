"""Typing, deleting, splitting, pasting in the texts of a letter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.editing.commands import text as commands
from app.letter.model import (
    Appendix,
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
from app.letter.positions import (
    BODY,
    Text,
    TextPosition,
    TextRange,
    blocks_of,
    length,
    plain_text,
    texts_of,
    with_blocks,
)
from app.letter.runs import cut, joined
from tests.support.letters import letters, paragraph

NOTE = Run(text="luật", footnote=Footnote(runs=(Run(text="chú"),)))
TABLE = Table(rows=(Row(cells=(Cell(blocks=(paragraph("ô một"),)), Cell(blocks=(paragraph("ô hai"),)))),))
CELL = Text(cell=(1, 0, 0))


def body(*blocks: Block) -> Letter:
    return Letter(body=blocks)


def words(letter: Letter) -> list[str]:
    return [plain_text(block, "*") for block in letter.body]


def at(block: int, offset: int = 0, text: Text = BODY) -> TextPosition:
    return TextPosition(block, offset, text)


def span(block: int, start: int, end_block: int, end: int, text: Text = BODY) -> TextRange:
    return TextRange(at(block, start, text), at(end_block, end, text))


def test_a_text_typed_takes_the_look_before_it() -> None:
    letter = body(Paragraph(runs=(Run(text="đậm", bold=True), Run(text=" thường"))))
    letter = commands.insert_text(letter, at(0, 3), "!")
    assert letter.body[0].runs[0] == Run(text="đậm!", bold=True)  # type: ignore[union-attr]
    letter = commands.insert_text(letter, at(0, 0), "rất ")
    assert letter.body[0].runs[0] == Run(text="rất đậm!", bold=True)  # type: ignore[union-attr]
    letter = commands.insert_text(letter, at(0, 8), "x", Run(italic=True))
    assert Run(text="x", italic=True) in letter.body[0].runs  # type: ignore[union-attr]


def test_a_text_typed_inside_a_citation_belongs_to_it_and_behind_it_not() -> None:
    letter = body(Paragraph(runs=(Run(text="CV 1", cites="vb-1"), Run(text=" nói"))))
    assert commands.insert_text(letter, at(0, 2), "x").body[0].runs[0].text == "CVx 1"  # type: ignore[union-attr]
    after = commands.insert_text(letter, at(0, 4), ",").body[0].runs  # type: ignore[union-attr]
    assert [(run.text, run.cites) for run in after] == [("CV 1", "vb-1"), (", nói", "")]


def test_typing_beside_a_table_or_into_nothing_makes_a_paragraph() -> None:
    assert words(commands.insert_text(Letter(), at(0), "a")) == ["a"]
    assert words(commands.insert_text(body(TABLE), at(0, 0), "a")) == ["a", "*"]
    assert words(commands.insert_text(body(TABLE), at(0, 1), "a")) == ["*", "a"]


def test_typed_text_is_cleaned_and_nothing_is_nothing() -> None:
    letter = body(paragraph("a"))
    assert words(commands.insert_text(letter, at(0, 1), "e\u0302\x00")) == ["aê"]
    assert commands.insert_text(letter, at(0, 1), "") is letter


def test_deleting_inside_a_paragraph_keeps_the_looks() -> None:
    letter = body(Paragraph(runs=(Run(text="abc", bold=True), Run(text="def"))))
    letter = commands.delete(letter, span(0, 2, 0, 4))
    assert letter.body == (Paragraph(runs=(Run(text="ab", bold=True), Run(text="ef"))),)


def test_deleting_backwards_is_the_same() -> None:
    letter = body(paragraph("abcdef"))
    assert commands.delete(letter, span(0, 4, 0, 1)) == commands.delete(letter, span(0, 1, 0, 4))


def test_deleting_over_paragraphs_joins_what_is_left_and_takes_what_lies_between() -> None:
    letter = body(paragraph("một", Level.ITEM), TABLE, PageBreak(), paragraph("hai", Level.POINT))
    letter = commands.delete(letter, span(0, 1, 3, 2))
    assert letter.body == (paragraph("mi", Level.ITEM),)


def test_an_emptied_paragraph_takes_the_level_of_what_comes_up() -> None:
    letter = body(paragraph("một", Level.ITEM), paragraph("hai", Level.POINT))
    assert commands.delete(letter, span(0, 0, 1, 1)).body == (paragraph("ai", Level.POINT),)


def test_a_footnote_is_deleted_with_its_mark_only() -> None:
    letter = body(Paragraph(runs=(NOTE, Run(text=" khác"))))
    assert length(letter.body[0]) == 10
    assert words(commands.delete(letter, span(0, 4, 0, 5))) == ["luật khác"]
    assert words(commands.delete(letter, span(0, 0, 0, 4))) == ["* khác"]
    assert words(commands.delete(letter, span(0, 1, 0, 2))) == ["lật* khác"]


def test_a_range_into_a_table_takes_the_whole_table() -> None:
    letter = body(paragraph("trước"), TABLE, paragraph("sau"))
    inside = at(0, 2, CELL)
    assert words(commands.delete(letter, TextRange(at(0, 2), inside))) == ["tr", "sau"]
    assert words(commands.delete(letter, TextRange(inside, at(2, 1)))) == ["trước", "au"]
    other = TextPosition(0, 1, Text(cell=(1, 0, 1)))
    assert words(commands.delete(letter, TextRange(inside, other))) == ["trước", "sau"]


def test_inside_a_cell_only_its_text_changes() -> None:
    letter = body(paragraph("trước"), TABLE)
    letter = commands.delete(letter, span(0, 0, 0, 2, CELL))
    assert blocks_of(letter, CELL) == (paragraph("một"),)
    letter = commands.split(letter, at(0, 1, CELL))
    assert [plain_text(block) for block in blocks_of(letter, CELL)] == ["m", "ột"]


def test_a_range_over_two_texts_is_a_mistake() -> None:
    letter = Letter(body=(paragraph("a"),), appendices=(Appendix(blocks=(paragraph("b"),)),))
    with pytest.raises(ValueError, match="one text"):
        commands.delete(letter, TextRange(at(0), TextPosition(0, 0, Text(appendix=0))))


def test_positions_beyond_the_text_count_as_its_end() -> None:
    assert words(commands.delete(body(paragraph("abc")), span(0, 1, 7, 9))) == ["a"]
    assert commands.delete(Letter(), span(0, 0, 3, 1)) == Letter()


@pytest.mark.parametrize(
    ("level", "follower"),
    [
        (Level.ITEM, Level.ITEM),
        (Level.DASH, Level.DASH),
        (Level.LEGAL_BASIS, Level.LEGAL_BASIS),
        (Level.ARTICLE, Level.PLAIN),
        (Level.CHAPTER, Level.PLAIN),
    ],
)
def test_enter_begins_a_paragraph_that_fits_behind(level: Level, follower: Level) -> None:
    letter = commands.split(body(Paragraph(level=level, runs=(Run(text="ab"),), number="3")), at(0, 2))
    assert letter.body == (
        Paragraph(level=level, runs=(Run(text="ab"),), number="3"),
        Paragraph(level=follower),
    )


def test_enter_behind_a_titled_khoan_begins_plain_text() -> None:
    letter = commands.split(body(paragraph("a", Level.ITEM, title=True)), at(0, 1))
    assert letter.body[1] == Paragraph()


def test_enter_at_the_start_pushes_the_paragraph_down() -> None:
    letter = commands.split(body(paragraph("a", Level.ITEM, number="5")), at(0, 0))
    assert letter.body == (Paragraph(level=Level.ITEM), paragraph("a", Level.ITEM, number="5"))


def test_enter_beside_a_table_makes_an_empty_paragraph() -> None:
    assert words(commands.split(body(TABLE), at(0, 1))) == ["*", ""]
    assert words(commands.split(body(TABLE), at(0, 0))) == ["", "*"]
    assert words(commands.split(Letter(), at(0, 0))) == [""]


def test_one_pasted_plain_paragraph_goes_into_the_line() -> None:
    letter = commands.insert_blocks(body(paragraph("ad", Level.ITEM)), at(0, 1), [paragraph("bc")])
    assert letter.body == (paragraph("abcd", Level.ITEM),)


def test_several_pasted_paragraphs_join_at_both_ends() -> None:
    new = [paragraph("b"), paragraph("x", Level.POINT), paragraph("c")]
    letter = commands.insert_blocks(body(paragraph("ad", Level.ITEM)), at(0, 1), new)
    assert letter.body == (paragraph("ab", Level.ITEM), paragraph("x", Level.POINT), paragraph("cd"))


def test_a_pasted_table_splits_the_paragraph() -> None:
    letter = commands.insert_blocks(body(paragraph("ad", Level.ITEM)), at(0, 1), [TABLE])
    assert letter.body == (paragraph("a", Level.ITEM), TABLE, paragraph("d", Level.ITEM))
    assert commands.insert_blocks(body(Paragraph()), at(0), [TABLE]).body == (TABLE,)
    assert commands.insert_blocks(body(TABLE), at(0, 1), [paragraph("x")]).body == (TABLE, paragraph("x"))


def test_a_cell_takes_only_paragraphs() -> None:
    letter = body(paragraph("a"), TABLE)
    new = commands.insert_blocks(letter, at(0, 0, CELL), [PageBreak(), paragraph("x")])
    assert [plain_text(block) for block in blocks_of(new, CELL)] == ["xô một"]
    assert commands.insert_blocks(letter, at(0, 0, CELL), [TABLE]) is letter
    assert commands.insert_page_break(letter, at(0, 0, CELL)) is letter


def test_a_page_break_may_split_a_paragraph() -> None:
    letter = body(paragraph("ab"))
    assert words(commands.insert_page_break(letter, at(0, 1))) == ["a", "*", "b"]
    assert words(commands.insert_page_break(letter, at(0, 0))) == ["*", "ab"]
    assert words(commands.insert_page_break(letter, at(0, 2))) == ["ab", "*"]
    assert words(commands.insert_page_break(Letter(), at(0, 0))) == ["*"]


def test_blocks_are_deleted() -> None:
    letter = body(paragraph("a"), paragraph("b"), paragraph("c"))
    assert words(commands.delete_block(letter, at(1))) == ["a", "c"]


def test_what_is_copied_is_the_range() -> None:
    letter = body(paragraph("abc", Level.ITEM), TABLE, paragraph("def"))
    assert commands.copied(letter, span(0, 0, 2, 1)) == (paragraph("abc", Level.ITEM), TABLE, paragraph("d"))
    # The end of a paragraph, and words out of one, are no khoản of their own.
    assert commands.copied(letter, span(0, 1, 2, 1)) == (paragraph("bc"), TABLE, paragraph("d"))
    assert commands.copied(letter, span(0, 0, 0, 2)) == (paragraph("ab"),)
    assert commands.copied(letter, span(0, 0, 0, 3)) == (paragraph("abc", Level.ITEM),)
    assert commands.copied(letter, span(1, 1, 2, 1)) == (paragraph("d"),)


def position(letter: Letter, block: int, offset: int) -> TextPosition:
    block %= len(letter.body)
    return at(block, offset % (length(letter.body[block]) + 1))


@given(letters(max_items=2), st.integers(0, 9), st.integers(0, 99), st.integers(0, 9), st.integers(0, 99))
def test_cutting_out_and_putting_back_keeps_every_character(
    letter: Letter, first: int, start: int, second: int, end: int
) -> None:
    letter = replace(letter, body=(*letter.body, paragraph("cuối")))
    over = TextRange(position(letter, first, start), position(letter, second, end))
    low, high = commands.ordered(letter, over)
    taken = commands.copied(letter, over)
    rest = commands.delete(letter, over)
    size = sum(length(block) for block in letter.body)
    assert sum(length(block) for block in (*taken, *rest.body)) == size
    assert low.order <= high.order
    for text in texts_of(rest):
        assert with_blocks(rest, text, blocks_of(rest, text)) == rest


@given(letters(max_items=2), st.integers(0, 99))
def test_runs_cut_and_joined_read_the_same(letter: Letter, offset: int) -> None:
    for block in letter.body:
        if isinstance(block, Paragraph):
            before, after = cut(block.runs, offset)
            whole = Paragraph(runs=joined((*before, *after)))
            assert plain_text(whole) == plain_text(block)
            assert length(Paragraph(runs=before)) == min(offset, length(block))
