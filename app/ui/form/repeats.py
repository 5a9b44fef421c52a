"""Rows for every item of a list, and rows that are folded away until they say something."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.editing.commands.citations import remove_related
from app.editing.commands.fields import add_item, get_field, remove_item
from app.letter.citing import add_related
from app.letter.model import Letter, RelatedDocument
from app.letter.positions import Where
from app.ui.form.access import NEW_ITEMS, Indices, field_path, grown
from app.ui.form.context import Context, Part, Place
from app.ui.form.growing import CONTROL_HEIGHT
from app.ui.form.notes import FindingsLabel
from app.ui.form.rows import GAP, FieldRow
from app.ui.form.specs import Content, RareSpec, RepeatSpec

_RELATED = "related"


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
    """

    removed = Signal(int)

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
        self.remove = QToolButton(self)
        self.remove.setText("\u00d7")  # multiplication sign, the usual cross
        self.remove.setAutoRaise(True)
        self.remove.setFixedSize(CONTROL_HEIGHT - GAP, CONTROL_HEIGHT)
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        label = text(f"form.remove.{spec.key}", number=path[-1] + 1)
        self.remove.setAccessibleName(label)
        self.remove.setToolTip(label)
        self.remove.clicked.connect(self._on_remove)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def _on_remove(self) -> None:
        self.removed.emit(self.path[-1])


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
        for item in self.items:
            item.remove.setVisible(count > self.spec.least and not self._locked)
        self.add.setVisible(shown < self.spec.most)
        if changed:
            self.rows_changed.emit()

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        self._locked = locked
        self.add.setEnabled(not locked)
        for item in self.items:
            for part in item.parts:
                part.set_locked(locked)
            item.remove.setVisible(not locked and len(self._list()) > self.spec.least)

    def _list(self) -> tuple[object, ...]:
        letter = self._context.draft.letter
        parent = self.path
        items = get_field(grown(letter, self.spec.key, parent), field_path(self.spec.key, parent))
        return items if isinstance(items, tuple) else ()

    def _append(self) -> None:
        item = Item(self.spec, (*self.path, len(self.items)), self._context, self._build, self)
        item.removed.connect(self._on_removed)
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
