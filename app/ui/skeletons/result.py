"""What was found of a skeleton: can it be used, what is wrong, its variables, a sample printed with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QSizePolicy,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
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
        self.problems = QTreeWidget()
        self.problems.setHeaderHidden(True)
        self.problems.setWordWrap(True)
        self.problems.setUniformRowHeights(False)
        self.problems.setRootIsDecorated(False)
        self.problems.setAccessibleName(text("skeletons.problems"))
        self.problems.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.variables = QLabel()
        self.variables.setObjectName("quiet")
        self.variables.setWordWrap(True)
        self.variables.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sample = Sample()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addWidget(self.verdict)
        column.addWidget(self.problems, 1)
        column.addWidget(self.variables)
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

    def refuse(self, name: str, sentence: str) -> None:
        """It could not even be read."""
        self._clear(name)
        self.verdict.setText(text("skeletons.verdict_refused"))
        self._add(Problem(Severity.ERROR, sentence, refuses=True))

    def tell(self, name: str, found: Examination) -> None:
        """Show what came of it."""
        self._clear(name)
        self.verdict.setText(_verdict(found))
        for problem in found.problems:
            self._add(problem)
        if found.variables:
            self.variables.setText(text("skeletons.variables", names=", ".join(found.variables)))
        if found.pages is not None and found.document is not None:
            self.sample.show_page(found.pages.pages[0], Pictures(found.document.images))

    def _clear(self, name: str) -> None:
        self.title.setText(name)
        self.verdict.clear()
        self.problems.clear()
        self.variables.clear()
        self.sample.show_page(None, Pictures({}))

    def _add(self, problem: Problem) -> None:
        words = problem.message
        if problem.where:
            words += "\n" + text("skeletons.where", where=problem.where)
        if problem.clause:
            words += "\n" + text("skeletons.clause", clause=problem.clause)
        item = QTreeWidgetItem([f"{_DOT} {text(f'skeletons.severity.{_kind(problem)}')}: {words}"])
        item.setForeground(0, QBrush(QColor(colour_of(problem.severity, self.palette()))))
        item.setToolTip(0, words)
        self.problems.addTopLevelItem(item)


def _kind(problem: Problem) -> str:
    return "refuses" if problem.refuses else problem.severity.value


def _verdict(found: Examination) -> str:
    if not found.can_use:
        return text("skeletons.verdict_refused")
    errors = sum(one.severity is Severity.ERROR for one in found.problems)
    if errors:
        return text("skeletons.verdict_errors", count=errors)
    return text("skeletons.verdict_remarks") if found.problems else text("skeletons.verdict_good")
