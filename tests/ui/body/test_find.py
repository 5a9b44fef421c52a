"""Find and replace: a bar over the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.letter.model import Appendix, Cell, Footnote, Letter, Paragraph, Row, Run, Table
from app.letter.positions import BODY, TextPosition, footnotes, note_text
from tests.support.bodies import Typing, at_cell, plain, table_of


@pytest.fixture
def found(typing_in: Callable[..., Typing]) -> Typing:
    typing = typing_in(
        Letter(
            body=(
                plain("Ủy ban nhân dân tỉnh"),
                Paragraph(runs=(Run(text="giao ủy "), Run(text="ban", bold=True), Run(text=" huyện"))),
                table_of(("Ủy ban", "x")),
            )
        )
    )
    typing.place(0, 0)
    return typing


def _look_for(typing: Typing, words: str) -> None:
    typing.ctrl(Qt.Key.Key_F)
    typing.editor.find_bar.words.setText(words)


def test_every_place_is_found_in_order_and_around(found: Typing) -> None:
    _look_for(found, "ủy ban")
    bar = found.editor.find_bar
    assert bar.words.hasFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(bar.words, Qt.Key.Key_Return)
        seen.append((found.here().text.cell, found.here().block))
    assert seen == [(None, 0), (None, 1), ((2, 0, 0), 0), (None, 0)]
    assert found.editor.view.textCursor().selectedText() == "Ủy ban"
    assert bar.count.text() == "1/3"
    QTest.keyClick(bar.words, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert found.here().text.cell == (2, 0, 0)


def test_words_without_marks_are_found_when_wanted(found: Typing) -> None:
    _look_for(found, "uy ban")
    bar = found.editor.find_bar
    assert bar.count.text() == "Không có"
    bar.folded.setChecked(True)
    assert bar.count.text() == "3 chỗ"


def test_whole_words_only_when_wanted(found: Typing) -> None:
    _look_for(found, "ủ")
    bar = found.editor.find_bar
    assert bar.count.text() == "3 chỗ"
    bar.whole_words.setChecked(True)
    assert bar.count.text() == "Không có"


def test_all_are_replaced_in_one_step_in_the_look_that_was_there(found: Typing) -> None:
    before = found.blocks()
    found.ctrl(Qt.Key.Key_H)
    bar = found.editor.find_bar
    bar.words.setText("ban")
    bar.replacement.setText("BAN TỔ CHỨC")
    told: list[str] = []
    found.editor.status_message.connect(told.append)
    bar.replace_all_button.click()
    assert told == ["Đã thay 3 chỗ."]
    assert found.blocks()[1] == Paragraph(
        runs=(Run(text="giao ủy "), Run(text="BAN TỔ CHỨC", bold=True), Run(text=" huyện"))
    )
    found.check()
    found.draft.undo()
    assert found.blocks() == before
    found.check()


def test_one_is_replaced_and_the_next_selected(found: Typing) -> None:
    found.ctrl(Qt.Key.Key_H)
    bar = found.editor.find_bar
    bar.words.setText("ủy ban")
    bar.replacement.setText("Hội đồng")
    bar.find_next()
    bar.replace_one()
    assert found.blocks()[0] == plain("Hội đồng nhân dân tỉnh")
    assert found.editor.view.textCursor().selectedText() == "ủy ban"
    found.check()


def test_selected_words_are_looked_for(found: Typing) -> None:
    found.select(TextPosition(0, 7), TextPosition(0, 15))
    found.ctrl(Qt.Key.Key_F)
    assert found.editor.find_bar.words.text() == "nhân dân"


def test_escape_gives_the_keys_back_to_the_text(found: Typing) -> None:
    _look_for(found, "ban")
    assert found.editor.view.extraSelections()
    QTest.keyClick(found.editor.find_bar.words, Qt.Key.Key_Escape)
    assert not found.editor.find_bar.isVisible()
    assert found.editor.view.hasFocus()
    assert not found.editor.view.extraSelections()


def test_the_places_follow_the_letter(found: Typing, qtbot: QtBot) -> None:
    _look_for(found, "ban")
    assert found.editor.find_bar.count.text() == "3 chỗ"
    found.editor.focus_position(at_cell(2, 0, 1, 1))
    found.keys(" ban")
    qtbot.waitUntil(lambda: found.editor.find_bar.count.text() == "4 chỗ")


def _noted(words: str) -> Run:
    return Run(text="mang", footnote=Footnote(runs=(Run(text=words, italic=True),)))


@pytest.fixture
def noted(typing_in: Callable[..., Typing]) -> Typing:
    """Words of interest before, in and behind a footnote, and in one of a cell."""
    cell = Cell(blocks=(Paragraph(runs=(_noted("theo Sở An"),)),))
    body = (
        Paragraph(runs=(Run(text="Sở An "), _noted("Sở An và Sở An"), Run(text=" rồi Sở An"))),
        Table(rows=(Row(cells=(cell,)),)),
    )
    typing = typing_in(Letter(body=body))
    typing.place(0, 0)
    return typing


def test_footnotes_are_looked_through_where_their_marks_stand(noted: Typing) -> None:
    _look_for(noted, "sở an")
    bar, popup = noted.editor.find_bar, noted.editor.notes
    assert bar.count.text() == "5 chỗ"
    seen = []
    for _ in range(6):
        QTest.keyClick(bar.words, Qt.Key.Key_Return)
        seen.append((bar.count.text(), popup.isVisible(), popup.line.textCursor().selectionStart()))
        assert bar.words.hasFocus()
    assert [count for count, _, _ in seen] == ["1/5", "2/5", "3/5", "4/5", "5/5", "1/5"]
    assert [shown for _, shown, _ in seen] == [False, True, True, False, True, False]
    assert [start for _, shown, start in seen if shown] == [0, 9, 5]
    QTest.keyClick(bar.words, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert popup.isVisible()
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert noted.editor.view.hasFocus()


def test_all_are_replaced_in_footnotes_too_in_one_step(noted: Typing) -> None:
    before = noted.blocks()
    noted.ctrl(Qt.Key.Key_H)
    bar = noted.editor.find_bar
    bar.words.setText("Sở An")
    bar.replacement.setText("Sở An Bình")
    bar.replace_all_button.click()
    first = noted.blocks()[0]
    assert isinstance(first, Paragraph)
    assert "".join(run.text for run in first.runs) == "Sở An Bình mang rồi Sở An Bình"
    notes = [note.runs for _, note in footnotes(noted.draft.letter, BODY)]
    assert notes == [
        (Run(text="Sở An Bình và Sở An Bình", italic=True),),
        (Run(text="theo Sở An Bình", italic=True),),
    ]
    noted.check()
    noted.draft.undo()
    assert noted.blocks() == before


def test_one_after_the_other_is_replaced_through_a_footnote(noted: Typing) -> None:
    noted.ctrl(Qt.Key.Key_H)
    bar = noted.editor.find_bar
    bar.words.setText("Sở An")
    bar.replacement.setText("Sở An Bình")
    bar.find_next()
    for _ in range(5):
        bar.replace_button.click()
    notes = [note_text(note) for _, note in footnotes(noted.draft.letter, BODY)]
    assert notes == ["Sở An Bình và Sở An Bình", "theo Sở An Bình"]
    assert noted.lines()[0] == "Sở An Bình mang\ufffc rồi Sở An Bình"
    noted.check()


@pytest.mark.parametrize(
    ("target", "told"),
    [("body", "Đã thay 1 chỗ; trong phụ lục còn 3 chỗ."), (0, "Đã thay 2 chỗ; ngoài phụ lục này còn 2 chỗ.")],
)
def test_what_other_texts_still_say_is_told(
    typing_in: Callable[..., Typing], target: str | int, told: str
) -> None:
    appendices = (Appendix(blocks=(plain("Sở An, Sở An"),)), Appendix(blocks=(plain("Sở An"),)))
    typing = typing_in(Letter(body=(plain("Sở An"),), appendices=appendices), target)
    said: list[str] = []
    typing.editor.status_message.connect(said.append)
    typing.place(0)
    typing.ctrl(Qt.Key.Key_H)
    bar = typing.editor.find_bar
    bar.words.setText("Sở An")
    bar.replacement.setText("Sở B")
    bar.replace_all_button.click()
    assert said == [told]
