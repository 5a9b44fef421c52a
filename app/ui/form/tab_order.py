"""The order of the controls as they are laid out: Tab follows it, Enter goes on to the next field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLayout, QWidget

# The property of a field that says something about another one and is seldom changed.
ASIDE = "aside"


def tab_chain(widget: QWidget) -> list[QWidget]:
    """Everything that Tab stops at inside a widget, in the order in which it is laid out.

    Never by ``nextInFocusChain``: PySide then takes the next widget for a child of the first, and once that
    one is deleted it gives up the documents and menus of all that follow it.
    """
    found: list[QWidget] = []
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        found.append(widget)
    layout = widget.layout()
    if layout is not None:
        for child in _laid_out(layout):
            found += tab_chain(child)
    return found


def to_next_field(field: QWidget) -> None:
    """Put the keyboard into the next field, over heads and buttons: those are for Tab; the last keeps it.

    Neither into what stands ASIDE: Enter on and on writes the letter.
    """
    around = field
    while (parent := around.parentWidget()) is not None and parent.layout() is not None:
        around = parent
    chain = tab_chain(around)
    following = chain[chain.index(field) + 1 :] if field in chain else []
    found = next(filter(_is_field, following), None)
    if found is not None:
        found.setFocus(Qt.FocusReason.TabFocusReason)


def _is_field(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton) and not isinstance(widget, QCheckBox):
        return False
    return widget.isVisible() and widget.isEnabled() and not widget.property(ASIDE)


def _laid_out(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for index in range(layout.count()):
        item = layout.itemAt(index)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            found.append(widget)
        elif inner is not None:
            found += _laid_out(inner)
    return found
