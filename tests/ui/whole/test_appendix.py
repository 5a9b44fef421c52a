"""The text of a phụ lục is written like the body: menus, F6, the page and its clicks."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.letter.model import Paragraph
from app.letter.positions import BODY, Text, TextPosition, footnotes, where_at
from app.ui.body.editor import BodyEditor
from app.ui.body.view import TextView
from app.ui.office import Office
from app.ui.page.view import PageView
from tests.support.clerk import Clerk
from tests.ui.whole.conftest import SAMPLES

APPENDIX = Text(0)


@pytest.fixture
def editor(office: Office, clerk: Clerk, qtbot: QtBot) -> BodyEditor:
    """The text of a new phụ lục, with some words and the cursor in it."""
    office.open_path(SAMPLES / "ngoc-hoi-2021.congvan")
    qtbot.waitUntil(lambda: office.workspace is not None)
    clerk.settle()
    office.do("writing.add_appendix")
    clerk.settle()
    assert office.workspace is not None
    found = [
        one for one in office.workspace.form.findChildren(BodyEditor) if one.desk.text.appendix is not None
    ]
    found[0].view.setFocus()
    clerk.type("dòng một\ndòng hai")
    return found[0]


def test_f6_leads_out_of_it_and_back(editor: BodyEditor, clerk: Clerk) -> None:
    clerk.press("F6")
    assert isinstance(clerk.focus, PageView)
    clerk.press("Shift+F6")
    assert editor.view.hasFocus()


def test_the_menus_work_in_the_text_that_had_the_cursor(
    editor: BodyEditor, office: Office, clerk: Clerk
) -> None:
    assert office.draft is not None
    in_body = len(list(footnotes(office.draft.letter, BODY)))
    office.window.action("insert_footnote").trigger()
    clerk.type("nguồn\n")
    letter = office.draft.letter
    assert [mark for mark, _ in footnotes(letter, APPENDIX)] == [TextPosition(1, 8, APPENDIX)]
    assert len(list(footnotes(letter, BODY))) == in_body
    assert clerk.focus is editor.view
    assert office.workspace is not None
    office.workspace.form.focus_component("subject")
    office.window.action("find").trigger()
    assert office.workspace.body.find_bar.words.hasFocus()


def test_the_page_follows_its_cursor_and_leads_to_its_characters(
    editor: BodyEditor, office: Office, clerk: Clerk
) -> None:
    workspace = office.workspace
    assert workspace is not None
    workspace.driver.finish()
    clerk.press("Ctrl+Home")
    workspace.body.focus_position(TextPosition(0, 0))
    clerk.settle()
    assert workspace.page.page == 0
    place = where_at(TextPosition(1, 4, APPENDIX))
    workspace.page.component_clicked.emit(place.component, place.path, place.position)
    clerk.settle()
    assert isinstance(clerk.focus, TextView)
    assert editor.position == TextPosition(1, 4, APPENDIX)
    assert workspace.page.page == workspace.driver.page_count - 1
    clerk.type("x")
    assert office.draft is not None
    block = office.draft.letter.appendices[0].blocks[1]
    assert isinstance(block, Paragraph)
    assert block.runs[0].text == "dòngx hai"


def test_a_phu_luc_that_is_gone_does_not_hold_the_keys(
    editor: BodyEditor, office: Office, clerk: Clerk, qtbot: QtBot
) -> None:
    assert office.draft is not None
    while office.draft.letter.appendices:
        clerk.press("Ctrl+Z")
    clerk.settle()
    for _ in range(4):
        clerk.press("F6")
    assert clerk.focus is not None
    office.window.action("insert_footnote").trigger()
    qtbot.waitUntil(lambda: office.draft is not None and office.draft.can_undo)
