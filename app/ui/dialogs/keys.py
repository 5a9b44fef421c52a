"""Every shortcut in one list."""

from __future__ import annotations

from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.base.texts import text
from app.ui.actions import SPEC_OF
from app.ui.dialogs.frame import Frame

_WIDTH, _HEIGHT, _LEAST = 560, 560, 240
# What the form and the text know by themselves: the keys as they are written on the keyboard.
_OWN_KEYS = (
    ("sections", "Alt+\u2026"),
    ("next_item", "Enter"),
    ("move_item", "Alt+\u2191 \u2193"),
    ("deeper", "Tab"),
    ("higher", "Shift+Tab"),
    ("fields", "Ctrl+Tab, Ctrl+Shift+Tab"),
    ("page_break", "Ctrl+Enter"),
    ("looks", "Ctrl+B, I, U"),
    ("align", "Ctrl+L, E, R, J"),
)


class KeysDialog(Frame):
    """Keys and what they do, menu by menu."""

    def __init__(self, actions: QActionGroup, parent: QWidget | None = None) -> None:
        super().__init__(text("ui.keys.title"), parent, width=_WIDTH)
        self.list = QTreeWidget()
        self.list.setAccessibleName(text("ui.keys.title"))
        self.list.setHeaderLabels([text("ui.keys.what"), text("ui.keys.key")])
        self.list.setRootIsDecorated(False)
        self.list.setMinimumHeight(_LEAST)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for name, keys in _OWN_KEYS:
            self.list.addTopLevelItem(QTreeWidgetItem([text(f"ui.keys.{name}"), keys]))
        for action in actions.actions():
            if SPEC_OF[action.objectName()].keys:
                shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                self.list.addTopLevelItem(QTreeWidgetItem([action.iconText().strip(), shown]))
        self.column.addWidget(self.list)
        self.add_close().setDefault(True)
        self.resize(_WIDTH, _HEIGHT)
