"""What somebody at the window would see amiss: words cut off, controls without a name or out of reach."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)

from app.ui.agencies.switch import AgencySwitch
from app.ui.start import CutLabel
from app.ui.strip import LineButton

_MOST_TABS = 300
# End in "…" on purpose, and say all in a tip.
_ELIDED = (CutLabel, LineButton, AgencySwitch)


def visible(root: QWidget) -> Iterator[QWidget]:
    """What is seen of a window or dialog, without the dialogs above it."""
    return (one for one in root.findChildren(QWidget) if one.isVisible() and one.window() is root.window())


def said(one: QWidget) -> str:
    """A widget for the list of complaints."""
    words = getattr(one, "text", str)() or one.accessibleName() or one.objectName()
    return f"{type(one).__name__} {words!r}"


def cut_words(root: QWidget) -> list[str]:
    """Words that need more room than their control has."""
    return [said(one) for one in visible(root) if _is_cut(one)]


def clipped(root: QWidget) -> list[str]:
    """Controls that lie partly beyond the widget they stand in, where no scrolling brings them back."""
    return [said(one) for one in visible(root) if _can_be_used(one) and _is_clipped(one, root)]


def sideways(root: QWidget) -> list[str]:
    """Lists and pages that must be scrolled to the side to be read."""
    return [
        said(one)
        for one in visible(root)
        if isinstance(one, QAbstractItemView | QScrollArea) and one.horizontalScrollBar().isVisible()
    ]


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader has no word for."""
    return [
        f"{type(one).__name__} {one.objectName()!r} in {type(one.parentWidget()).__name__}"
        for one in visible(root)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.focusProxy()
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
    ]


def unreached(root: QWidget) -> list[str]:
    """Controls that Tab does not come to, beginning where the keyboard is."""
    wanted = {
        one
        for one in visible(root)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isEnabled()
        and one.width() > 0
        and not one.focusProxy()
    }
    reached: set[QWidget] = set()
    before: QWidget | None = None
    for _ in range(_MOST_TABS):
        focus = QApplication.focusWidget()
        # In a date Tab goes from day to month first.
        if focus is None or (focus in reached and focus is not before):
            break
        reached.add(focus)
        before = focus
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    return sorted(said(one) for one in wanted - reached)


def amiss(root: QWidget) -> list[str]:
    """All that is seen amiss of a window or dialog, Tab apart."""
    return [
        *(f"cut: {one}" for one in cut_words(root)),
        *(f"clipped: {one}" for one in clipped(root)),
        *(f"to the side: {one}" for one in sideways(root)),
        *(f"nameless: {one}" for one in nameless(root)),
    ]


def _is_cut(one: QWidget) -> bool:  # noqa: PLR0911 - a table of kinds
    """Whether the words of a control need more room than it has."""
    if isinstance(one, _ELIDED):
        return False
    if isinstance(one, QLabel) and one.text() and not one.pixmap().width():
        if one.wordWrap():
            return one.height() < one.heightForWidth(one.width())
        return one.width() < one.sizeHint().width()
    if isinstance(one, QToolButton):
        return _is_tool_cut(one)
    if isinstance(one, QAbstractButton) and one.text():
        return one.width() < one.minimumSizeHint().width() or one.height() < one.fontMetrics().height()
    if isinstance(one, QHeaderView):
        return _is_header_cut(one)
    if isinstance(one, QComboBox | QAbstractSpinBox | QLineEdit):
        return one.height() < one.fontMetrics().height() + 4
    return False


def _is_tool_cut(one: QToolButton) -> bool:
    if one.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly and not one.icon().isNull():
        return False
    words = one.text().replace("&", "")
    return bool(words) and one.width() < one.fontMetrics().horizontalAdvance(words) + 4


def _is_header_cut(one: QHeaderView) -> bool:
    if one.orientation() is not Qt.Orientation.Horizontal:
        return False
    for column in range(one.count()):
        words = str(one.model().headerData(column, one.orientation()) or "")
        if not one.isSectionHidden(column) and one.sectionSize(column) < one.fontMetrics().horizontalAdvance(
            words
        ):
            return True
    return False


def _can_be_used(one: QWidget) -> bool:
    return one.focusPolicy() is not Qt.FocusPolicy.NoFocus and one.width() > 0


def _is_clipped(one: QWidget, root: QWidget) -> bool:
    room = one.parentWidget()
    while room is not None:
        place = QRect(one.mapTo(room, QPoint(0, 0)), one.size())
        area = room.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is room:
            # Up and down it is scrolled; to the side only where a bar is seen.
            beyond = place.left() < 0 or place.right() >= room.width()
            return beyond and area.horizontalScrollBar().maximum() == 0
        if not room.rect().contains(place):
            return True
        if room is root:
            return False
        room = area
    return False
