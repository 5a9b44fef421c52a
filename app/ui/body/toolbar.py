"""The toolbar of the body editor, made from the table of deeds."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont, QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.letter.model import Level
from app.ui.body.deeds import BY_ID, LEVEL_KEYS
from app.ui.flow import Flow

_LEVEL = "level_"
_LEAST_WIDTH = 28
_MARGIN, _GAP = 4, 12
_GROUPS: Final = (
    ("bold", "italic", "underline", "superscript"),
    ("level_item", "level_point", "level_dash", "level_plus", "levels", "title"),
    ("footnote", "table", "page_break"),
    ("legal_basis", "citation"),
    ("find",),
)
_CHECKABLE: Final = frozenset({"bold", "italic", "underline", "superscript", "title", "legal_basis"})


class Toolbar(QWidget):
    """Buttons for what is done often, in as many rows as the room asks for.

    Signals:
        chosen: the id of a deed, or "level_" and a level (str).
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("body_toolbar")
        self.setAccessibleName(text("body.toolbar"))
        self.buttons: dict[str, QAction] = {}
        self.levels = self._level_menu()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._row = Flow(0)
        column.addLayout(self._row)
        for group in _GROUPS:
            for name in group:
                self._add(name, apart=_GAP if name == group[0] else 0)
        self.levels.triggered.connect(self._on_triggered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its rows at this width."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def show_state(self, looks: dict[str, bool], level: Level | None, *, title: bool) -> None:
        """Press the buttons of what the cursor stands in."""
        for name, on in looks.items():
            self.buttons[name].setChecked(on)
        for one in (Level.ITEM, Level.POINT, Level.DASH, Level.PLUS):
            self.buttons[_LEVEL + one.value].setChecked(level is one)
        self.buttons["title"].setChecked(title)
        self.buttons["legal_basis"].setChecked(level is Level.LEGAL_BASIS)

    def lock(self, *, locked: bool) -> None:
        """A locked letter can only be searched."""
        for name, action in self.buttons.items():
            action.setEnabled(not locked or name == "find")

    def _add(self, name: str, apart: int) -> None:
        action = QAction(self)
        action.setData(name)
        action.setText(_name_of(name))
        action.setIconText(text(f"body.sign_{name}"))
        action.setToolTip(_with_key(_name_of(name), _shortcut_of(name)))
        action.setCheckable(name in _CHECKABLE or name.startswith(_LEVEL))
        self.buttons[name] = action
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setDefaultAction(action)
        button.setAccessibleName(_name_of(name))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumWidth(_LEAST_WIDTH)
        _dress(button, name)
        if name == "levels":
            button.setMenu(self.levels)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        else:
            action.triggered.connect(self._on_button)
        self._row.add(button, apart=apart)

    def _level_menu(self) -> QMenu:
        menu = QMenu(_name_of("levels"), self)
        for level, shortcut in LEVEL_KEYS.items():
            action = menu.addAction(f"{_name_of(_LEVEL + level.value)}\t{shortcut}".rstrip("\t"))
            action.setData(_LEVEL + level.value)
        return menu

    def _on_button(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._on_triggered(action)

    def _on_triggered(self, action: QAction) -> None:
        name = action.data()
        if name and name != "levels":
            self.chosen.emit(name)


def _name_of(name: str) -> str:
    return text(f"body.{name}") if name.startswith(_LEVEL) else text(f"body.deed_{name}")


def _shortcut_of(name: str) -> str:
    if name.startswith(_LEVEL):
        return LEVEL_KEYS[Level(name.removeprefix(_LEVEL))]
    return BY_ID[name].shortcut if name in BY_ID else ""


def _with_key(name: str, shortcut: str) -> str:
    return f"{name} ({shortcut})" if shortcut else name


def _dress(button: QToolButton, name: str) -> None:
    """The signs of bold, italic and underline look like what they do, as everywhere."""
    font = QFont(button.font())
    if name == "bold":
        font.setBold(True)
    elif name == "italic":
        font.setItalic(True)
    elif name == "underline":
        font.setUnderline(True)
    button.setFont(font)
