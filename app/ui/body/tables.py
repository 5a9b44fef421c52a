"""Tables: from cell to cell, rows and columns, widths, header rows; their menu and dialogs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QMenu, QSpinBox, QWidget

from app.base.texts import text
from app.editing.commands import tables as commands
from app.editing.commands.text import delete_block
from app.letter.model import Letter, Table
from app.letter.positions import Text, TextPosition
from app.ui.body.cells import CellMap, Slot
from app.ui.body.desk import After, Desk, selected_cells

_MOST_ROWS = 500
_MOST_COLUMNS = 20
_WHOLE = 100


class Tables:
    """What is done to the table around the cursor."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def is_inside(self) -> bool:
        """Whether the cursor is in a cell."""
        return self._desk.here().text.cell is not None

    # --- from cell to cell

    def step(self, by: int) -> None:
        """To the next cell (1) or the one before (-1); behind the last one a new row begins."""
        at, cells = self._place()
        if at is None or cells is None:
            return
        own = [slot for slot in cells.slots if slot.index is not None]
        place = own.index(_slot_at(cells, self._desk.here()))
        if place + by >= len(own):
            self.insert_row_below()
            return
        if place + by >= 0:
            self._desk.draft.end_group()
            self._desk.put_cursor(_start_of(at, own[place + by]))

    # --- rows and columns

    def insert(self, rows: int, columns: int) -> None:
        """A new table at the cursor, which goes into its first cell."""
        desk = self._desk
        letter, at = desk.without_selection()
        if at.text.cell is not None or desk.draft.is_locked:
            return
        old = {id(block) for block in desk.mirror.blocks}
        new = commands.insert_table(letter, at, rows, columns)
        blocks = new.body if at.text.appendix is None else new.appendices[at.text.appendix].blocks
        found = [
            index for index, block in enumerate(blocks) if isinstance(block, Table) and id(block) not in old
        ]
        if found:
            desk.change(new, After(TextPosition(0, 0, Text(at.text.appendix, (found[0], 0, 0)))))

    def insert_row_above(self) -> None:
        """An empty row before the cursor's."""
        self._insert("row", 0)

    def insert_row_below(self) -> None:
        """An empty row behind the cursor's."""
        self._insert("row", 1)

    def insert_column_left(self) -> None:
        """An empty column before the cursor's."""
        self._insert("column", 0)

    def insert_column_right(self) -> None:
        """An empty column behind the cursor's."""
        self._insert("column", 1)

    def delete_row(self) -> None:
        """Take the cursor's row away."""
        self._delete("row")

    def delete_column(self) -> None:
        """Take the cursor's column away."""
        self._delete("column")

    def delete_table(self) -> None:
        """Take the table away."""
        at, _ = self._place()
        if at is not None:
            self._desk.change(delete_block(self._desk.letter, at), After(at.moved(at.block)))

    # --- look

    def toggle_header(self) -> None:
        """Make the rows down to the cursor's a header that every page repeats, or none."""
        at, cells = self._place()
        if at is None or cells is None:
            return
        row = _slot_at(cells, self._desk.here()).row
        count = 0 if cells.table.header_rows > row else row + 1
        self._desk.change_kept(commands.set_header_rows(self._desk.letter, at, count))

    def set_widths(self, widths: tuple[int, ...]) -> None:
        """Relative widths of the columns."""
        at, _ = self._place()
        if at is not None:
            self._desk.change_kept(commands.set_widths(self._desk.letter, at, widths))

    def widths(self) -> tuple[int, ...]:
        """The widths of the columns in hundredths of the table's."""
        _, cells = self._place()
        if cells is None:
            return ()
        given = cells.table.widths
        columns = cells.grid.columns
        if len(given) != columns or any(width <= 0 for width in given):
            given = (1,) * columns
        return tuple(max(1, round(_WHOLE * width / sum(given))) for width in given)

    def merge(self) -> None:
        """Make one cell of the selected ones."""
        at, cells = self._place()
        first, rows, left, columns = selected_cells(self._desk.view.textCursor())
        if at is None or cells is None or rows * columns <= 1:
            return
        area = commands.Area(first, left, first + rows - 1, left + columns - 1)
        new = commands.merge_cells(self._desk.letter, at, area)
        self._desk.change(new, After(_start_in(new, at, first, left)))

    def split(self) -> None:
        """Cut the cursor's cell into the slots it takes."""
        at, cells = self._place()
        if at is not None and cells is not None:
            slot = _slot_at(cells, self._desk.here())
            new = commands.split_cell(self._desk.letter, at, slot.row, slot.column)
            self._desk.change(new, After(self._desk.here()))

    # --- inside

    def _place(self) -> tuple[TextPosition, CellMap] | tuple[None, None]:
        here = self._desk.here()
        if here.text.cell is None:
            return None, None
        at = TextPosition(here.text.cell[0], 0, here.text.around)
        cells = self._desk.mirror.cell_map(at.block)
        return (None, None) if cells is None else (at, cells)

    def _insert(self, axis: commands.Axis, by: int) -> None:
        at, cells = self._place()
        if at is None or cells is None:
            return
        slot = _slot_at(cells, self._desk.here())
        placed = next(
            one for one in cells.grid.rows[slot.row] if one.column == slot.column and one.cell is not None
        )
        row, column = slot.row, slot.column
        if axis == "row":
            row += placed.rowspan * by
            column = 0 if by else column
        else:
            column += placed.colspan * by
        new = commands.insert_line(self._desk.letter, at, axis, row if axis == "row" else column)
        self._desk.change(new, After(_start_in(new, at, row, column)))

    def _delete(self, axis: commands.Axis) -> None:
        at, cells = self._place()
        if at is None or cells is None:
            return
        slot = _slot_at(cells, self._desk.here())
        index = slot.row if axis == "row" else slot.column
        new = commands.delete_line(self._desk.letter, at, axis, index)
        self._desk.change(new, After(_start_in(new, at, slot.row, slot.column)))


