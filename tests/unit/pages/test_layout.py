"""Whole documents: sections, headers, footers, numbers, columns, and laying out in steps."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.base.texts import text
from app.base.units import Twip
from app.document.content import Field, NoteReference, Paragraph, Text
from app.document.formats import Frame
from app.document.model import Column, Columns, Document, HeaderFooter, Section, Unsupported
from app.document.places import Origin
from app.pages import LayoutRun, describe, lay_out, layout
from app.pages.model import Area, Pages
from tests.support.laid_out import LINE, PLAIN, document, line, only, page, pages_of, para, texts


def number(kind: str = "PAGE") -> Paragraph:
    """A paragraph with a page field."""
    return para((Field(kind, kind, (), PLAIN),))


def section(*blocks: Any, setup: Any = None, **more: Any) -> Section:  # noqa: ANN401
    """A section on a small page."""
    return Section(setup or page(), blocks, **more)


def texts_of(pages: Pages, area: Area) -> list[list[str]]:
    """What one part of every page reads."""
    return [[one.text for one in sheet.lines_of(area)] for sheet in pages.pages]


def test_a_document_without_text_has_one_page() -> None:
    made = lay_out(document())
    assert texts(made) == [[]]


def test_sections_start_pages_of_their_own_size() -> None:
    wide = page(width=3000, height=2000)
    made = lay_out(Document((section(para("a")), section(para("b"), setup=wide))))
    assert [(one.width, one.height, one.section) for one in made.pages] == [(2400, 2760, 0), (3000, 2000, 1)]


def test_a_continuous_section_goes_on_below() -> None:
    made = lay_out(Document((section(para("a")), section(para("b"), starts="continuous"))))
    assert (len(made.pages), line(made, "b").y) == (1, LINE)


def test_the_empty_paragraph_that_carries_a_section_break_takes_no_line() -> None:
    full = [para("a")] * 10
    made = lay_out(Document((section(*full, para()), section(para("b"), para()))))
    assert texts(made) == [["a"] * 10, ["b", ""]]
    below = lay_out(Document((section(para("a"), para()), section(para("b"), starts="continuous"))))
    assert line(below, "b").y == LINE


def test_a_section_of_one_empty_paragraph_keeps_its_page() -> None:
    made = lay_out(Document((section(para("a")), section(para()), section(para("b")))))
    assert texts(made) == [["a"], [""], ["b"]]


def test_a_section_for_an_odd_page_skips_a_number() -> None:
    made = lay_out(
        Document(
            (section(para("a")), section(para("b"), starts="oddPage"), section(para("c"), starts="evenPage"))
        )
    )
    assert [one.label for one in made.pages] == ["1", "3", "4"]


def test_page_numbers_start_and_look_as_the_section_says() -> None:
    setup = page(number_start=4, number_format="lowerRoman")
    made = lay_out(Document((section(*[para("n")] * 11, setup=setup),)))
    assert [(one.number, one.label) for one in made.pages] == [(1, "iv"), (2, "v")]


def test_headers_of_the_first_and_of_even_pages() -> None:
    headers = HeaderFooter((number(),), (para("first"),), (para("even"),))
    setup = page(height=4000, margin=800, title_page=True)
    one = section(*[para("n")] * 20, setup=setup, headers=headers)
    made = lay_out(Document((one,), replace(document().settings, even_and_odd_headers=True)))
    assert texts_of(made, Area.HEADER) == [["first"], ["even"], ["3"]]
    plain = lay_out(Document((replace(one, page=replace(setup, title_page=False)),)))
    assert texts_of(plain, Area.HEADER) == [["1"], ["2"], ["3"]]


def test_a_growing_header_pushes_the_text_down_and_a_footer_up() -> None:
    setup = page(height=6000, margin=300, header_distance=Twip(200), footer_distance=Twip(100))
    one = section(para("n"), setup=setup, headers=HeaderFooter((para("h"), para("i"))),
                  footers=HeaderFooter((para("f"),)))  # fmt: skip
    made = lay_out(Document((one,)))
    assert line(made, "n").y == 200 + 2 * LINE
    assert line(made, "f").bottom == 5900
    fixed = lay_out(Document((replace(one, page=replace(setup, top_fixed=True, bottom_fixed=True)),)))
    assert line(fixed, "n").y == 300


def test_a_header_as_high_as_the_page_does_not_push_the_text_off() -> None:
    one = section(para("n"), headers=HeaderFooter(tuple([para("h")] * 12)))
    assert line(lay_out(Document((one,))), "n").y == 0


def test_the_number_of_pages_is_right_on_every_page() -> None:
    one = section(*[para("n")] * 20, setup=page(height=3760, margin=500),
                  footers=HeaderFooter((number("NUMPAGES"),)))  # fmt: skip
    made = lay_out(Document((one,)))
    assert texts_of(made, Area.FOOTER) == [["2"], ["2"]]


def test_mirrored_margins_and_the_gutter() -> None:
    setup = replace(page(width=3000), margin_left=Twip(400), margin_right=Twip(100), gutter=Twip(50))
    one = section(*[para("n")] * 11, setup=setup)
    made = lay_out(Document((one,), replace(document().settings, mirror_margins=True)))
    assert [sheet.lines[0].x for sheet in made.pages] == [450, 100]


def test_columns_are_filled_one_after_the_other() -> None:
    setup = page(width=2600, columns=Columns(2, Twip(200)))
    made = lay_out(Document((section(*[para("n")] * 12, setup=setup),)))
    assert [(one.x, one.column) for one in only(made).lines][9:] == [(0, 0), (1400, 1), (1400, 1)]
    assert made.approximate == ("pages.columns",)
    uneven = Columns(2, widths=(Column(Twip(600), Twip(100)), Column(Twip(1900), Twip(0))))
    made = lay_out(Document((section(*[para("n")] * 12, setup=replace(setup, columns=uneven)),)))
    assert only(made).lines[-1].x == 700


def test_a_framed_paragraph_stands_beside_the_text() -> None:
    frame = Frame(horizontal_anchor="margin", x_align="center")
    made = pages_of(para("9", alignment="center", frame=frame), para("nn"))
    assert line(made, "9").x == pytest.approx(1140)
    assert "pages.frame" in made.approximate
    sized = Frame(width=Twip(500), height=Twip(600), horizontal_anchor="page", vertical_anchor="margin",
                  x=Twip(300), y_align="bottom")  # fmt: skip
    made = pages_of(para("9", frame=sized), para("nn"))
    assert (line(made, "9").x, line(made, "9").y) == (300, 2160)


def test_page_setups_that_are_not_followed_are_named() -> None:
    made = pages_of(para("n"), setup=page(vertical_align="center"))
    assert made.approximate == ("pages.page_setup",)


def test_every_approximation_has_its_text() -> None:
    keys = {
        key
        for module in Path(layout.__file__).parent.glob("*.py")
        for key in re.findall(r'approximates\("(.*?)"\)', module.read_text(encoding="utf-8"))
    }
    assert keys
    assert all(text(key) for key in keys)


def test_unsupported_things_are_named() -> None:
    one = Unsupported("chart", Origin("word/document.xml", (0,)))
    assert lay_out(replace(document(para("n")), unsupported=(one,))).approximate == ("pages.unknown_drawing",)


def test_a_run_gives_pages_as_they_are_complete() -> None:
    run = LayoutRun(document(*[para("n")] * 35))
    assert not run.step(0)
    assert len(run.pages) == 1
    while not run.step(0):
        pass
    assert run.step(0)
    assert [len(one.lines) for one in run.result().pages] == [10, 10, 10, 5]


def test_a_run_after_another_gives_the_same_as_one_from_the_start() -> None:
    blocks = [para(f"n{at} " * 9, alignment="justify") for at in range(30)]
    before = LayoutRun(document(*blocks))
    while not before.step(1000):
        pass
    blocks[3] = para("changed " * 12)
    changed = document(*blocks)
    after = LayoutRun(changed, before)
    while not after.step(1000):
        pass
    fresh = lay_out(changed)
    assert describe(after.result()) == describe(fresh)


def test_a_run_dropped_half_way_leaves_the_next_one_right() -> None:
    doc = document(*[para("n " * 30)] * 30)
    dropped = LayoutRun(doc)
    dropped.step(0)
    after = LayoutRun(doc, dropped)
    while not after.step(1000):
        pass
    assert describe(after.result()) == describe(lay_out(doc))


def test_paragraphs_with_numbers_are_kept_apart_in_the_cache() -> None:
    reference = NoteReference("footnote", 1, PLAIN)
    doc = replace(document(para((Text("n", PLAIN), reference))), footnotes={1: (para("f"),)})
    first = LayoutRun(doc)
    while not first.step(1000):
        pass
    more = replace(doc, footnotes={}, sections=(replace(doc.sections[0], blocks=doc.sections[0].blocks),))
    second = LayoutRun(more, first)
    while not second.step(1000):
        pass
    assert texts(second.result()) == [["n"]]


def test_description_gives_points_and_millimetres() -> None:
    (described,) = describe(pages_of(para("n")))
    assert (described["number"], described["label"]) == (1, "1")
    assert described["width_mm"] == 42.33
    assert described["lines"] == [{
        "page": 1, "x_pt": 0, "y_pt": 0, "width_pt": 6, "height_pt": 13.8, "baseline_pt": 11.2, "text": "n",
        "sizes_pt": [12], "area": "body", "column": 0, "cell": None,
    }]  # fmt: skip
