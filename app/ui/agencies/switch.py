"""The switch in the toolbar that says which agency is drafted for, and changes it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from app.base.texts import text

_LEAST, _MOST = 96, 320
# Beside the words: the arrow, and the padding of the style sheet.
_BESIDE = 40


class AgencySwitch(QToolButton):
    """The name of the agency; its menu chooses another one."""

    def __init__(self, menu: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("agency")
        self._name, self._room = "", _MOST
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_name("")

    def show_name(self, name: str) -> None:
        """The agency of now; "" when none is kept."""
        self._name = name or text("agencies.none_yet")
        said = text("agencies.switch", name=self._name)
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """End the name in "…" where there is no room for it (in dots)."""
        self._room = min(room, _MOST)
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, self._room - _BESIDE))


class Corner(QWidget):
    """Takes what room the toolbar has left, so that the switch is never pushed out of it."""

    def __init__(self, menu: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self.switch = AgencySwitch(menu, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignRight)

    def sizeHint(self) -> QSize:
        """As little as the switch can do with."""
        return QSize(_LEAST, self.switch.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name anew."""
        super().resizeEvent(event)
        self.switch.fit(self.width())


def add_switch(bar: QToolBar, menu: QMenu) -> AgencySwitch:
    """The switch at the right end of a toolbar."""
    corner = Corner(menu, bar)
    bar.addWidget(corner)
    return corner.switch
