"""The clipboard: HTML, plain text, tables, old encodings, large pastes; one step of undo each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.importer.encodings import TCVN3
from app.letter.model import Cell, Letter, Level, Paragraph, Row, Run, Table
from app.letter.positions import TextPosition
from tests.support.bodies import Typing, at_cell, plain, table_of

ITEM, DASH = Level.ITEM, Level.DASH


def _mime(text: str = "", html: str = "") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_plain_text_keeps_its_levels(typing: Typing) -> None:
    typing.paste(_mime("1. Giao Sở Nội vụ\n- Chủ trì thực hiện.\n- Báo cáo kết quả."))
    assert typing.lines() == ["1. Giao Sở Nội vụ", "- Chủ trì thực hiện.", "- Báo cáo kết quả."]
    typing.check()
    typing.ctrl(Qt.Key.Key_Z)
    assert typing.blocks() == ()
    typing.check()


def test_html_keeps_looks_and_drops_fonts(typing: Typing) -> None:
    html = '<p style="font-family:Arial;color:red">Đề nghị <b>khẩn trương</b> và <i>đúng hạn</i></p>'
    typing.keys("A: ")
    typing.paste(_mime("x", html))
    assert typing.blocks() == (
        Paragraph(
            runs=(
                Run(text="A: Đề nghị "),
                Run(text="khẩn trương", bold=True),
                Run(text=" và "),
                Run(text="đúng hạn", italic=True),
            )
        ),
    )
    typing.keys("!")
    typing.check()


def test_a_paste_takes_the_place_of_the_selection_and_the_text_goes_on_behind_it(typing: Typing) -> None:
    typing.keys("một hai ba")
    typing.select(TextPosition(0, 4), TextPosition(0, 7))
    typing.paste(_mime("HAI"))
    assert typing.blocks() == (plain("một HAI ba"),)
    assert typing.here() == TextPosition(0, 7)
    typing.check()


@pytest.mark.parametrize(
    ("typed", "at", "words", "line"),
    [
        ("haiba", 3, "một ", "haimột ba"),
        ("hai", 3, " ba ", "hai ba "),
        ("hai ba", 4, " và ", "hai và ba"),
        ("Theo , xét", 5, "1. Luật ", "Theo 1. Luật, xét"),
        ("ngày ", 5, "- 5", "ngày - 5"),
        ("hai", 0, " một ", "một hai"),
    ],
)
def test_words_pasted_into_a_line_stay_in_it_at_their_distance(
    typing: Typing, typed: str, at: int, words: str, line: str
) -> None:
    typing.keys(typed)
    typing.place(0, at)
    typing.paste(_mime(words))
    assert typing.lines() == [line]
    typing.check()


def test_whole_lines_pasted_behind_words_are_paragraphs(typing: Typing) -> None:
    typing.keys("Giao:")
    typing.paste(_mime("1. Sở Nội vụ\r\n"))
    assert typing.lines() == ["Giao:", "1. Sở Nội vụ"]


def test_a_list_pasted_into_a_list_goes_on_counting(typing: Typing) -> None:
    typing.keys("1. An\n")
    typing.paste(_mime("1. Bình\n2. Chi\n- Dung"))
    assert typing.lines() == ["1. An", "2. Bình", "3. Chi", "- Dung"]
    typing.check()


def test_cells_of_a_spreadsheet_become_a_table(typing: Typing) -> None:
    typing.keys("trên")
    typing.paste(_mime("TT\tTên\n1\tAn\n2\tBình\n"))
    table = typing.blocks()[1]
    assert isinstance(table, Table)
    assert len(table.rows) == 3
    typing.check()


def test_tables_of_html_come_whole(typing: Typing) -> None:
    html = "<table><tr><td colspan=2>Đầu</td></tr><tr><td>1</td><td>2</td></tr></table>"
    typing.paste(_mime("x", html))
    table = next(block for block in typing.blocks() if isinstance(block, Table))
    assert table.rows[0].cells[0].colspan == 2
    typing.check()


def test_an_old_encoding_is_offered_as_unicode(typing: Typing) -> None:
    old = "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc"
    typing.paste(_mime(old))
    strip = typing.editor.strip
    assert strip.isVisible()
    assert "TCVN3" in strip.words.text()
    strip.accept_button.click()
    typing.settle()
    assert typing.lines()[0].startswith("Cộng hòa xã hội chủ nghĩa Việt Nam")
    assert not strip.isVisible()
    typing.check()
    typing.ctrl(Qt.Key.Key_Z)
    assert typing.blocks() == ()


def test_the_offer_does_nothing_once_the_clerk_went_on(typing: Typing) -> None:
    typing.paste(_mime("Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do"))
    typing.keys("!")
    before = typing.blocks()
    typing.editor.clipboard.use_encoding(TCVN3)
    assert typing.blocks() == before


def test_nothing_is_pasted_while_nothing_was_copied(typing: Typing) -> None:
    QGuiApplication.clipboard().clear()
    typing.keys("chữ")
    typing.ctrl(Qt.Key.Key_V)
    assert typing.lines() == ["chữ"]


def test_a_picture_is_left_out_with_a_notice(typing: Typing) -> None:
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    typing.paste(data)
    assert typing.blocks() == ()
    assert typing.editor.strip.isVisible()
    assert "Hình ảnh" in typing.editor.strip.words.text()


def test_the_address_of_a_copied_file_is_not_pasted(typing: Typing) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/thư/a.docx")])
    typing.paste(data)
    assert typing.blocks() == ()
    assert "Tệp" in typing.editor.strip.words.text()


def test_a_large_paste_goes_in_slices_and_is_one_step(typing: Typing, qtbot: QtBot) -> None:
    line = "Các cơ quan, đơn vị tổ chức thực hiện nghiêm túc nội dung văn bản này và báo cáo kết quả."
    typing.keys("đầu")
    typing.editor.clipboard.paste(_mime("\n".join(f"- {line} {number}" for number in range(3000))))
    assert typing.editor.clipboard.is_busy
    assert typing.editor.strip.progress.isVisible()
    typing.keys("x")
    qtbot.waitUntil(lambda: typing.editor.desk.takes_keys, timeout=20000)
    assert len(typing.blocks()) >= 3000
    assert typing.editor.view.document().blockCount() == len(typing.blocks())
    assert not typing.editor.view.isReadOnly()
    assert not typing.editor.strip.isVisible()
    assert typing.here().block == len(typing.blocks()) - 1
    typing.ctrl(Qt.Key.Key_Z)
    assert typing.blocks() == (plain("đầu"),)
    typing.check()


def test_a_large_paste_can_be_cancelled(typing: Typing) -> None:
    typing.editor.clipboard.paste(_mime("Nội dung của một dòng rất dài để đọc.\n" * 20000))
    busy = typing.editor.desk.busy
    assert busy == {"pasting"}
    typing.editor.strip.close_button.click()
    assert not busy
    assert typing.blocks() == ()
    assert not typing.editor.view.isReadOnly()


def test_a_copy_inside_the_program_loses_nothing(typing_in: Callable[..., Typing]) -> None:
    body = (plain("Đề mục", ITEM, title=True), plain("việc", DASH), table_of(("a", "b")), plain("cuối"))
    typing = typing_in(Letter(body=body))
    typing.ctrl(Qt.Key.Key_A)
    typing.ctrl(Qt.Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "1. Đề mục\n- việc\na\tb\ncuối"
    assert "<b>1. Đề mục</b>" in data.html()
    typing.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    typing.keys("\n")
    typing.ctrl(Qt.Key.Key_V)
    assert typing.blocks() == (*body, *body)
    typing.check()


def test_cut_words_are_pasted_elsewhere(typing: Typing) -> None:
    typing.keys("một hai")
    typing.select(TextPosition(0, 3), TextPosition(0, 7))
    typing.ctrl(Qt.Key.Key_X)
    assert typing.blocks() == (plain("một"),)
    typing.press(Qt.Key.Key_Home)
    typing.ctrl(Qt.Key.Key_V)
    assert typing.blocks() == (plain(" haimột"),)
    typing.check()


def test_what_is_dragged_moves(typing: Typing) -> None:
    typing.keys("một hai ba")
    typing.select(TextPosition(0, 0), TextPosition(0, 4))
    data = typing.editor.clipboard.mime_data()
    cursor = typing.editor.view.textCursor()
    cursor.setPosition(8)
    typing.editor.clipboard.drop(data, cursor, moved=True)
    assert typing.blocks() == (plain("hai một ba"),)
    typing.check()


def test_a_change_past_the_draft_is_shown_away(typing: Typing, qtbot: QtBot) -> None:
    typing.keys("một hai")
    typing.editor.view.textCursor().insertText("fremd")
    qtbot.waitUntil(lambda: typing.lines() == ["một hai"])
    typing.check()


def test_cells_are_copied_as_a_table_and_pasted_over_others(typing_in: Callable[..., Typing]) -> None:
    rows = (("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))
    typing = typing_in(Letter(body=(table_of(*rows, header_rows=1), plain("sau"))))
    typing.select(at_cell(0, 0, 1), at_cell(0, 1, 2, 1))
    typing.ctrl(Qt.Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "b\tc\ne\tf"
    assert "<td><p>b</p></td><td><p>c</p></td></tr>" in data.html()
    typing.editor.focus_position(at_cell(0, 1, 0))
    typing.ctrl(Qt.Key.Key_V)
    assert typing.blocks()[0] == table_of(("a", "b", "c"), ("b", "c", "f"), ("e", "f", "i"), header_rows=1)
    typing.place(1, 3)
    typing.ctrl(Qt.Key.Key_V)
    assert typing.blocks()[2] == table_of(("b", "c"), ("e", "f"), header_rows=1)
    typing.check()


def test_a_merged_cell_is_copied_no_further_than_what_is_selected(
    typing_in: Callable[..., Typing],
) -> None:
    wide = Row(cells=(Cell(blocks=(plain("rộng"),), colspan=2), Cell(blocks=(plain("x"),), rowspan=2)))
    below = Row(cells=(Cell(blocks=(plain("a"),)), Cell(blocks=(plain("b"),))))
    typing = typing_in(Letter(body=(Table(rows=(wide, below)),)))
    typing.select(at_cell(0, 0, 0), at_cell(0, 1, 1, 1))
    typing.ctrl(Qt.Key.Key_C)
    typing.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    typing.keys("y")
    typing.ctrl(Qt.Key.Key_V)
    assert typing.blocks()[2] == Table(rows=(replace(wide, cells=wide.cells[:1]), below))
    typing.check()


def _items(*words: str) -> Letter:
    return Letter(body=(*(plain(one, ITEM) for one in words), plain("bốn năm")))


def test_words_copied_from_a_khoan_are_pasted_as_words(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(_items("Giao Sở Nội vụ", "Giao Sở Y tế"))
    typing.select(TextPosition(1, 5), TextPosition(1, 12))
    typing.ctrl(Qt.Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    assert (data.text(), "<p>Sở Y tế</p>" in data.html()) == ("Sở Y tế", True)
    typing.place(2, 4)
    typing.ctrl(Qt.Key.Key_V)
    assert typing.lines() == ["1. Giao Sở Nội vụ", "2. Giao Sở Y tế", "bốn Sở Y tếnăm"]
    typing.check()


def test_a_whole_khoan_is_a_khoan_only_on_a_line_of_its_own(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(_items("một", "hai"))
    typing.select(TextPosition(1, 0), TextPosition(1, 3))
    typing.ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "2. hai"
    typing.place(2, 4)
    typing.ctrl(Qt.Key.Key_V)
    assert typing.lines()[2] == "bốn hainăm"
    typing.keys("\n")
    typing.press(Qt.Key.Key_Up)
    typing.press(Qt.Key.Key_End)
    typing.keys("\n")
    typing.ctrl(Qt.Key.Key_V)
    assert typing.lines() == ["1. một", "2. hai", "bốn hai", "3. hai", "năm"]
    typing.check()


def test_what_is_cut_out_of_two_khoan_can_be_put_back(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(_items("một hai", "ba bốn"))
    before = typing.blocks()
    typing.select(TextPosition(0, 4), TextPosition(1, 2))
    typing.ctrl(Qt.Key.Key_X)
    assert typing.lines()[0] == "1. một  bốn"
    typing.ctrl(Qt.Key.Key_V)
    assert typing.blocks() == before


def test_a_word_dragged_out_of_a_khoan_stays_a_word(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(_items("một hai"))
    typing.select(TextPosition(0, 4), TextPosition(0, 7))
    data = typing.editor.clipboard.mime_data()
    cursor = typing.editor.view.textCursor()
    cursor.setPosition(typing.editor.desk.mirror.place_of(TextPosition(1, 4)))
    typing.editor.clipboard.drop(data, cursor, moved=True)
    assert typing.lines() == ["1. một", "bốn hainăm"]
