"""Typing from an empty text: characters, levels, Enter and Backspace, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.letter.model import Alignment, Appendix, Letter, Level, PageBreak, Paragraph, Run, Status
from tests.support.bodies import Typing, plain

ITEM, POINT, DASH, PLUS = Level.ITEM, Level.POINT, Level.DASH, Level.PLUS


def _with_look(text: str, look: str) -> Run:
    return Run(text=text, bold=look == "bold", italic=look == "italic", underline=look == "underline")


def test_words_become_a_paragraph(typing: Typing) -> None:
    typing.keys("Kính thưa các đồng chí")
    assert typing.blocks() == (plain("Kính thưa các đồng chí"),)
    typing.check()


@pytest.mark.parametrize(
    ("typed", "level", "label"),
    [
        ("1. ", ITEM, "1."),
        ("a) ", POINT, "a)"),
        ("- ", DASH, "-"),
        ("+ ", PLUS, "+"),
        ("I. ", Level.ROMAN_SECTION, "I."),
        ("Điều 1. ", Level.ARTICLE, "Điều 1."),
    ],
)
def test_a_mark_at_the_start_of_a_line_makes_its_level(
    typing: Typing, typed: str, level: Level, label: str
) -> None:
    typing.keys(typed + "Nội dung")
    assert typing.blocks() == (plain("Nội dung", level),)
    assert typing.lines() == [f"{label} Nội dung"]
    typing.check()


def test_a_sentence_that_begins_with_a_word_of_a_level_stays_a_sentence(typing: Typing) -> None:
    typing.keys("Điều kiện làm việc")
    assert typing.blocks() == (plain("Điều kiện làm việc"),)


def test_undo_gives_the_typed_mark_back(typing: Typing) -> None:
    typing.keys("1. ")
    typing.ctrl(Qt.Key.Key_Z)
    assert typing.blocks() == (plain("1. "),)
    typing.keys("x")
    assert typing.blocks() == (plain("1. x"),)


def test_a_number_that_does_not_follow_is_kept_by_hand(typing: Typing) -> None:
    typing.keys("5. Năm\nSáu")
    assert typing.lines() == ["5. Năm", "6. Sáu"]


def test_enter_goes_on_in_the_level_and_numbers_anew(typing: Typing) -> None:
    typing.keys("1. Một\nHai\nBa")
    typing.place(1, 3)
    typing.keys("\n")
    assert typing.lines() == ["1. Một", "2. Hai", "3.", "4. Ba"]
    typing.check()


def test_a_mark_typed_where_the_program_has_numbered_is_no_mark_twice(typing: Typing) -> None:
    typing.keys("1. Một\n2. Hai\n- x\n- y")
    assert typing.lines() == ["1. Một", "2. Hai", "- x", "- y"]
    typing.check()


def test_below_the_heading_of_a_khoan_come_dashes_and_then_the_next_heading(typing: Typing) -> None:
    typing.keys("1. Sở Nội vụ")
    typing.ctrl(Qt.Key.Key_K, shift=True)
    typing.keys("\nChủ trì\nPhối hợp\n\nSở Tài chính")
    assert typing.blocks() == (
        plain("Sở Nội vụ", ITEM, title=True),
        plain("Chủ trì", DASH),
        plain("Phối hợp", DASH),
        plain("Sở Tài chính", ITEM, title=True),
    )
    typing.check()


def test_enter_in_an_empty_item_goes_one_level_up(typing: Typing) -> None:
    typing.keys("1. Một\na) A\n\n\n")
    assert typing.blocks() == (plain("Một", ITEM), plain("A", POINT), plain(""))
    typing.keys("\n")
    assert len(typing.blocks()) == 4


def test_tab_changes_the_level_at_any_place_of_a_paragraph(typing: Typing) -> None:
    typing.keys("abc")
    typing.place(0, 1)
    levels = []
    for _ in range(5):
        typing.keys("\t")
        block = typing.blocks()[0]
        assert isinstance(block, Paragraph)
        levels.append(block.level)
    assert levels == [ITEM, POINT, DASH, PLUS, PLUS]
    assert typing.here().offset == 1
    typing.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert typing.blocks() == (plain("abc", DASH),)
    assert typing.editor.view.hasFocus()
    typing.check()


def test_backspace_at_the_start_takes_the_level_and_then_joins(typing: Typing) -> None:
    typing.keys("Một\n- Hai")
    typing.place(1, 0)
    typing.keys("\b")
    assert typing.blocks() == (plain("Một"), plain("Hai"))
    typing.keys("\b")
    assert typing.blocks() == (plain("MộtHai"),)
    assert typing.here().offset == 3
    typing.check()


def test_delete_at_the_end_joins_the_next_paragraph(typing: Typing) -> None:
    typing.keys("Một\nHai")
    typing.place(0, 3)
    typing.press(Qt.Key.Key_Delete)
    assert typing.blocks() == (plain("MộtHai"),)
    typing.check()


def test_words_are_deleted_with_ctrl(typing: Typing) -> None:
    typing.keys("một hai ba")
    typing.ctrl(Qt.Key.Key_Backspace)
    assert typing.blocks() == (plain("một hai "),)
    typing.press(Qt.Key.Key_Home)
    typing.ctrl(Qt.Key.Key_Delete)
    assert typing.blocks() == (plain("hai "),)
    typing.check()


def test_typing_replaces_the_selection_over_paragraphs(typing: Typing) -> None:
    typing.keys("Một\nHai\nBa")
    typing.place(0, 1)
    typing.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, times=2)
    typing.keys("x")
    assert typing.blocks() == (plain("Mxa"),)
    typing.check()


def test_everything_can_be_deleted_and_typed_anew(typing: Typing) -> None:
    typing.keys("Một\n1. Hai")
    typing.ctrl(Qt.Key.Key_A)
    typing.press(Qt.Key.Key_Delete)
    typing.check()
    typing.keys("x")
    typing.check()
    assert [block.runs for block in typing.blocks() if isinstance(block, Paragraph)] == [(Run(text="x"),)]


def test_shift_enter_breaks_the_line_in_the_paragraph(typing: Typing) -> None:
    typing.keys("một")
    typing.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    typing.keys("hai")
    assert typing.blocks() == (plain("một\nhai"),)
    typing.check()


def test_enter_of_the_number_pad_is_enter(typing: Typing) -> None:
    typing.keys("a")
    typing.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert len(typing.blocks()) == 2


def test_a_page_break_stands_between_paragraphs(typing: Typing) -> None:
    typing.keys("một")
    typing.ctrl(Qt.Key.Key_Return)
    typing.keys("hai")
    assert typing.blocks() == (plain("một"), PageBreak(), plain("hai"))
    typing.check()
    typing.place(2, 0)
    typing.keys("\b")
    assert typing.blocks() == (plain("một"), plain("hai"))
    typing.check()


@pytest.mark.parametrize(
    ("key", "look"),
    [(Qt.Key.Key_B, "bold"), (Qt.Key.Key_I, "italic"), (Qt.Key.Key_U, "underline")],
)
def test_looks_are_given_to_a_selection_and_to_what_is_typed_next(
    typing: Typing, key: Qt.Key, look: str
) -> None:
    typing.keys("abc")
    typing.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    typing.ctrl(key)
    wanted = _with_look("c", look)
    assert typing.blocks() == (Paragraph(runs=(Run(text="ab"), wanted)),)
    assert typing.editor.view.textCursor().hasSelection()
    typing.ctrl(key)
    typing.press(Qt.Key.Key_End)
    typing.ctrl(key)
    typing.keys("d")
    assert typing.blocks() == (Paragraph(runs=(Run(text="abc"), _with_look("d", look))),)
    typing.ctrl(key)
    typing.keys("e")
    assert typing.blocks()[0] == Paragraph(runs=(Run(text="abc"), _with_look("d", look), Run(text="e")))
    typing.check()


def test_ctrl_e_centres(typing: Typing) -> None:
    typing.keys("abc")
    typing.ctrl(Qt.Key.Key_E)
    assert typing.blocks() == (Paragraph(runs=(Run(text="abc"),), alignment=Alignment.CENTER),)
    typing.ctrl(Qt.Key.Key_E)
    assert typing.blocks() == (plain("abc"),)


def test_levels_are_set_by_their_keys(typing: Typing) -> None:
    typing.keys("abc")
    typing.ctrl(Qt.Key.Key_2, alt=True)
    assert typing.blocks() == (plain("abc", POINT),)


def test_can_cu_is_a_level_of_its_own(typing: Typing) -> None:
    typing.ctrl(Qt.Key.Key_C, alt=True)
    typing.keys("Căn cứ Luật\nCăn cứ Nghị định\n\nĐề nghị")
    assert [block.level for block in typing.blocks() if isinstance(block, Paragraph)] == [
        Level.LEGAL_BASIS,
        Level.LEGAL_BASIS,
        Level.PLAIN,
    ]
    typing.check()


def test_undo_takes_back_a_word_at_a_time(typing: Typing) -> None:
    typing.keys("một hai ba")
    seen = []
    while typing.draft.can_undo:
        typing.ctrl(Qt.Key.Key_Z)
        typing.check()
        seen.append(typing.lines()[0])
    assert seen == ["một hai ", "một ", ""]
    while typing.draft.can_redo:
        typing.ctrl(Qt.Key.Key_Y)
    assert typing.blocks() == (plain("một hai ba"),)
    assert typing.here().offset == 10


def test_a_pause_ends_what_is_undone_together(typing: Typing) -> None:
    typing.keys("một")
    typing.now += 5
    typing.keys("mai")
    typing.ctrl(Qt.Key.Key_Z)
    assert typing.blocks() == (plain("một"),)


def test_undo_puts_the_cursor_where_the_change_was(typing: Typing) -> None:
    typing.keys("một\nhai\nba")
    typing.place(0, 2)
    typing.keys("X")
    typing.place(2, 1)
    typing.ctrl(Qt.Key.Key_Z)
    assert (typing.here().block, typing.here().offset) == (0, 2)


def test_a_change_from_outside_keeps_the_cursor_at_its_words(typing: Typing) -> None:
    typing.keys("một\nhai")
    typing.place(1, 2)
    typing.draft.apply(lambda letter: replace(letter, body=(plain("không"), *letter.body)))
    assert (typing.here().block, typing.here().offset) == (2, 2)
    typing.check()


def test_a_locked_letter_is_only_read(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(Letter(status=Status.ISSUED, body=(plain("xong"),)))
    typing.keys("abc\n\b\t")
    typing.press(Qt.Key.Key_Delete)
    typing.ctrl(Qt.Key.Key_B)
    typing.compose(commit="x")
    assert typing.blocks() == (plain("xong"),)
    assert typing.editor.view.isReadOnly()
    assert not typing.editor.toolbar.buttons["bold"].isEnabled()


def test_f6_asks_to_leave(typing: Typing) -> None:
    asked = []
    typing.editor.leave_requested.connect(lambda: asked.append(True))
    typing.press(Qt.Key.Key_F6)
    assert asked == [True]


def test_characters_outside_the_first_plane_are_one_character_each(typing: Typing) -> None:
    typing.keys("a😀b")
    typing.place(0, 2)
    typing.keys("x\b\b")
    assert typing.blocks() == (plain("ab"),)
    typing.check()


def test_an_appendix_is_edited_alike(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(Letter(body=(plain("thân"),), appendices=(Appendix(),)), 0)
    typing.keys("1. Một\nHai")
    assert typing.lines() == ["1. Một", "2. Hai"]
    assert typing.draft.letter.body == (plain("thân"),)
    typing.check()
