"""Enter goes on to the next field, over heads and buttons: those are for Tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QWidget


def to_next_field(field: QWidget) -> None:
    """Put the keyboard into the field that Tab would come to after this one; nowhere else than a field."""
    widget = field.nextInFocusChain()
    while widget is not None and widget is not field:
        if _is_field(widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        widget = widget.nextInFocusChain()


def _is_field(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton) and not isinstance(widget, QCheckBox):
        return False
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isVisible() and widget.isEnabled()
