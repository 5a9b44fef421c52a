"""Pages as plain lists and numbers, for the command line and for whoever compares layouts."""

from __future__ import annotations

from app.pages.model import Line, Page, Pages, mm, pt

_DIGITS = 2


def describe(pages: Pages) -> list[dict[str, object]]:
    """A dict for every page: number, label, width_mm, height_mm, and its lines.

    A line has page, x_pt, y_pt (top), width_pt, height_pt, baseline_pt, text, sizes_pt, area, column
    and cell ([row, column], or None outside tables).
    """
    return [
        {
            "number": page.number,
            "label": page.label,
            "width_mm": round(mm(page.width), _DIGITS),
            "height_mm": round(mm(page.height), _DIGITS),
            "lines": [_line(page, line) for line in page.lines],
        }
        for page in pages.pages
    ]


def _line(page: Page, line: Line) -> dict[str, object]:
    return {
        "page": page.number,
        "x_pt": _rounded(line.x),
        "y_pt": _rounded(line.y),
        "width_pt": _rounded(line.width),
        "height_pt": _rounded(line.height),
        "baseline_pt": _rounded(line.baseline),
        "text": line.text,
        "sizes_pt": list(line.sizes),
        "area": line.area.value,
        "column": line.column,
        "cell": list(line.cell) if line.cell is not None else None,
    }


def _rounded(twips: float) -> float:
    return round(pt(twips), _DIGITS)
