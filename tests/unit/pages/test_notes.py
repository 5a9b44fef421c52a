"""Footnotes and endnotes: numbers, the area at the page's end, notes that go on overleaf."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.document.content import NoteMark, NoteReference, Paragraph, Text
from app.document.model import Document, NoteNumbering
from app.pages import lay_out
from app.pages.model import Area, RuleKind
from tests.support.laid_out import (
    LINE,
    PLAIN,
    cell,
    document,
    line,
    lines_of_text,
    page,
    para,
    row,
    table,
    texts,
)


def note(number: int, kind: Any = "footnote", custom: str = "") -> NoteReference:  # noqa: ANN401
    """The mark of a note in the text."""
    return NoteReference(kind, number, PLAIN, custom)


def with_notes(*blocks: Any, notes: dict[int, Any] | None = None, **more: Any) -> Document:  # noqa: ANN401
    """A document with footnotes, on a page whose separator takes one line."""
    made = document(*blocks, setup=more.pop("setup", None))
    separators = {"separator": (para(),)}
    return replace(made, footnotes=notes or {}, footnote_separators=separators, **more)


def body_of_note(text: str) -> tuple[Paragraph, ...]:
    """A note that begins with its number."""
    return (para((NoteMark("footnote", PLAIN), Text(f" {text}", PLAIN))),)


def test_notes_stand_at_the_end_of_the_page_under_a_separator() -> None:
    text = para((Text("n", PLAIN), note(5), Text(" nn", PLAIN), note(9)))
    made = lay_out(with_notes(text, notes={5: body_of_note("f"), 9: body_of_note("g")}))
    assert texts(made) == [["n1 nn2", "1 f", "2 g"]]
    assert line(made, "2 g").bottom == 2760
    assert line(made, "1 f").area is Area.FOOTNOTE
    separator = made.pages[0].rules[0]
    assert (separator.kind, separator.y1) == (RuleKind.SEPARATOR, 2760 - 2 * LINE - LINE / 2)


def test_a_line_moves_to_the_next_page_when_its_note_finds_no_room() -> None:
    last = para((Text("n", PLAIN), note(1)))
    made = lay_out(with_notes(*[para("n")] * 8, last, notes={1: body_of_note("f")}))
    assert texts(made) == [["n"] * 8, ["n1", "1 f"]]


def test_the_room_below_a_line_of_multiple_spacing_hangs_into_the_notes_but_not_with_a_new_one() -> None:
    # A page of ten lines: four of double height, the separator and one note leave room for all but what
    # the last line keeps free below itself.
    marked, plain = para((Text("n", PLAIN), note(1)), line=480), para("n", line=480)
    notes = {1: body_of_note("f"), 2: body_of_note("g")}
    short = page(height=2760 - 276)
    hanging = lay_out(with_notes(marked, plain, plain, plain, notes=notes, setup=short))
    assert texts(hanging) == [["n1", "n", "n", "n", "1 f"]]
    late = para((Text("n", PLAIN), note(2)), line=480)
    moved = lay_out(with_notes(plain, plain, plain, late, notes=notes, setup=short))
    assert texts(moved) == [["n"] * 3, ["n1", "1 g"]]


def test_a_long_note_begins_on_the_page_of_its_mark_and_goes_on_overleaf() -> None:
    first = para((Text("n", PLAIN), note(1)))
    long = (para(lines_of_text(5)),)
    made = lay_out(with_notes(*[para("n")] * 6, first, *[para("m")] * 2, notes={1: long}))
    assert [len(one) for one in texts(made)] == [9, 5]
    assert [one.area for one in made.pages[0].lines[-2:]] == [Area.FOOTNOTE] * 2
    assert [one.text for one in made.pages[1].lines_of(Area.BODY)] == ["m", "m"]


def test_notes_in_table_cells_stand_at_the_end_of_the_page_too() -> None:
    inside = table(row(cell(para((Text("n", PLAIN), note(1))))), grid=(1200,))
    assert texts(lay_out(with_notes(inside, notes={1: body_of_note("f")}))) == [["n1", "1 f"]]


def test_notes_carry_their_own_sign_or_the_format_of_the_section() -> None:
    own = para((Text("n", PLAIN), note(1, custom="*"), note(2)))
    roman = page(footnotes=NoteNumbering(format="lowerRoman", start=4))
    made = lay_out(with_notes(own, notes={1: body_of_note("f"), 2: body_of_note("g")}, setup=roman))
    assert texts(made) == [["n*iv", "* f", "iv g"]]


def test_numbers_start_anew_in_a_section_that_asks_for_it() -> None:
    text = para((Text("n", PLAIN), note(1)))
    again = para((Text("m", PLAIN), note(2)))
    setup = page(footnotes=NoteNumbering(restart="eachSect"))
    made = with_notes(text, notes={1: body_of_note("f"), 2: body_of_note("g")}, setup=setup)
    both = replace(made, sections=(*made.sections, replace(made.sections[0], blocks=(again,))))
    assert texts(lay_out(both)) == [["n1", "1 f"], ["m1", "1 g"]]


def test_without_a_word_on_separators_a_short_line_is_drawn() -> None:
    made = document(para((Text("n", PLAIN), note(1))))
    pages = lay_out(replace(made, footnotes={1: body_of_note("f")}))
    assert len(pages.pages[0].rules) == 1


def test_endnotes_follow_the_text() -> None:
    text = para((Text("n", PLAIN), note(3, "endnote")))
    notes = {3: (para((NoteMark("endnote", PLAIN), Text(" e", PLAIN))),)}
    made = lay_out(replace(document(text), endnotes=notes))
    assert texts(made) == [["ni", "i e"]]
    assert made.pages[0].lines[1].area is Area.ENDNOTE


def test_a_note_longer_than_the_text_fills_pages_of_its_own() -> None:
    text = para((Text("n", PLAIN), note(1)))
    made = lay_out(with_notes(text, notes={1: (para(lines_of_text(20)),)}))
    assert [len(one) for one in texts(made)] == [9, 9, 3]


def test_a_note_higher_than_any_page_does_not_keep_layout_going_for_ever() -> None:
    text = para((Text("n", PLAIN), note(1)))
    made = lay_out(with_notes(text, notes={1: (para("f", line=9000, line_rule="exact"),)}))
    assert texts(made) == [["n1"], ["f"]]
