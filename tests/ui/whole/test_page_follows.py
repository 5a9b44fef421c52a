"""The page shows what the clerk is writing, wherever in the form that is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.office import Office
from app.ui.page.places import FIXED
from tests.support.clerk import Clerk, name_of, wait_until
from tests.ui.whole.conftest import SAMPLES


def test_the_page_stays_with_the_field_that_is_typed_in(office: Office, clerk: Clerk) -> None:
    office.files.from_sample(SAMPLES / "ngoc-hoi-2021.congvan")
    workspace = office.workspace
    assert workspace is not None
    # The cursor of the text stands at its end, on the last page.
    clerk.press("Alt+N", "Ctrl+End")
    workspace.driver.finish()
    assert wait_until(lambda: workspace.page.page > 0)
    clerk.press("Alt+Y")
    clerk.type(" abc")
    workspace.driver.finish()
    assert wait_until(lambda: workspace.page.page == 0)
    # Where the page moved by itself it did so in the next turns of the loop.
    QTest.qWait(200)
    assert workspace.page.page == 0


def test_ctrl_tab_leaves_the_text_both_ways(office: Office, clerk: Clerk) -> None:
    office.files.from_sample(SAMPLES / "ngoc-hoi-2021.congvan")
    clerk.press("Alt+N")
    text = clerk.focus
    clerk.press("Ctrl+Tab")
    after = clerk.focus
    clerk.press("Shift+Tab")
    assert clerk.focus is text
    clerk.press("Ctrl+Shift+Tab")
    assert clerk.focus not in (text, after), name_of(clerk.focus)
    clerk.press("Tab")
    assert clerk.focus is text


def test_an_undo_of_the_text_leads_back_to_it(office: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N", "Alt+N")
    text = clerk.focus
    clerk.type("một hai")
    clerk.press("Alt+P")
    clerk.click("Thêm phụ lục")
    clerk.press("Tab", "Tab")
    appendix = clerk.focus
    clerk.type("ba bốn")
    clerk.press("Alt+Y", "Ctrl+Z")
    assert clerk.focus is appendix
    clerk.press("Alt+Y", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert clerk.focus is text
    # A section that was closed meanwhile opens again.
    workspace = office.workspace
    assert workspace is not None
    clerk.press("Alt+Y")
    workspace.form.sections["noi_dung"].set_open(False)
    clerk.press("Ctrl+Y")
    assert clerk.focus is text
    assert text.isVisible()


def test_the_text_of_an_opened_letter_begins_at_its_beginning(office: Office, clerk: Clerk) -> None:
    office.files.from_sample(SAMPLES / "ngoc-hoi-2021.congvan")
    workspace = office.workspace
    assert workspace is not None
    clerk.press("Alt+N")
    assert (workspace.body.position.block, workspace.body.position.offset) == (0, 0)


def test_a_click_on_any_part_of_the_page_leads_to_its_field_and_marks_it(
    office: Office, clerk: Clerk
) -> None:
    office.files.from_sample(SAMPLES / "gia-lai-930-du-thao.congvan")
    workspace = office.workspace
    assert workspace is not None
    workspace.driver.finish()
    clerk.settle()
    page, driver = workspace.page, workspace.driver
    led: dict[str, str] = {}
    for where in driver.preview.places_on(0) + driver.preview.places_on(driver.page_count - 1):
        if where.field in FIXED or where.position is not None or where.field in led:
            continue
        box = page.sheets.box_of(driver.preview.lines_of(where)[0])
        page.bring_into_view(box)
        clerk.settle()
        middle = (box.center() - page.seen.topLeft()).toPoint()
        QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        clerk.settle()
        led[where.field] = name_of(clerk.focus)
        marked = page._marked.where
        assert marked is not None
        assert marked.field == where.field, (where, marked)
    assert led == {
        "issuers": "Cơ quan chủ quản",
        "code": "Số",
        "place": "Địa danh",
        "subject": "V/v",
        "addressees": "Kính gửi",
        "recipients": "Nơi nhận",
        "archive": "Lưu",
        "signatures": "Chức vụ",
    }
