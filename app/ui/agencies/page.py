"""The page Cơ quan: the agencies letters are drafted for, with their units and signers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.base.texts import text
from app.library.agency import Agency, AgencyKind
from app.settings.options import CURRENT_AGENCY
from app.ui.agencies.details import AgencyDetails
from app.ui.agencies.suggesting import shown_name
from app.ui.dialogs.frame import GAP
from app.ui.icons import icon
from app.ui.notices import Choice, NoticeBar
from app.ui.session import Session

_TABLE = "agency"
_SAVE_AFTER_MS = 500
# The list gives way to the fields where the window is narrow.
_LIST_LEAST, _LIST_MOST, _ITEM_HEIGHT = 176, 240, 32
_ID = Qt.ItemDataRole.UserRole
_BUTTONS = ("add", "copy", "up", "down", "remove")
_MARKS = {"add": "plus", "copy": "files", "up": "chevron-up", "down": "chevron-down", "remove": "x"}


class AgenciesPage(QWidget):
    """The agencies at the left, the chosen one at the right; what is typed is kept by itself.

    Signals:
        questions_wanted: the questions of the first start are to be asked.
    """

    questions_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = session.settings
        self._agencies = session.library.agencies
        self._removed: list[tuple[Agency, int]] = []
        self._edited: Agency | None = None
        self._is_saving = False
        self.list = QListWidget()
        self.details = AgencyDetails(session.library.places, session.rulebook, session.settings)
        self.notices = NoticeBar()
        self.buttons = {name: self._button(name) for name in _BUTTONS}
        self._stack = QStackedWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SAVE_AFTER_MS)
        self._soon.timeout.connect(self.keep)
        self._place_widgets()
        self.list.currentItemChanged.connect(self._on_chosen)
        self.details.edited.connect(self._on_edited)
        leave = session.library.database.changed.subscribe(self._on_changed)
        self.destroyed.connect(leave)
        self._fill(self._settings.get(CURRENT_AGENCY))

    def entered(self) -> None:
        """The page is looked at."""
        if self.list.count():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep what was typed, now."""
        self._soon.stop()
        edited, self._edited = self._edited, None
        if edited is not None:
            self._is_saving = True
            kept = self._agencies.save(edited)
            self._is_saving = False
            if self.details.agency.id == kept.id:
                # New signers have got their ids.
                self.details.show_agency(kept)

    # --- the list

    def add(self) -> None:
        """A new agency; a commune, until something else is chosen."""
        self._begin(Agency(kind=AgencyKind.COMMUNE))
        self.details.take_focus()

    def copy(self) -> None:
        """Another agency like this one: its chairman, its office."""
        self.keep()
        agency = self.details.agency
        signers = tuple(replace(signer, id="") for signer in agency.signers)
        self._begin(replace(agency, id="", signers=signers, short_name=_copied(agency)))

    def remove(self) -> None:
        """Remove the chosen agency; letters keep what they say, and it can be taken back."""
        self.keep()
        agency = self.details.agency
        place = self.list.currentRow()
        if place < 0:
            return
        self._removed.append((self._agencies.remove(agency.id), place))
        sentence = text("agencies.removed", name=shown_name(agency))
        self.notices.tell("removed", sentence, (Choice(text("agencies.undo"), self.put_back),), warns=False)

    def put_back(self) -> None:
        """Take the last removal back."""
        if self._removed:
            agency, place = self._removed.pop()
            self._agencies.put_back(agency, place)
            self._fill(agency.id)

    def up(self) -> None:
        """Offer the chosen agency earlier."""
        self._move(-1)

    def down(self) -> None:
        """Offer it later."""
        self._move(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, Alt with an arrow moves, while the list has the keyboard."""
        if not self.list.hasFocus():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        elif event.key() == Qt.Key.Key_Insert:
            self.add()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page wants what was typed."""
        super().hideEvent(event)
        self.keep()

    # --- inside

    def _begin(self, agency: Agency) -> None:
        self.keep()
        new = self._agencies.save(agency)
        self._fill(new.id)

    def _move(self, step: int) -> None:
        self.keep()
        agency = self.details.agency
        if self.list.currentRow() >= 0:
            self._agencies.move(agency.id, step)

    def _fill(self, chosen: str) -> None:
        """Show the list anew, with this agency or else the nearest one chosen."""
        agencies = self._agencies.all()
        row = next((row for row, one in enumerate(agencies) if one.id == chosen), -1)
        if row < 0:
            row = min(max(self.list.currentRow(), 0), len(agencies) - 1)
        self.list.blockSignals(True)
        self.list.clear()
        for agency in agencies:
            item = QListWidgetItem(shown_name(agency))
            item.setData(_ID, agency.id)
            item.setToolTip(agency.name)
            item.setSizeHint(QSize(0, _ITEM_HEIGHT))
            self.list.addItem(item)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._show(agencies[row] if row >= 0 else None)

    def _show(self, agency: Agency | None) -> None:
        if agency is not None:
            self.details.show_agency(agency)
        self._stack.setCurrentIndex(0 if agency is not None else 1)
        for name in _BUTTONS[1:]:
            self.buttons[name].setEnabled(agency is not None)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        self.keep()
        self._show(None if item is None else self._agencies.get(item.data(_ID)))
        self.details.verticalScrollBar().setValue(0)

    def _on_edited(self, agency: Agency) -> None:
        self._edited = agency
        self._soon.start()
        item = self.list.currentItem()
        if item is not None:
            item.setText(shown_name(agency))

    def _on_changed(self, table: str) -> None:
        # What is being typed here wins over what another window wrote.
        if table == _TABLE and not self._is_saving and self._edited is None:
            self._fill(self.details.agency.id)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(text(f"agencies.{name}") if name in ("add", "copy") else "")
        if name not in ("add", "copy"):
            button.setObjectName("link")
            button.setIcon(icon(_MARKS[name]))
        words = text(f"agencies.{name}").replace("&", "")
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        button.clicked.connect(getattr(self, name))
        return button

    def _place_widgets(self) -> None:
        self.list.setAccessibleName(text("agencies.list"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setContentsMargins(2 * GAP, 2 * GAP, GAP, 2 * GAP)
        left.setSpacing(GAP)
        title = QLabel(text("agencies.title"))
        title.setObjectName("dialog_head")
        left.addWidget(title)
        left.addWidget(self.list, 1)
        wide, narrow = QVBoxLayout(), QHBoxLayout()
        wide.setSpacing(GAP)
        for name, button in self.buttons.items():
            (wide if name in ("add", "copy") else narrow).addWidget(button)
        narrow.addStretch(1)
        left.addLayout(narrow)
        left.addLayout(wide)
        side = QWidget()
        side.setLayout(left)
        side.setMinimumWidth(_LIST_LEAST)
        side.setMaximumWidth(_LIST_MOST)
        self._stack.addWidget(self.details)
        self.ask = QPushButton(text("agencies.ask"))
        self.ask.clicked.connect(self.questions_wanted)
        self._stack.addWidget(_nothing(self.ask))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(side, 1)
        row.addWidget(self._stack, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addLayout(row, 1)


def _nothing(ask: QPushButton) -> QWidget:
    """What is seen while there is no agency."""
    words = QLabel(text("agencies.nothing"))
    words.setObjectName("quiet")
    words.setWordWrap(True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    ask.setAutoDefault(True)  # Enter presses it, outside dialogs too
    ask.setAccessibleName(ask.text().replace("&", ""))
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(4 * GAP, 4 * GAP, 4 * GAP, 4 * GAP)
    column.setSpacing(2 * GAP)
    column.addStretch(1)
    column.addWidget(words)
    column.addWidget(ask, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(2)
    return page


def _copied(agency: Agency) -> str:
    return text("agencies.copied", name=shown_name(agency))