def _start_in(letter: Letter, at: TextPosition, row: int, column: int) -> TextPosition:
    """The start of the cell at or before a slot of a table as it will be."""
    around = at.text
    blocks = letter.body if around.appendix is None else letter.appendices[around.appendix].blocks
    table = blocks[at.block] if at.block < len(blocks) else None
    if not isinstance(table, Table):
        return at.moved(at.block)
    own = [slot for slot in CellMap(table).slots if slot.index is not None]
    reached = [slot for slot in own if (slot.row, slot.column) <= (row, column)]
    return _start_of(at, (reached or own)[-1 if reached else 0])


def _start_of(at: TextPosition, slot: Slot) -> TextPosition:
    return TextPosition(0, 0, Text(at.text.appendix, (at.block, slot.row, slot.index or 0)))


def _slot_at(cells: CellMap, position: TextPosition) -> Slot:
    _, row, index = position.text.cell or (0, 0, 0)
    return next(slot for slot in cells.slots if slot.row == row and slot.index == index)


def table_menu(tables: Tables, ask_widths: Callable[[], None], parent: QWidget) -> QMenu:
    """What can be done to the table around the cursor."""
    menu = QMenu(text("body.deed_table"), parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    groups: tuple[tuple[tuple[str, Callable[[], None]], ...], ...] = (
        (
            ("row_above", tables.insert_row_above),
            ("row_below", tables.insert_row_below),
            ("column_left", tables.insert_column_left),
            ("column_right", tables.insert_column_right),
        ),
        (
            ("row_delete", tables.delete_row),
            ("column_delete", tables.delete_column),
            ("delete", tables.delete_table),
        ),
        (
            ("header", tables.toggle_header),
            ("widths", ask_widths),
            ("merge", tables.merge),
            ("split", tables.split),
        ),
    )
    for index, group in enumerate(groups):
        if index:
            menu.addSeparator()
        for name, deed in group:
            menu.addAction(text(f"body.table_{name}")).triggered.connect(deed)
    return menu


class SizeDialog(QDialog):
    """Asks for the rows and columns of a new table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(text("body.table_new"))
        self.rows = _spin_box(3, _MOST_ROWS, "body.table_rows")
        self.columns = _spin_box(3, _MOST_COLUMNS, "body.table_columns")
        layout = QFormLayout(self)
        layout.addRow(text("body.table_rows"), self.rows)
        layout.addRow(text("body.table_columns"), self.columns)
        layout.addRow(_buttons(self))
        self.rows.selectAll()


class WidthsDialog(QDialog):
    """Asks for the width of every column, in parts of the whole."""

    def __init__(self, widths: tuple[int, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(text("body.table_widths_title"))
        self.boxes = [_spin_box(width, _WHOLE, "body.table_width") for width in widths]
        layout = QFormLayout(self)
        for number, box in enumerate(self.boxes, 1):
            box.setSuffix(" %")
            layout.addRow(text("body.table_column_number", number=number), box)
        layout.addRow(_buttons(self))

    def widths(self) -> tuple[int, ...]:
        """The widths as they are entered."""
        return tuple(box.value() for box in self.boxes)


def _spin_box(value: int, most: int, key: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, most)
    box.setValue(value)
    box.setAccessibleName(text(key).replace("&", ""))
    return box


def _buttons(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox()
    ok = buttons.addButton(text("body.done"), QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(text("body.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    ok.setDefault(True)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
