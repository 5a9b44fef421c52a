"""Rows for every item of a list, and rows that are folded away until they say something."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.base.texts import text
from app.editing.commands.citations import remove_related
from app.editing.commands.fields import add_item, get_field, move_item, remove_item
from app.letter.citing import add_related
from app.letter.model import Letter, RelatedDocument
from app.letter.positions import Where
from app.ui.form.access import NEW_ITEMS, Indices, field_path, grown
from app.ui.form.context import ENTRY, Context, Part, Place
from app.ui.form.growing import CONTROL_HEIGHT
from app.ui.form.notes import FindingsLabel
from app.ui.form.rows import GAP, FieldRow
from app.ui.form.specs import Content, RareSpec, RepeatSpec
from app.ui.icons import icon

_RELATED = "related"
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Build(Protocol):
    """Builds a part of the form from its declaration."""

    def __call__(self, content: Content, path: Indices, context: Context, parent: QWidget) -> Part:
        """The part, bound to its place in the letter."""


class RareRows(Part):
    """Rows behind a button; they open by themselves when one of their fields says something."""

    def __init__(
        self, spec: RareSpec, path: Indices, context: Context, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.is_open = False
        self.rows = [FieldRow(row, path, context, self) for row in spec.rows]
        self._toggle = QToolButton(self)
        self._toggle.setText(text(f"form.rare.{spec.id}"))
        self._toggle.setAutoRaise(True)
        self._toggle.setFixedHeight(CONTROL_HEIGHT)
        self._toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toggle.setArrowType(Qt.ArrowType.RightArrow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        for row in self.rows:
            row.hide()
            layout.addWidget(row)
        self._toggle.clicked.connect(self._on_clicked)
        keys = spec.opened_by or tuple(field.key for row in spec.rows for field in row.fields)
        self._empty = {key: _empty(key) for key in keys}
        self.refresh()

    def refresh(self) -> None:
        """Show what the letter says now; open when it says something here."""
        for row in self.rows:
            row.refresh()
        if not self.is_open and self._says_something():
            self.set_open(True)

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        for row in self.rows:
            row.set_locked(locked)

    def set_open(self, is_open: bool) -> None:
        """Show or hide the rows."""
        self.is_open = is_open
        self._toggle.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        for row in self.rows:
            row.setVisible(is_open)

    def _on_clicked(self) -> None:
        self.set_open(not self.is_open)

    def _says_something(self) -> bool:
        return any(
            editor.binding.value() != self._empty[editor.binding.component]
            for row in self.rows
            for editor in row.editors
            if editor.binding.component in self._empty
        )


def _empty(component: str) -> object:
    """What a field holds in a new letter."""
    indices = (0,) * component.count(".")
    return get_field(grown(Letter(), component, indices), field_path(component, indices))


class Item(QWidget):
    """The rows of one item, with a button to take it away.

    Signals:
        removed: the button was pressed.
        moved: it is to stand so many places further down.
    """

    removed = Signal(int)
    moved = Signal(int, int)

    def __init__(
        self, spec: RepeatSpec, path: Indices, context: Context, build: Build, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.parts: list[Part] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        line.addLayout(column, 1)
        for content in spec.content:
            part = build(content, path, context, self)
            self.parts.append(part)
            column.addWidget(part)
        self.remove = self._button(text(f"form.remove.{spec.key}", number=path[-1] + 1))
        self.remove.setText("\u00d7")  # multiplication sign, the usual cross
        self.remove.clicked.connect(self._on_remove)
        self.up = self._button(text("form.list_tip.up"))
        self.up.clicked.connect(self._on_up)
        self.down = self._button(text("form.list_tip.down"))
        self.down.clicked.connect(self._on_down)
        for button, name in ((self.up, "chevron-up"), (self.down, "chevron-down")):
            button.setIcon(icon(name))
            # By mouse only: from the keyboard Alt with the arrows does the same.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QVBoxLayout() if len(spec.content) > 1 else QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.remove, self.up, self.down):
            buttons.addWidget(button)
        line.addLayout(buttons)
        line.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)

    def show_buttons(self, *, removable: bool, first: bool, last: bool) -> None:
        """What can be done with it now; one that stands alone cannot be moved."""
        self.remove.setVisible(removable)
        for button, is_end in ((self.up, first), (self.down, last)):
            button.setVisible(not (first and last))
            button.setEnabled(not is_end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move it, as in the lists of names."""
        step = _MOVES.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.path[-1], step)
        else:
            super().keyPressEvent(event)

    def _button(self, label: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFixedSize(CONTROL_HEIGHT - GAP, CONTROL_HEIGHT)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(label)
        button.setToolTip(label)
        return button

    def _on_remove(self) -> None:
        self.removed.emit(self.path[-1])

    def _on_up(self) -> None:
        self.moved.emit(self.path[-1], -1)

    def _on_down(self) -> None:
        self.moved.emit(self.path[-1], 1)


class RepeatedRows(Part):
    """The rows of every item of a list.

    Signals:
        rows_changed: rows came or went, so the order of Tab is another one.
    """

    rows_changed = Signal()

    def __init__(
        self, spec: RepeatSpec, path: Indices, context: Context, build: Build, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.spec, self.path = spec, path
        self._context, self._build = context, build
        self._locked = False
        self.items: list[Item] = []
        self.findings = FindingsLabel(self)
        self.add = QPushButton(text(f"form.add.{spec.key}"), self)
        self.add.setFixedHeight(CONTROL_HEIGHT)
        self.add.setAutoDefault(True)  # Enter presses it, outside dialogs too
        self.add.clicked.connect(self._on_add)
        self._column = QVBoxLayout()
        self._column.setSpacing(GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(self._column)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.findings)
        self.refresh()

    @property
    def places(self) -> list[Place]:
        """Findings about the list as a whole."""
        return [(self.spec.key, self.path)]

    def refresh(self) -> None:
        """Rows as many as items, each showing what the letter says now."""
        count = len(self._list())
        shown = max(self.spec.least, count)
        changed = len(self.items) != shown
        while len(self.items) > shown:
            self._drop(self.items.pop())
        for item in self.items:
            for part in item.parts:
                part.refresh()
        while len(self.items) < shown:
            self._append()
        self._show_buttons(count)
        self.add.setVisible(shown < self.spec.most)
        self.add.setProperty(ENTRY, shown == 0)
        if changed:
            self.rows_changed.emit()

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        self._locked = locked
        self.add.setEnabled(not locked)
        for item in self.items:
            for part in item.parts:
                part.set_locked(locked)
        self._show_buttons(len(self._list()))

    def _show_buttons(self, count: int) -> None:
        for number, item in enumerate(self.items):
            item.show_buttons(
                removable=not self._locked and count > self.spec.least,
                first=self._locked or number == 0,
                last=self._locked or number >= count - 1,
            )

    def _list(self) -> tuple[object, ...]:
        letter = self._context.draft.letter
        parent = self.path
        items = get_field(grown(letter, self.spec.key, parent), field_path(self.spec.key, parent))
        return items if isinstance(items, tuple) else ()

    def _append(self) -> None:
        item = Item(self.spec, (*self.path, len(self.items)), self._context, self._build, self)
        item.removed.connect(self._on_removed)
        item.moved.connect(self._on_moved)
        self.items.append(item)
        if len(self.items) > 1 and not self.path:
            self._column.addWidget(_rule())
        self._column.addWidget(item)
        for part in item.parts:
            part.set_locked(self._locked)

    def _drop(self, item: Item) -> None:
        place = self._column.indexOf(item)
        # With the rule before it, where there is one.
        for index in (place, place - 1) if not self.path else (place,):
            taken = self._column.takeAt(index) if index >= 0 else None
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                # Out of the tree at once: what looks for fields must not find it any more.
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _on_add(self) -> None:
        key, path = self.spec.key, self.path
        shown = len(self.items)

        def command(letter: Letter) -> Letter:
            if key == _RELATED:
                return add_related(letter, RelatedDocument())
            # The row that is shown already may not be in the letter yet.
            letter = grown(letter, key, (*path, shown - 1) if shown else path)
            return add_item(letter, field_path(key, path), NEW_ITEMS[key]())

        self._context.draft.apply(command, where=Where(key, (*path, shown)))
        self._focus_last()

    def _focus_last(self) -> None:
        if self.items:
            first = _first_focusable(self.items[-1])
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_removed(self, index: int) -> None:
        key, path = self.spec.key, self.path

        def command(letter: Letter) -> Letter:
            if key == _RELATED:
                return remove_related(letter, index)
            return remove_item(letter, field_path(key, path), index)

        self._context.draft.apply(command, where=Where(key, (*path, index)))

    def _on_moved(self, index: int, step: int) -> None:
        key, path, to = self.spec.key, self.path, index + step
        if self._locked or not 0 <= to < len(self._list()):
            return

        def command(letter: Letter) -> Letter:
            return move_item(letter, field_path(key, path), index, to)

        # The keyboard goes along with what it moves.
        stops = _focusable(self.items[index])
        focus = QApplication.focusWidget()
        place = stops.index(focus) if focus in stops else 0
        before, where = Where(key, (*path, index)), Where(key, (*path, to))
        self._context.draft.apply(command, where=where, before=before)
        there = _focusable(self.items[to])
        if there:
            there[min(place, len(there) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setFrameShadow(QFrame.Shadow.Sunken)
    return rule


def _first_focusable(widget: QWidget) -> QWidget | None:
    for row in widget.findChildren(FieldRow):
        for child in row.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(child, QLabel):
                return child
    return None


def _focusable(item: Item) -> list[QWidget]:
    """What the keyboard can be in, the same for every item of a list."""
    return [one for one in item.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
