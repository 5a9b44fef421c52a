"""The toolbar of the body editor, made from the table of deeds."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from app.base.texts import text
from app.letter.model import Level
from app.ui.body.deeds import BY_ID, LEVEL_KEYS

_LEVEL = "level_"
_GROUPS: Final = (
    ("bold", "italic", "underline", "superscript"),
    ("level_item", "level_point", "level_dash", "level_plus", "levels", "title"),
    ("footnote", "table", "page_break"),
    ("legal_basis", "citation"),
    ("find",),
)
_CHECKABLE: Final = frozenset({"bold", "italic", "underline", "superscript", "title", "legal_basis"})


class Toolbar(QToolBar):
    """Buttons for what is done often; what finds no room is behind a double arrow.

    Signals:
        chosen: the id of a deed, or "level_" and a level (str).
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setMovable(False)
        self.setIconSize(QSize(16, 16))
        self.setAccessibleName(text("body.toolbar"))
        self.buttons: dict[str, QAction] = {}
        self.levels = self._level_menu()
        for index, group in enumerate(_GROUPS):
            if index:
                self.addSeparator()
            for name in group:
                self._add(name)
        self.actionTriggered.connect(self._on_triggered)
        self.levels.triggered.connect(self._on_triggered)

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

    def _add(self, name: str) -> None:
        action = QAction(self)
        action.setData(name)
        action.setText(_name_of(name))
        action.setIconText(text(f"body.sign_{name}"))
        action.setToolTip(_with_key(_name_of(name), _shortcut_of(name)))
        action.setCheckable(name in _CHECKABLE or name.startswith(_LEVEL))
        _dress(action, name)
        self.buttons[name] = action
        self.addAction(action)
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setAccessibleName(_name_of(name))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if name == "levels":
                button.setMenu(self.levels)
                button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _level_menu(self) -> QMenu:
        menu = QMenu(_name_of("levels"), self)
        for level, shortcut in LEVEL_KEYS.items():
            action = menu.addAction(f"{_name_of(_LEVEL + level.value)}\t{shortcut}".rstrip("\t"))
            action.setData(_LEVEL + level.value)
        return menu

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


def _dress(action: QAction, name: str) -> None:
    """The signs of bold, italic and underline look like what they do, as everywhere."""
    font = QFont(action.font())
    if name == "bold":
        font.setBold(True)
    elif name == "italic":
        font.setItalic(True)
    elif name == "underline":
        font.setUnderline(True)
    action.setFont(font)
