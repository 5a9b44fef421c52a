"""What the commands need to paint pages: handed in by bootstrap, so that only those that paint load Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.base.errors import AppError
from app.base.texts import text
from app.document.model import Document
from app.pages.layout import lay_out
from app.pages.model import Page, Pages

# Picture files of a document by the names of their parts.
Files = Mapping[str, bytes]


class WritePng(Protocol):
    """Writes a PNG file of so many dots per inch for every page; the files. AppError when one cannot be."""

    def __call__(
        self, pages: Pages, path: Path, dpi: float, files: Files, *, overwrite: bool
    ) -> list[Path]: ...


@dataclass(frozen=True, slots=True)
class Painting:
    """What app.paint can do: a PDF file of pages under a title, PNG files, and which fonts are missing."""

    pdf: Callable[[Pages, str, Files], bytes]
    write_png: WritePng
    missing_fonts: Callable[[Iterable[Page]], tuple[AppError, ...]]


def as_pdf(document: Document, name: str, painting: Painting) -> tuple[bytes, tuple[str, ...]]:
    """The document as a PDF file under its own title or this name, and what is to be said about it."""
    pages = lay_out(document)
    title = document.properties.core.get("title") or name
    return painting.pdf(pages, title, document.images), remarks(pages, painting)


def remarks(pages: Pages, painting: Painting) -> tuple[str, ...]:
    """A sentence for whatever looks only roughly as in Word, and for every font painted with another one."""
    return (*map(text, pages.approximate), *map(str, painting.missing_fonts(pages.pages)))
