"""Keeps the pages of an open letter up to date, in slices between the keys that are typed."""

from __future__ import annotations

from itertools import count
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.errors import AppError
from app.editing.draft import Draft, LetterChanged
from app.editing.preview import PagePoint, Preview
from app.letter.model import Letter
from app.letter.positions import Where
from app.pages.model import Page
from app.paint.pictures import Pictures
from app.rules.finding import Finding
from app.rules.model import Rulebook
from app.ui.page.shown import ShownPages
from app.word.choice import SkeletonFor, built_in_only

# A slice between two events; a key waits no longer than this (and one stage of the work).
SLICE_MS = 6.0
# Keys that come faster than pages are made must not stop the page for longer than this.
PATIENCE_S = 0.1
# Where one stage takes longer than this (beyond some eighty pages), the page waits for a pause between
# keys, so many times as long, since a key typed meanwhile would wait for the stage.
LONG_STAGE_MS = 40.0
_PAUSES = 4
_LONGEST_PAUSE_MS = 300.0


class PreviewDriver(QObject):
    """Makes the pages of a draft whenever it changes; the newest letter wins.

    ``preview`` leads from the letter to the page and back; ``error`` says why the letter is not shown;
    ``shown`` keeps what there is to paint.

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
        parent: QObject | None = None,
        *,
        skeleton_for: SkeletonFor = built_in_only,
    ) -> None:
        super().__init__(parent)
        self.rulebook = rulebook
        self.error: AppError | None = None
        self.preview = Preview(rulebook, skeleton_for)
        self._waiting: Letter | None = draft.letter
        self.shown = ShownPages()
        self._stale: list[Page] = []
        self._watched = 0
        self._shown_at = perf_counter()
        self._longest_ms = 0.0  # of all turns of this run
        self._long_runs = (0.0, 0.0)  # the longest turns of the last two that were finished
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
        return self.shown.pages

    @property
    def page_count(self) -> int:
        """How many pages there are to paint."""
        return len(self.shown.pages)

    @property
    def pictures(self) -> Pictures:
        """The pictures on the pages."""
        return self.shown.pictures

    @property
    def signature_page(self) -> int | None:
        """The index of the page with the signature; None while there is none."""
        return self.preview.signature_page

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the writer had to choose so that the letter fits."""
        return self.preview.findings

    @property
    def is_done(self) -> bool:
        """Whether the pages are those of the letter as it is now."""
        return self._waiting is None and self.preview.is_done

    @property
    def fresh_pages(self) -> int:
        """How many pages, from the first, are those of the letter that is being shown."""
        if self.preview.is_done:
            return len(self.shown.pages)
        pages = self.preview.pages
        old = self._stale
        return next(
            index
            for index in count()
            if index >= len(pages) or (index < len(old) and pages[index] is old[index])
        )

    def fresh_lines(self, where: Where) -> list[PagePoint] | None:
        """The lines that print a place; None while they are not all on pages that are made."""
        lines = self.preview.lines_of(where)
        fresh = self.fresh_pages
        return lines if all(line.page < fresh for line in lines) else None

    # --- what is asked of it

    def watch(self, page: int) -> None:
        """The pages up to this one are seen."""
        self._watched = page

    def show(self, letter: Letter) -> None:
        """Make the pages of this letter."""
        if self.is_done:
            self._shown_at = perf_counter()
        self._waiting = letter
        # One long run alone was the first, or the machine had something else to do.
        longest = min(self._long_runs)
        is_long = longest > LONG_STAGE_MS
        self._timer.start(round(min(_LONGEST_PAUSE_MS, _PAUSES * longest)) if is_long else 0)

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
        start = perf_counter()
        if self._waiting is not None and self._may_begin():
            self._stale = self.preview.pages
            self.preview.show(self._waiting)
            self._waiting = None
            self._longest_ms = 0.0
        try:
            self._work()
        except AppError as error:
            self.error = error
            self.failed.emit(error)
        else:
            self.error = None
        self._take_pages()
        self._longest_ms = max(self._longest_ms, (perf_counter() - start) * 1000)
        if self.is_done:
            self._long_runs = (self._long_runs[1], self._longest_ms)
            self.finished.emit()
        else:
            self._timer.start(0)

    def _work(self) -> None:
        """Make something, at least one page; the moment that the pages in sight are made is for painting."""
        end = perf_counter() + SLICE_MS / 1000
        seen = self._sees_new_pages
        while not self.preview.step(0.0):
            if perf_counter() >= end or self._sees_new_pages != seen:
                return

    @property
    def _sees_new_pages(self) -> bool:
        """Whether the pages in sight are those of the letter that is being shown."""
        return self.preview.is_done or self.fresh_pages > self._watched

    def _may_begin(self) -> bool:
        """Whether the letter before may be dropped for the newest one."""
        return self._sees_new_pages or perf_counter() - self._shown_at < PATIENCE_S

    def _take_pages(self) -> None:
        """Take what the preview has made, and tell where it differs."""
        first = self.shown.take(self.preview)
        if self._sees_new_pages:
            self._shown_at = perf_counter()
        if first is not None:
            self.pages_ready.emit(first)
