"""What was found of a skeleton: can it be used, what is wrong, its variables, a sample printed with it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.base.texts import text
from app.library.examination import Examination
from app.pages.model import TWIP_PER_PT, Page
from app.paint.image import page_image
from app.paint.pictures import Pictures
from app.rules.finding import Severity
from app.ui.dialogs.frame import GAP
from app.ui.strip import colour_of
from app.word.examine import Problem

_DOT = "\u25cf"  # a black circle


class Sample(QWidget):
    """Page 1 of a letter printed with the skeleton, as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._pictures = Pictures({})
        self.picture = QLabel(self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setAccessibleName(text("skeletons.sample"))
        self.setMinimumWidth(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A sheet that can be read a little."""
        return QSize(360, 500)

    def show_page(self, page: Page | None, pictures: Pictures) -> None:
        """Show this page, or nothing."""
        self._page, self._pictures = page, pictures
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint it anew: letters scaled as a picture are hard to read."""
        super().resizeEvent(event)
        self.picture.resize(self.size())
        self._paint()

    def _paint(self) -> None:
        if self._page is None:
            self.picture.setPixmap(QPixmap())
            return
        dots = self.devicePixelRatioF()
        width, height = self._page.width / TWIP_PER_PT, self._page.height / TWIP_PER_PT
        scale = min((self.width() - 2) / width, (self.height() - 2) / height)
        if scale <= 0:
            return
        pixmap = QPixmap.fromImage(page_image(self._page, scale * dots, self._pictures))
        pixmap.setDevicePixelRatio(dots)
        self.picture.setPixmap(pixmap)


class ResultPanel(QWidget):
    """Tells of one skeleton."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setObjectName("dialog_head")
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        # Sentences as long as they need to be, to be read and copied.
        self.problems = QTextBrowser()
        self.problems.setOpenLinks(False)
        self.problems.setTabChangesFocus(True)
        self.problems.setAccessibleName(text("skeletons.problems"))
        self.sample = Sample()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addWidget(self.verdict)
        column.addWidget(self.problems, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.sample)
        splitter.setSizes([420, 300])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def wait(self, name: str) -> None:
        """It is being looked at."""
        self._clear(name)
        self.verdict.setText(text("skeletons.examining"))

    def tell(self, name: str, found: Examination) -> None:
        """Show what came of it."""
        self._clear(name)
        self.verdict.setText(_verdict(found))
        told = [self._worded(problem) for problem in found.problems]
        if found.variables:
            told.append(_paragraph(text("skeletons.variables", names=", ".join(found.variables))))
        self.problems.setHtml("".join(told))
        if found.pages is not None and found.document is not None:
            self.sample.show_page(found.pages.pages[0], Pictures(found.document.images))

    def _clear(self, name: str) -> None:
        self.title.setText(name)
        self.verdict.clear()
        self.problems.clear()
        self.sample.show_page(None, Pictures({}))

    def _worded(self, problem: Problem) -> str:
        """A problem as a paragraph: how grave, what, where, against which clause."""
        colour = colour_of(problem.severity, self.palette())
        head = f'<span style="color:{colour}">{_DOT} {text(f"skeletons.severity.{_kind(problem)}")}:</span> '
        words = escape(problem.message)
        if problem.clause:
            words += " " + escape(text("skeletons.clause", clause=problem.clause))
        if problem.where:
            words += "<br><i>" + escape(text("skeletons.where", where=problem.where)) + "</i>"
        return f'<p style="margin:0 0 8px 0">{head}{words}</p>'


def _paragraph(words: str) -> str:
    return f'<p style="margin:8px 0 0 0">{escape(words)}</p>'


def _kind(problem: Problem) -> str:
    return "refuses" if problem.refuses else problem.severity.value


def _verdict(found: Examination) -> str:
    if not found.can_use:
        return text("skeletons.verdict_refused")
    errors = sum(one.severity is Severity.ERROR for one in found.problems)
    if errors:
        return text("skeletons.verdict_errors", count=errors)
    return text("skeletons.verdict_remarks") if found.problems else text("skeletons.verdict_good")
