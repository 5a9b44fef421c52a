"""What is still missing or unlawful: one line below the letter that unfolds to a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.base.texts import text
from app.rules.finding import Finding, Severity
from app.ui.icons import icon
from app.ui.theme import tones_of

_LIST_HEIGHT = 176
_DOT = "\u25cf"  # a black circle
_RING = "\u25cb"  # a white one
_ORDER = list(Severity)
_PADDING = QMargins(6, 4, 6, 4)  # of a line of a list, as in style.qss
# More buttons than anyone would press make a list of thousands slow.
_MOST_BUTTONS = 100


def worded(finding: Finding) -> str:
    """A finding with its clause."""
    return text("ui.strip.worded", message=finding.message, clause=finding.clause)


def _gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: _ORDER.index(one.severity))


def colour_of(severity: Severity, palette: QPalette) -> str:
    """The colour that stands for how grave it is."""
    tones = tones_of(palette)
    return {
        Severity.ERROR: tones.error,
        Severity.WARNING: tones.warning,
        Severity.HINT: tones.hint,
    }[severity]


class LineButton(QPushButton):
    """A sentence that can be pressed; its end is cut where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("link")
        self.setFlat(True)
        self.setAutoDefault(True)  # Enter presses it, outside dialogs too
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self._words = ""

    def set_words(self, words: str) -> None:
        """The whole sentence."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - 24
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&"))


class FindingStrip(QFrame):
    """The findings of the open letter.

    Signals:
        place_chosen: go to the place of this finding.
        fix_chosen: mend this finding.
    """

    place_chosen = Signal(object)
    fix_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAccessibleName(text("ui.strip.name"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._findings: tuple[Finding, ...] = ()
        self._later = 0
        self._nothing = ""
        self.counts = QLabel()
        self.counts.setAccessibleName(text("ui.strip.counts"))
        self.counts.setTextFormat(Qt.TextFormat.RichText)
        self.first = LineButton()
        self.fix = QPushButton(text("ui.strip.fix"))
        self.fix.setObjectName("link")
        self.fix.setAccessibleName(text("ui.strip.fix_first"))
        self.fix.setToolTip(text("ui.strip.fix_first"))
        self.fold = QToolButton()
        self.fold.setCheckable(True)
        self.fold.setAutoRaise(True)
        self.fold.setAccessibleName(text("ui.strip.unfold"))
        self.fold.setToolTip(text("ui.strip.unfold"))
        self.list = self._made_list()
        self._place_widgets()
        self.first.clicked.connect(self._on_first)
        self.fix.clicked.connect(self._on_fix_first)
        self.fold.toggled.connect(self._on_folded)
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)  # Enter
        self.show_findings(())

    # --- what is asked of it

    def show_findings(
        self, findings: Sequence[Finding], nothing: str = "ui.strip.none", to_come: Sequence[Finding] = ()
    ) -> None:
        """Show these, the gravest first; ``nothing`` is the text where there are none.

        Those ``to_come`` speak of what is not written yet: they stand last and count as missing only.
        """
        later = [one for one in findings if one in to_come]
        now = [one for one in findings if one not in to_come]
        ordered = (*_gravest_first(now), *_gravest_first(later))
        if (ordered, len(later), nothing) == (self._findings, self._later, self._nothing):
            return
        self._findings, self._later, self._nothing = ordered, len(later), nothing
        self._count()
        first = self._findings[0] if self._findings else None
        self.first.set_words(worded(first) if first else text(nothing))
        self.first.setEnabled(first is not None)
        self.fix.setVisible(first is not None and first.fix is not None)
        self.fold.setEnabled(first is not None)
        if first is None:
            self.fold.setChecked(False)
        self._fill_list()

    def unfold(self) -> None:
        """Unfold the list and put the cursor into it, or fold it again."""
        self.fold.setChecked(bool(self._findings) and not self.fold.isChecked())
        if self.fold.isChecked():
            self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor into the strip."""
        target: QWidget = self.list if self.list.isVisible() else self.first
        # With nothing to tell, the strip itself has the cursor: F6 must not get stuck.
        (target if target.isEnabled() else self).setFocus(Qt.FocusReason.TabFocusReason)

    # --- inside

    @property
    def _now(self) -> tuple[Finding, ...]:
        """What is wrong with what was written."""
        return self._findings[: len(self._findings) - self._later]

    def _made_list(self) -> QTreeWidget:
        found = QTreeWidget()
        found.setAccessibleName(text("ui.strip.list"))
        found.setColumnCount(3)
        found.setHeaderHidden(True)
        found.setRootIsDecorated(False)
        found.setWordWrap(True)
        found.setFixedHeight(_LIST_HEIGHT)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = found.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.Fixed,
            )
        ):
            header.setSectionResizeMode(column, mode)
        found.hide()
        return found

    def _place_widgets(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(8, 2, 8, 2)
        line.setSpacing(8)
        line.addWidget(self.counts)
        line.addWidget(self.first, 1)
        line.addWidget(self.fix)
        line.addWidget(self.fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.list)
        self._on_folded()

    def _count(self) -> None:
        words = []
        for severity in _ORDER:
            count = sum(one.severity is severity for one in self._now)
            if count:
                colour = colour_of(severity, self.palette())
                named = text(f"ui.strip.{severity.value}", count=count)
                words.append(f'<span style="color:{colour}">{_DOT}</span> {named}')
        if self._later:
            words.append(f"{_RING} {text('ui.strip.missing', count=self._later)}")
        self.counts.setText("&nbsp;&nbsp;".join(words))
        self.counts.setVisible(bool(words))
        self.counts.setContentsMargins(8, 0, 0, 0)

    def _fill_list(self) -> None:
        self.list.clear()
        width = 0
        for number, finding in enumerate(self._findings):
            is_now = number < len(self._now)
            item = QTreeWidgetItem([_DOT if is_now else _RING, worded(finding)])
            if is_now:
                item.setForeground(0, QBrush(QColor(colour_of(finding.severity, self.palette()))))
            item.setToolTip(1, worded(finding))
            self.list.addTopLevelItem(item)
            if finding.fix is not None and number < _MOST_BUTTONS:
                button = QPushButton(text("ui.strip.fix"))
                button.setObjectName("link")
                button.setAccessibleName(f"{text('ui.strip.fix')}: {finding.message}")
                button.setProperty("finding", number)
                button.clicked.connect(self._on_fix)
                self.list.setItemWidget(item, 2, button)
                # Qt measures it before the style sheet has made it larger.
                button.ensurePolished()
                room = button.sizeHint().grownBy(_PADDING)
                item.setSizeHint(2, room)
                width = max(width, room.width())
        self.list.setColumnWidth(2, width)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)

    def _on_item(self, item: QTreeWidgetItem) -> None:
        self.place_chosen.emit(self._findings[self.list.indexOfTopLevelItem(item)])

    def _on_first(self) -> None:
        self.place_chosen.emit(self._findings[0])

    def _on_fix_first(self) -> None:
        self.fix_chosen.emit(self._findings[0])

    def _on_fix(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.fix_chosen.emit(self._findings[int(button.property("finding"))])

    def _on_folded(self) -> None:
        self.list.setVisible(self.fold.isChecked())
        self.fold.setIcon(icon("chevron-down" if self.fold.isChecked() else "chevron-up"))
