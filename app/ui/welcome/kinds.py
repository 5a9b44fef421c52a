"""The kinds of agency as a field of buttons, one of them chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from app.base.texts import text
from app.library.agency import AgencyKind
from app.ui.dialogs.frame import GAP

_COLUMNS = 3
# The commune first: most offices are one, or belong to one.
_ORDER = (AgencyKind.COMMUNE, *(kind for kind in AgencyKind if kind is not AgencyKind.COMMUNE))


class KindChoice(QWidget):
    """Radio buttons for the kinds.

    Signals:
        chosen: an AgencyKind.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("agencies.label.kind"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        self._group = QButtonGroup(self)
        self.buttons: dict[AgencyKind, QRadioButton] = {}
        for place, kind in enumerate(_ORDER):
            button = QRadioButton(text(f"agencies.kind.{kind}"))
            button.setAccessibleName(button.text())
            # After a click one types on in the field below.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, place)
            self.buttons[kind] = button
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        self.buttons[_ORDER[0]].setChecked(True)
        self._group.idClicked.connect(self._on_clicked)

    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(_ORDER[place])
