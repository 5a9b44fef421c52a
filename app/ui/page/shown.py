"""The pages that are shown: those that say the same as before stay the same objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.editing.open_prompts import open_places
from app.editing.preview import PagePoint, Preview
from app.pages.model import Line, Page
from app.paint.pictures import NO_PICTURES, Pictures


class ShownPages:
    """Copies of a preview's pages, with their pictures; of every page the places of open prompts.

    Copies, since layout writes the number of pages into those that show it when it has made the last.
    """

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self._open: list[list[PagePoint]] = []
        self.pictures: Pictures = NO_PICTURES
        self._sources: list[tuple[Page, list[Line]]] = []
        self._images: Mapping[str, bytes] = {}

    @property
    def open_places(self) -> list[PagePoint]:
        """Where prompts of a template are still open."""
        return [place for places in self._open for place in places]

    def take(self, preview: Preview) -> int | None:
        """Take what there is; the index of the first page that differs, None when none does."""
        pages = preview.pages
        first = self._first_changed(pages)
        if self._renew_pictures(preview):
            first = 0
        kept = [self._has(index, page) for index, page in enumerate(pages)]
        self._open = [
            self._open[index] if kept[index] else open_places(page, index) for index, page in enumerate(pages)
        ]
        self.pages = [self.pages[index] if kept[index] else replace(page) for index, page in enumerate(pages)]
        self._sources = [(page, page.lines) for page in pages]
        return first

    def _first_changed(self, pages: list[Page]) -> int | None:
        """The index of the first page that differs, also by being gone; None when none does."""
        changed = (index for index, page in enumerate(pages) if not self._has(index, page))
        return next(changed, len(pages) if len(pages) < len(self.pages) else None)

    def _has(self, index: int, page: Page) -> bool:
        """Whether this page is shown already."""
        if index >= len(self.pages):
            return False
        source, lines = self._sources[index]
        return (page is source and page.lines is lines) or page == self.pages[index]

    def _renew_pictures(self, preview: Preview) -> bool:
        """Whether the pictures are others, so that every page is painted anew."""
        document = preview.document
        if document is None or document.images is self._images:
            return False
        same = self._images == document.images
        self._images = document.images
        if not same:
            self.pictures = Pictures(document.images)
        return not same
