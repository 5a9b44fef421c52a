"""What a clipboard holds: paragraphs of runs and tables, before anyone asks what they mean in a letter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RichRun:
    """A stretch of text of one look; with ``note`` the mark of a footnote follows its text.

    A line feed in a text is a line break inside the paragraph. ``capitals``: it was shown in capitals;
    ``capital_font``: its font draws capitals for small letters of TCVN3.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    superscript: bool = False
    capitals: bool = False
    capital_font: bool = False
    note: tuple[RichRun, ...] | None = None


@dataclass(frozen=True, slots=True)
class RichParagraph:
    """A paragraph; ``marker`` is the number or bullet that a list showed before it ("1.", "-")."""

    runs: tuple[RichRun, ...]
    marker: str = ""


@dataclass(frozen=True, slots=True)
class RichCell:
    """A cell; those covered by a span are left out of their rows. ``align``: "center", "right" or ""."""

    paragraphs: tuple[RichParagraph, ...]
    colspan: int = 1
    rowspan: int = 1
    align: str = ""


@dataclass(frozen=True, slots=True)
class RichTable:
    """A table; ``widths`` are relative, one a column, or empty when nothing told them."""

    rows: tuple[tuple[RichCell, ...], ...]
    widths: tuple[int, ...] = ()
    header_rows: int = 0


RichBlock = RichParagraph | RichTable


@dataclass(frozen=True, slots=True)
class RichText:
    """Everything that was on the clipboard.

    ``cut``: it was larger than the limit and its end is missing; ``pictures``: how many pictures were
    left out.
    """

    blocks: tuple[RichBlock, ...]
    cut: bool = False
    pictures: int = 0
