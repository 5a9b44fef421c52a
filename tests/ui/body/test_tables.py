"""Tables: inserted, filled by Tab, changed, left again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.letter.model import Letter, Paragraph, Table
from app.letter.positions import Text, TextPosition
from app.ui.body.tables import SizeDialog, WidthsDialog, table_menu
from tests.support.bodies import Typing, at_cell, plain, table_of


def words_of(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [
        ["/".join("".join(run.text for run in part.runs) for part in cell.blocks) for cell in row.cells]
        for row in table.rows
    ]


@pytest.fixture
def in_table(typing_in: Callable[..., Typing]) -> Typing:
    typing = typing_in(Letter(body=(plain("trên"), table_of(("a", "b"), ("c", "d")), plain("dưới"))))
    typing.editor.focus_position(at_cell(1, 0, 0, 1))
    return typing


def test_a_table_is_inserted_by_a_dialog_and_filled_by_tab(typing: Typing, qtbot: QtBot) -> None:
    typing.ctrl(Qt.Key.Key_T, shift=True)
    dialog = typing.editor.doing._dialog
    assert isinstance(dialog, SizeDialog)
    dialog.rows.setValue(2)
    dialog.columns.setValue(2)
    dialog.accept()
    typing.keys("TT\tViệc\t1\tHọp\t2\tKiểm tra")
    assert words_of(typing.blocks()[0]) == [["TT", "Việc"], ["1", "Họp"], ["2", "Kiểm tra"]]
    typing.check()
    while typing.draft.can_undo:
        typing.ctrl(Qt.Key.Key_Z)
        typing.check()
    assert typing.blocks() == ()
    while typing.draft.can_redo:
        typing.ctrl(Qt.Key.Key_Y)
        typing.check()
    assert len(words_of(typing.blocks()[0])) == 3


def test_shift_tab_goes_to_the_cell_before(in_table: Typing) -> None:
    in_table.keys("\t\t")
    assert in_table.here().text == Text(cell=(1, 1, 0))
    in_table.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert in_table.here().text == Text(cell=(1, 0, 1))


def test_cells_hold_paragraphs(in_table: Typing) -> None:
    in_table.keys("\nx")
    assert words_of(in_table.blocks()[1]) == [["a/x", "b"], ["c", "d"]]
    in_table.check()
    in_table.keys("\b\b")
    assert words_of(in_table.blocks()[1]) == [["a", "b"], ["c", "d"]]
    in_table.keys("\b\b\b")
    assert words_of(in_table.blocks()[1]) == [["", "b"], ["c", "d"]]
    in_table.check()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("insert_row_above", [["", ""], ["a", "b"], ["c", "d"]]),
        ("insert_row_below", [["a", "b"], ["", ""], ["c", "d"]]),
        ("insert_column_left", [["", "a", "b"], ["", "c", "d"]]),
        ("insert_column_right", [["a", "", "b"], ["c", "", "d"]]),
        ("delete_row", [["c", "d"]]),
        ("delete_column", [["b"], ["d"]]),
    ],
)
def test_rows_and_columns(in_table: Typing, name: str, words: list[list[str]]) -> None:
    getattr(in_table.editor.doing.tables, name)()
    assert words_of(in_table.blocks()[1]) == words
    in_table.check()
    in_table.ctrl(Qt.Key.Key_Z)
    assert words_of(in_table.blocks()[1]) == [["a", "b"], ["c", "d"]]
    in_table.check()


def test_a_table_is_deleted_whole(in_table: Typing) -> None:
    in_table.editor.doing.tables.delete_table()
    assert in_table.blocks() == (plain("trên"), plain("dưới"))
    in_table.check()


def test_the_header_row_is_switched(in_table: Typing) -> None:
    tables = in_table.editor.doing.tables
    for wanted in (1, 0):
        tables.toggle_header()
        table = in_table.blocks()[1]
        assert isinstance(table, Table)
        assert table.header_rows == wanted
        in_table.check()


def test_widths_are_asked_for(in_table: Typing) -> None:
    in_table.editor.doing._ask_widths()
    dialog = in_table.editor.doing._dialog
    assert isinstance(dialog, WidthsDialog)
    assert dialog.widths() == (50, 50)
    dialog.boxes[0].setValue(20)
    dialog.boxes[1].setValue(80)
    dialog.accept()
    table = in_table.blocks()[1]
    assert isinstance(table, Table)
    assert table.widths == (20, 80)
    constraints = in_table.editor.view.textCursor().currentTable().format().columnWidthConstraints()
    assert [round(width.rawValue()) for width in constraints] == [20, 80]


def test_selected_cells_are_emptied_and_the_table_stays(in_table: Typing) -> None:
    in_table.editor.focus_position(at_cell(1, 0, 0))
    in_table.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, times=2)
    in_table.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert in_table.editor.view.textCursor().hasComplexSelection()
    in_table.press(Qt.Key.Key_Delete)
    assert words_of(in_table.blocks()[1]) == [["", ""], ["", ""]]
    in_table.check()


def test_selected_cells_become_one_and_are_split_again(in_table: Typing) -> None:
    in_table.editor.focus_position(at_cell(1, 0, 0))
    in_table.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, times=2)
    in_table.editor.doing.tables.merge()
    assert words_of(in_table.blocks()[1]) == [["a/b"], ["c", "d"]]
    in_table.check()
    in_table.editor.doing.tables.split()
    assert words_of(in_table.blocks()[1]) == [["a/b", ""], ["c", "d"]]
    in_table.check()


def test_the_cursor_passes_the_lines_around_a_table(in_table: Typing) -> None:
    in_table.place(0, 4)
    in_table.press(Qt.Key.Key_Right)
    assert in_table.here() == at_cell(1, 0, 0)
    in_table.press(Qt.Key.Key_Left)
    assert in_table.here() == TextPosition(0, 4)
    in_table.place(2, 0)
    in_table.press(Qt.Key.Key_Left)
    assert in_table.here() == at_cell(1, 1, 1, 1)


def test_words_typed_before_and_behind_a_lone_table_are_paragraphs(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(Letter(body=(table_of(("a",)),)))
    typing.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    typing.keys("x")
    typing.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    typing.keys("y")
    assert [type(block) for block in typing.blocks()] == [Paragraph, Table, Paragraph]
    typing.check()


def test_backspace_behind_a_table_goes_into_it(in_table: Typing) -> None:
    in_table.place(2, 0)
    in_table.keys("\b")
    assert in_table.here() == at_cell(1, 1, 1, 1)
    assert len(in_table.blocks()) == 3


def test_cells_of_a_spreadsheet_fill_the_grid(in_table: Typing) -> None:
    data = QMimeData()
    data.setText("1\t2\t3\n4\t5\t6\n7\t8\t9\n")
    in_table.paste(data)
    assert words_of(in_table.blocks()[1]) == [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]
    in_table.check()


def test_the_menu_names_everything(in_table: Typing, qtbot: QtBot) -> None:
    menu = table_menu(in_table.editor.doing.tables, in_table.editor.doing._ask_widths, in_table.editor)
    qtbot.addWidget(menu)
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert "Thêm dòng phía dưới" in names
    assert len(names) == 11


def test_dialogs_are_freed_when_closed(typing: Typing, qtbot: QtBot) -> None:
    typing.ctrl(Qt.Key.Key_T, shift=True)
    dialog = typing.editor.doing._dialog
    assert dialog is not None
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    QApplication.processEvents()
    assert typing.editor.findChildren(SizeDialog) == []
