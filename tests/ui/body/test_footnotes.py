"""Footnotes: put in, typed, renumbered, taken away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.letter.model import Footnote, Letter, Paragraph, Run
from app.letter.positions import TextPosition
from tests.support.bodies import Typing


def _note(text: str) -> Footnote:
    return Footnote(runs=(Run(text=text),) if text else ())


def _with_note(letter: Letter, note: Footnote) -> Letter:
    return replace(letter, body=(Paragraph(runs=(Run(text="chu", footnote=note),)),))


def _type_note(typing: Typing, words: str) -> None:
    typing.ctrl(Qt.Key.Key_F, alt=True)
    assert typing.editor.notes.isVisible()
    QTest.keyClicks(typing.editor.notes.line, words)
    QTest.keyClick(typing.editor.notes.line, Qt.Key.Key_Return)


def test_a_footnote_is_typed_in_a_popup_and_the_text_goes_on_behind_its_mark(typing: Typing) -> None:
    typing.keys("chu")
    _type_note(typing, "Luat so 24")
    typing.keys(" sau")
    assert typing.blocks() == (
        Paragraph(runs=(Run(text="chu", footnote=_note("Luat so 24")), Run(text=" sau"))),
    )
    assert not typing.editor.notes.isVisible()
    assert typing.editor.view.hasFocus()
    typing.check()


def test_footnotes_are_numbered_through_the_text(typing: Typing) -> None:
    typing.keys("mot")
    _type_note(typing, "a")
    typing.keys("\nhai")
    _type_note(typing, "b")
    typing.place(0, 0)
    typing.keys("x")
    _type_note(typing, "truoc")
    typing.check()
    typing.place(0, 2)
    typing.keys("\b")
    typing.check()
    assert [
        run.footnote for block in typing.blocks() if isinstance(block, Paragraph) for run in block.runs
    ] == [
        _note("a"),
        _note("b"),
    ]


def test_the_command_beside_a_mark_opens_that_footnote(typing: Typing) -> None:
    typing.keys("chu")
    _type_note(typing, "cu")
    typing.ctrl(Qt.Key.Key_F, alt=True)
    assert typing.editor.notes.line.words() == "cu"
    QTest.keyClick(typing.editor.notes.line, Qt.Key.Key_End)
    QTest.keyClicks(typing.editor.notes.line, "ng moi")
    assert typing.blocks() == (Paragraph(runs=(Run(text="chu", footnote=_note("cung moi")),)),)


def test_undo_in_the_popup_is_the_letters(typing: Typing) -> None:
    typing.keys("chu")
    typing.ctrl(Qt.Key.Key_F, alt=True)
    line = typing.editor.notes.line
    QTest.keyClicks(line, "mot")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert typing.blocks() == (Paragraph(runs=(Run(text="chu", footnote=_note("")),)),)
    assert line.words() == ""
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not typing.editor.notes.isVisible()
    typing.check()


def test_a_footnote_is_deleted_by_its_button(typing: Typing) -> None:
    typing.keys("chu")
    typing.ctrl(Qt.Key.Key_F, alt=True)
    typing.editor.notes.remove.click()
    assert typing.blocks() == (Paragraph(runs=(Run(text="chu"),)),)
    assert typing.here() == TextPosition(0, 3)
    typing.check()


def test_the_looks_of_a_footnote_stay_when_its_words_change(typing: Typing) -> None:
    typing.keys("chu")
    typing.ctrl(Qt.Key.Key_F, alt=True)
    note = Footnote(runs=(Run(text="a"), Run(text="nghieng", italic=True)))
    typing.draft.apply(lambda letter: _with_note(letter, note))
    QTest.keyClick(typing.editor.notes.line, Qt.Key.Key_End)
    QTest.keyClicks(typing.editor.notes.line, "!")
    block = typing.blocks()[0]
    assert isinstance(block, Paragraph)
    assert block.runs[0].footnote == Footnote(runs=(Run(text="a"), Run(text="nghieng!", italic=True)))


def test_a_click_into_the_text_closes_the_popup(typing: Typing) -> None:
    typing.keys("một hai")
    typing.ctrl(Qt.Key.Key_F, alt=True)
    popup = typing.editor.notes
    assert popup.isVisible()
    QTest.mouseClick(typing.editor.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(16, 16))
    assert not popup.isVisible()
    typing.keys("x")
    assert typing.lines()[0].replace("\ufffc", "").replace("x", "") == "một hai"
