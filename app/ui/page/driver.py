"""Keeps the pages of an open letter up to date, in slices between the keys that are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.errors import AppError
from app.editing.draft import Draft, LetterChanged
from app.editing.positions import Where
from app.editing.preview import PagePoint, Preview
from app.letter.model import Letter
from app.pages.model import Line, Page
from app.paint.pictures import NO_PICTURES, Pictures
from app.rules.finding import Finding
from app.rules.model import Rulebook
from app.word.skeleton import Skeleton

# A slice between two events; a key waits no longer than this (and one stage of the work).
SLICE_MS = 6.0
# Keys that come faster than pages are made must not stop the page for longer than this.
PATIENCE_S = 0.1


class PreviewDriver(QObject):
    """Makes the pages of a draft whenever it changes; the newest letter wins.

    ``pages`` are to be painted as they are: a page that says the same as before stays the same object,
    one that has changed is another.

    Signals:
        pages_ready(int): the pages from this index on may be others, or fewer.
        finished(): the pages are those of the letter as it is now.
        edited(object): the letter was changed at this Where.
        failed(object): the letter cannot be shown (AppError); the pages stay those of the one before.
    """

    pages_ready = Signal(int)
    finished = Signal()
    edited = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        draft: Draft,
        rulebook: Rulebook,
        skeleton: Skeleton | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.rulebook = rulebook
        self.error: AppError | None = None
        self._preview = Preview(rulebook, skeleton)
        self._waiting: Letter | None = draft.letter
        self._pages: list[Page] = []
        self._sources: list[tuple[Page, list[Line]]] = []
        self._stale: list[Page] = []
        self._pictures = NO_PICTURES
        self._images: Mapping[str, bytes] = {}
        self._watched = 0
        self._shown_at = perf_counter()
        self._timer = QTimer(self)
        # Begun anew after every slice, so that a fault in one is told once and not for ever.
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)
        self._leave = draft.letter_changed.subscribe(self._on_letter_changed)
        self.destroyed.connect(self._leave)
        self._timer.start()

    def close(self) -> None:
        """Listen to the draft no more."""
        self._leave()
        self._timer.stop()

    # --- what there is

    @property
    def pages(self) -> list[Page]:
        """The pages there are to paint: new ones as far as they are made, behind them those from before."""
        return self._pages

    @property
    def page_count(self) -> int:
        """How many pages there are to paint."""
        return len(self._pages)

    @property
    def pictures(self) -> Pictures:
        """The pictures on the pages."""
        return self._pictures

    @property
    def signature_page(self) -> int | None:
        """The index of the page with the signature; None while there is none."""
        return self._preview.signature_page

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the writer had to choose so that the letter fits."""
        return self._preview.findings

    @property
    def preview(self) -> Preview:
        """The way from the letter to the page and back."""
        return self._preview

    @property
    def is_done(self) -> bool:
        """Whether the pages are those of the letter as it is now."""
        return self._waiting is None and self._preview.is_done

    @property
    def fresh_pages(self) -> int:
        """How many pages, from the first, are those of the letter that is being shown."""
        if self._preview.is_done:
            return len(self._pages)
        pages = self._preview.pages
        old = self._stale
        return next(
            index
            for index in count()
            if index >= len(pages) or (index < len(old) and pages[index] is old[index])
        )

    def fresh_lines(self, where: Where) -> list[PagePoint] | None:
        """The lines that print a place; None while they are not all on pages that are made."""
        lines = self._preview.lines_of(where)
        fresh = self.fresh_pages
        return lines if all(line.page < fresh for line in lines) else None

    # --- what is asked of it

    def watch(self, page: int) -> None:
        """The pages up to this one are seen."""
        self._watched = page

    def use_skeleton(self, skeleton: Skeleton | None) -> None:
        """Print with another skeleton; None is the built-in one."""
        self._preview.use_skeleton(skeleton)

    def show(self, letter: Letter) -> None:
        """Make the pages of this letter."""
        if self.is_done:
            self._shown_at = perf_counter()
        self._waiting = letter
        self._timer.start()

    def finish(self) -> None:
        """Make everything now (before printing)."""
        while not self.is_done:
            self._on_turn()
        self._timer.stop()

    # --- the work

    def _on_letter_changed(self, change: LetterChanged) -> None:
        self.show(change.letter)
        if change.where is not None:
            self.edited.emit(change.where)

    def _on_turn(self) -> None:
        """One slice."""
        if self._waiting is not None and self._may_begin():
            self._stale = self._preview.pages
            self._preview.show(self._waiting)
            self._waiting = None
        try:
            self._preview.step(SLICE_MS)
        except AppError as error:
            self.error = error
            self.failed.emit(error)
        else:
            self.error = None
        self._take_pages()
        if self.is_done:
            self.finished.emit()
        else:
            self._timer.start()

    def _may_begin(self) -> bool:
        """Whether the letter before may be dropped for the newest one."""
        if self._preview.is_done or self.fresh_pages > self._watched:
            return True
        return perf_counter() - self._shown_at < PATIENCE_S

    def _take_pages(self) -> None:
        """Take what the preview has made, and tell where it differs."""
        pages = self._preview.pages
        first = self._first_changed(pages)
        if self._renew_pictures():
            first = 0
        # Copies: layout writes the number of pages into those that show it when it has done the last.
        self._pages = [
            self._pages[index] if self._has(index, page) else replace(page)
            for index, page in enumerate(pages)
        ]
        self._sources = [(page, page.lines) for page in pages]
        if self.fresh_pages > self._watched:
            self._shown_at = perf_counter()
        if first is not None:
            self.pages_ready.emit(first)

    def _first_changed(self, pages: list[Page]) -> int | None:
        """The index of the first page that differs, also by being gone; None when none does."""
        changed = (index for index, page in enumerate(pages) if not self._has(index, page))
        return next(changed, len(pages) if len(pages) < len(self._pages) else None)

    def _has(self, index: int, page: Page) -> bool:
        """Whether this page is shown already."""
        if index >= len(self._pages):
            return False
        source, lines = self._sources[index]
        return (page is source and page.lines is lines) or page == self._pages[index]

    def _renew_pictures(self) -> bool:
        """Whether the pictures are others, so that every page is painted anew."""
        document = self._preview.document
        if document is None or document.images is self._images:
            return False
        same = self._images == document.images
        self._images = document.images
        if not same:
            self._pictures = Pictures(document.images)
        return not same
