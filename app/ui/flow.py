"""Widgets side by side that go on the next line where there is no room for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

# Pixels.
_READABLE = 112


@dataclass
class _Piece:
    """One widget: whether it takes the room that is left, whether it may begin a line, and its distance."""

    item: QLayoutItem
    stretches: bool = False
    begins: bool = True
    apart: int = 0

    @property
    def width(self) -> int:
        """What it needs; a text that is typed into wants to be read."""
        if self.stretches:
            return max(self.item.minimumSize().width(), _READABLE)
        return self.item.sizeHint().width()

    def height(self, width: int) -> int:
        """Its height in this width."""
        if self.item.hasHeightForWidth():
            return max(self.item.heightForWidth(width), self.item.minimumSize().height())
        return self.item.sizeHint().height()


class Flow(QLayout):
    """Lines of widgets, from the left and the top.

    A widget that does not begin stays behind the one before it, as a field behind its label. The first
    widget of every line is ``column`` pixels wide at least, so that labels stand below each other.
    """

    def __init__(self, gap: int, column: int = 0) -> None:
        super().__init__()
        self._gap, self._column = gap, column
        self._pieces: list[_Piece] = []
        self._next: tuple[bool, bool, int] | tuple[()] = ()
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, *, stretches: bool = False, begins: bool = True, apart: int = 0) -> None:
        """Put a widget behind the others."""
        self._next = (stretches, begins, apart)
        self.addWidget(widget)
        self._next = ()

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget before another one."""
        self.addWidget(widget)
        self._pieces.insert(place, self._pieces.pop())
        self.invalidate()

    # --- Qt

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - named by Qt
        """Take what addWidget made."""
        self._pieces.append(_Piece(item, *self._next))

    def count(self) -> int:
        """How many widgets there are."""
        return len(self._pieces)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - named by Qt
        """The item of a widget, None beyond the last."""
        return self._pieces[index].item if 0 <= index < len(self._pieces) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - named by Qt
        """Let go of a widget."""
        return self._pieces.pop(index).item if 0 <= index < len(self._pieces) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - named by Qt
        """It takes the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - named by Qt
        """A narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - named by Qt
        """The height of all lines."""
        return self._lay_out(QRect(0, 0, width, 0), moves=False)

    def sizeHint(self) -> QSize:
        """All on one line."""
        seen = self._seen()
        width = self._width_of(seen) if seen else 0
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802 - named by Qt
        """The widest that cannot be parted."""
        width = max((group_width for _, group_width in self._groups()), default=0)
        heights = [piece.height(piece.width) for piece in self._seen()]
        return QSize(width, max(heights, default=0))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - named by Qt
        """Move the widgets to their places."""
        super().setGeometry(rect)
        self._lay_out(rect, moves=True)

    # --- inside

    def _seen(self) -> list[_Piece]:
        return [piece for piece in self._pieces if not piece.item.isEmpty()]

    def _groups(self) -> Iterator[tuple[list[_Piece], int]]:
        """What stays together, with its width where it begins a line."""
        groups: list[list[_Piece]] = []
        for piece in self._seen():
            if piece.begins or not groups:
                groups.append([])
            groups[-1].append(piece)
        for group in groups:
            yield group, self._width_of(group)

    def _width_of(self, line: list[_Piece]) -> int:
        widths = [piece.width for piece in line]
        widths[0] = max(widths[0], self._column)
        return sum(widths) + self._gaps(line)

    def _gaps(self, line: list[_Piece]) -> int:
        return sum(self._gap + piece.apart for piece in line[1:])

    def _lines(self, width: int) -> list[list[_Piece]]:
        lines: list[list[_Piece]] = []
        for group, _ in self._groups():
            if lines and self._width_of([*lines[-1], *group]) <= width:
                lines[-1] += group
            else:
                lines.append(list(group))
        return lines

    def _lay_out(self, rect: QRect, *, moves: bool) -> int:
        """Place all lines; how high they are together."""
        top = rect.top()
        for line in self._lines(rect.width()):
            widths = self._widths(line, rect.width())
            heights = [piece.height(width) for piece, width in zip(line, widths, strict=True)]
            left = rect.left()
            for place, (piece, width, height) in enumerate(zip(line, widths, heights, strict=True)):
                left += self._gap + piece.apart if place else 0
                if moves:
                    piece.item.setGeometry(QRect(left, top, width, height))
                left += width
            top += max(heights) + self._gap
        return max(top - self._gap - rect.top(), 0)

    def _widths(self, line: list[_Piece], room: int) -> list[int]:
        """Those that stretch share what the others leave, and none gets less than it needs."""
        widths = [piece.width for piece in line]
        widths[0] = max(widths[0], self._column)
        left = room - sum(widths) - self._gaps(line)
        takers = [place for place, piece in enumerate(line) if piece.stretches]
        # The narrowest first, so that they become equally wide.
        for count, place in zip(
            range(len(takers), 0, -1), sorted(takers, key=lambda one: -widths[one]), strict=True
        ):
            fair = (sum(widths[one] for one in takers) + max(left, 0)) // len(takers)
            more = min(max(fair - widths[place], 0), max(left, 0)) if count > 1 else max(left, 0)
            widths[place] += more
            left -= more
        return widths
