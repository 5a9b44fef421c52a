"""Small documents made of values, and what stands on their pages. 12 pt "n" is 120 twips, a space 60."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from app.base.units import Emu, Twip
from app.document.content import Block, Cell, Drawing, Inline, Paragraph, Row, Shape, Table, Text
from app.document.formats import Border, Borders, ParagraphFormat, RunFormat, interned_paragraph, interned_run
from app.document.model import Document, PageSetup, Section, Settings
from app.document.places import (
    AxisPlace,
    CellFormat,
    Margins,
    Origin,
    Placement,
    RowFormat,
    TableFormat,
    Width,
)
from app.pages import lay_out
from app.pages.model import Line, Page, Pages

PLAIN = interned_run(RunFormat(half_points=24))
LINE = 276.0  # height of a 12 pt line
ASCENT = 224.0
LETTER_N = 120
SPACE = 60
NO_MARGINS = Margins()
THIN = Border("single", 4)
GRID = Borders(THIN, THIN, THIN, THIN)

_numbers = count()


def para(content: str | tuple[Inline, ...] = "", run: RunFormat = PLAIN, **form: Any) -> Paragraph:  # noqa: ANN401 - any field
    """A paragraph of one run, or of the inlines given; the rest is its format (twips)."""
    made: dict[str, Any] = {
        name: Twip(value) if type(value) is int and name not in {"line", "outline_level"} else value
        for name, value in form.items()
    }
    extra = {name: made.pop(name) for name in ("label", "style") if name in made}
    if isinstance(content, str):
        content = (Text(content, run),) if content else ()
    where = Origin("word/document.xml", (next(_numbers),))
    return Paragraph(interned_paragraph(ParagraphFormat(**made)), run, content, where, **extra)


def page(width: int = 2400, height: int = 2760, margin: int = 0, **more: Any) -> PageSetup:  # noqa: ANN401
    """A page for ten lines of 12 pt, twenty letters wide, unless told otherwise."""
    side = Twip(margin)
    return PageSetup(
        **{
            "width": Twip(width), "height": Twip(height), "margin_top": side, "margin_bottom": side,
            "margin_left": side, "margin_right": side, "header_distance": Twip(0),
            "footer_distance": Twip(0), **more,
        }
    )  # fmt: skip


def document(*blocks: Block, mode: int = 14, setup: PageSetup | None = None, **settings: Any) -> Document:  # noqa: ANN401
    """A document of one section."""
    section = Section(setup or page(), blocks)
    return Document((section,), Settings(compatibility_mode=mode, **settings))


def pages_of(*blocks: Block, **options: Any) -> Pages:  # noqa: ANN401
    """The pages of such a document."""
    return lay_out(document(*blocks, **options))


def texts(pages: Pages) -> list[list[str]]:
    """What is read on every page, line by line."""
    return [[line.text for line in one.lines] for one in pages.pages]


def only(pages: Pages) -> Page:
    """The only page."""
    assert len(pages.pages) == 1
    return pages.pages[0]


def line(pages: Pages, text: str) -> Line:
    """The only line with that text."""
    found = [one for sheet in pages.pages for one in sheet.lines if one.text == text]
    assert len(found) == 1, texts(pages)
    return found[0]


def lines_of_text(number: int, mark: str = "") -> str:
    """Text that fills so many lines of a page 2400 twips wide."""
    return " ".join([mark + "n" * (19 - len(mark)), *["n" * 19] * (number - 1)])


def cell(*blocks: Block, column: int = 0, column_span: int = 1, row_span: int = 1, **form: Any) -> Cell:  # noqa: ANN401
    """A cell without margins."""
    look = CellFormat(**{"margins": NO_MARGINS, **form})
    return Cell(column, column_span, row_span, look, blocks or (para(),))


def row(*cells: Cell, **form: Any) -> Row:  # noqa: ANN401
    """A row; cells that say nothing of their column follow one another."""
    if len(cells) > 1 and all(one.column == 0 for one in cells):
        cells = tuple(replace(one, column=index) for index, one in enumerate(cells))
    return Row(RowFormat(**form), cells)


def table(*rows: Row, grid: tuple[int, ...] = (1200, 1200), **form: Any) -> Table:  # noqa: ANN401
    """A table of fixed column widths."""
    look = TableFormat(**{"fixed": True, "cell_margins": NO_MARGINS, **form})
    return Table(look, tuple(map(Twip, grid)), rows, Origin("word/document.xml", (next(_numbers),)))


def twips(value: float) -> Emu:
    """Twips as EMU."""
    return Emu(round(value * 635))


def shape(kind: str = "box", width: float = 600, height: float = 300, **more: Any) -> Shape:  # noqa: ANN401
    """A shape at the upper left corner of its drawing."""
    return Shape(
        **{"kind": kind, "x": Emu(0), "y": Emu(0), "width": twips(width), "height": twips(height), **more}
    )


def drawing(*shapes: Shape, place: Placement | None = None, **more: Any) -> Drawing:  # noqa: ANN401
    """A drawing as large as its first shape."""
    return Drawing(shapes[0].width, shapes[0].height, place, shapes, PLAIN, **more)


def placed(
    x: float = 0,
    y: float = 0,
    across: str = "column",
    down: str = "paragraph",
    **more: Any,  # noqa: ANN401
) -> Placement:
    """A place by offsets in twips."""
    return Placement(AxisPlace(across, offset=twips(x)), AxisPlace(down, offset=twips(y)), **more)


def width(value: int) -> Width:
    """A wanted width in twips."""
    return Width("twip", value)
