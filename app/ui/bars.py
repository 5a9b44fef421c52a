"""Menus and toolbar, filled from the table of actions."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from app.base.texts import text
from app.ui.actions import SPEC_OF, SPECS, Menu
from app.ui.icons import SIDE, blank, icon

# Behind these the toolbar has a line.
_BAR_GAPS = ("save", "redo")


def fill_menus(window: QMainWindow, group: QActionGroup, behind: Mapping[str, QMenu]) -> None:
    """Put every action into its menu; some have another menu behind them."""
    found = _by_id(group)
    menus: dict[Menu, QMenu] = {}
    for name in Menu:
        menus[name] = window.menuBar().addMenu(text(f"ui.menu.{name.value}"))
    for spec in SPECS:
        menu = menus[spec.menu]
        if spec.gap:
            menu.addSeparator()
        menu.addAction(found[spec.id])
        if spec.id in behind:
            menu.addMenu(behind[spec.id])


def fill_toolbar(window: QMainWindow, group: QActionGroup) -> QToolBar:
    """The toolbar with what is used all day."""
    bar = QToolBar(text("ui.toolbar"), window)
    bar.setObjectName("toolbar")
    bar.setAccessibleName(text("ui.toolbar"))
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setIconSize(QSize(SIDE, SIDE))
    found = _by_id(group)
    room = blank()
    for name in ("new", "open", "save", "undo", "redo", "word", "pdf", "print"):
        found[name].setIcon(room)
        # Menus stay words only: calmer, and one column.
        found[name].setIconVisibleInMenu(False)
        bar.addAction(found[name])
        if name in _BAR_GAPS:
            bar.addSeparator()
        button = bar.widgetForAction(found[name])
        if isinstance(button, QToolButton):
            worded = SPEC_OF[name].worded
            style = Qt.ToolButtonStyle
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if worded else style.ToolButtonIconOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(found[name].toolTip())
    window.addToolBar(bar)
    return bar


def dress(group: QActionGroup) -> None:
    """Give the actions of the toolbar their icons, in the colours of now."""
    for action in group.actions():
        spec = SPEC_OF[action.objectName()]
        if spec.bar:
            action.setIcon(icon(spec.icon))


def _by_id(group: QActionGroup) -> Mapping[str, QAction]:
    return {action.objectName(): action for action in group.actions()}
