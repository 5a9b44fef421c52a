"""The list of templates: name, description and star of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.base.texts import text
from app.library.template import Template
from app.library.templates import Kept
from app.ui.icons import icon
from app.ui.theme import tones_of

_PAD, _GAP, _STAR, _EDGE = 12, 4, 24, 3
_STAR_SIDE = 16
_KEPT = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class TemplateList(QListWidget):
    """The templates that fit what is sought.

    Signals:
        use_wanted: Enter or two clicks: a letter from the current template.
        star_wanted: the star of this id was clicked.
        search_wanted: Up on the first one: back to the field above.
    """

    use_wanted = Signal()
    star_wanted = Signal(str)
    search_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templates")
        self.setAccessibleName(text("templates_page.list"))
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.itemActivated.connect(self._on_activated)

    @property
    def chosen(self) -> Kept | None:
        """The current template."""
        row = self.currentRow()
        kept = self.item(row).data(_KEPT) if row >= 0 else None
        return kept if isinstance(kept, Kept) else None

    def show_templates(self, found: Sequence[Kept], chosen: str) -> None:
        """Show these; the one of this id stays the current one, else the first."""
        self.clear()
        row = 0
        for number, kept in enumerate(found):
            item = QListWidgetItem(kept.template.name)
            item.setData(_KEPT, kept)
            spoken = "star" if kept.is_favourite else "plain"
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                text(f"templates_page.entry_{spoken}", name=kept.template.name),
            )
            item.setToolTip(described(kept.template))
            self.addItem(item)
            row = number if kept.template.id == chosen else row
        self.setCurrentRow(row if found else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up leaves at the top."""
        if event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.search_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.use_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the star."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        item = self.itemAt(point)
        if item is not None and _star_of(self.visualItemRect(item)).contains(point):
            self.star_wanted.emit(item.data(_KEPT).template.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks begin a letter, but not on the star."""
        item = self.itemAt(event.position().toPoint())
        if item is not None and not _star_of(self.visualItemRect(item)).contains(event.position().toPoint()):
            self.use_wanted.emit()

    def _on_activated(self) -> None:
        """Two clicks and Enter are taken above."""


class _Delegate(QStyledItemDelegate):
    """Paints two lines and a star."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Room for two lines."""
        return QSize(120, 2 * option.fontMetrics.height() + 2 * _GAP + 2 * _GAP + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, then the words."""
        kept: Kept = index.data(_KEPT)
        tones = tones_of(option.palette)
        state = option.state
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tones.soft))
        if chosen:
            edge = QRect(option.rect.topLeft(), QSize(_EDGE, option.rect.height()))
            painter.fillRect(edge, QColor(tones.accent))
        metrics = option.fontMetrics
        room = option.rect.adjusted(_PAD, 2 * _GAP, -2 * _PAD - _STAR, -2 * _GAP)
        name = metrics.elidedText(kept.template.name, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(tones.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        words = described(kept.template)
        detail = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(tones.quiet))
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, detail)
        place = QRect(0, 0, _STAR_SIDE, _STAR_SIDE)
        place.moveCenter(_star_of(option.rect).center())
        colour = tones.accent if kept.is_favourite else tones.disabled
        _star(colour, kept.is_favourite).paint(painter, place)
        painter.restore()


def described(template: Template) -> str:
    """The line below the name: what it is for; of the office's own, which do not say that, their category."""
    return template.description or template.category


@cache
def _star(colour: str, filled: bool) -> QIcon:
    return icon("star", colour, filled=filled)


def _star_of(rect: QRect) -> QRect:
    return QRect(rect.right() - _PAD - _STAR, rect.top() + _GAP, _STAR, _STAR)
