"""The page Mẫu: searching, choosing, stars, deleting and taking back, by real keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.letter.model import Letter
from app.library.template import Template
from app.library.templates import Kept
from app.ui.office import Office
from app.ui.templates.page import TemplatesPage
from app.ui.templates.shelf import CATEGORIES, OWN, STARRED
from tests.support.clerk import Clerk, wait_until

OWN_ONE = Template(name="Mẫu riêng", category="Khác", letter=Letter(subject="việc riêng"))


def _names(page: TemplatesPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


def test_the_cursor_stands_in_the_search_and_words_are_found_without_marks(
    page: TemplatesPage, clerk: Clerk
) -> None:
    clerk.type("don doc")
    assert page.search.hasFocus()
    assert page.chosen is not None
    assert page.chosen.template.name == "Đôn đốc"
    assert page.list.currentRow() == 0


def test_down_goes_into_the_list_and_up_leaves_it_at_its_top(page: TemplatesPage, clerk: Clerk) -> None:
    clerk.press("Down")
    assert page.list.hasFocus()
    clerk.press("Down", "Up", "Up")
    assert page.search.hasFocus()


def test_nothing_found_says_so_and_shows_the_three_most_used(page: TemplatesPage, clerk: Clerk) -> None:
    clerk.type("xyzxyz")
    assert "xyzxyz" in page.hint.text()
    assert page.hint.isVisible()
    assert len(_names(page)) == 3


def test_the_page_of_the_chosen_template_is_made_a_moment_later_with_its_prompts_marked(
    page: TemplatesPage, clerk: Clerk
) -> None:
    clerk.type("don doc")
    assert wait_until(lambda: page.shown.driver is not None and page.shown.driver.is_done)
    assert page.shown.driver is not None
    assert wait_until(lambda: bool(page.shown.driver and page.shown.driver.shown.open_places))
    clerk.press("Ctrl+A")
    clerk.type("phuc dap")
    assert page.shown.title.accessibleName() == "Phúc đáp"


def test_a_star_puts_a_template_at_the_head_and_into_its_category(page: TemplatesPage, clerk: Clerk) -> None:
    clerk.type("don doc")
    clerk.press("Ctrl+D", "Ctrl+A", "Delete")
    assert _names(page)[0] == "Đôn đốc"
    page.categories.setCurrentRow(CATEGORIES.index(STARRED))
    assert _names(page) == ["Đôn đốc"]


def test_a_click_on_the_star_does_the_same(page: TemplatesPage) -> None:
    rect = page.list.visualItemRect(page.list.item(1))
    place = rect.topRight()
    place.setX(place.x() - 20)
    place.setY(place.y() + 12)
    name = page.list.item(1).text()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert _names(page)[0] == name


def test_an_own_template_is_deleted_and_comes_back(
    page: TemplatesPage, keep: Callable[[Template], Kept], clerk: Clerk, office: Office
) -> None:
    kept = keep(OWN_ONE)
    page.entered()
    clerk.type("mau rieng")
    clerk.press("Down", "Delete")
    assert office.session.library.templates.get(kept.template.id) is None
    notice = page.notices.notice("removed")
    assert notice is not None
    assert "Mẫu riêng" in notice.words.text()
    clerk.click("Hoàn tác")
    assert office.session.library.templates.get(kept.template.id) == kept
    assert page.chosen == kept


def test_a_built_in_template_cannot_be_deleted_but_duplicated(page: TemplatesPage, clerk: Clerk) -> None:
    clerk.type("don doc")
    assert not page.shown.buttons["remove"].isEnabled()
    clerk.press("Down", "Delete")
    assert not page.notices.sentences
    clerk.click("Lập mẫu tương tự")
    assert page.chosen is not None
    assert not page.chosen.is_builtin
    assert page.chosen.template.name == "Đôn đốc (2)"
    page.categories.setCurrentRow(CATEGORIES.index(OWN))
    assert _names(page) == ["Đôn đốc (2)"]


def test_the_shortcut_leads_from_anywhere_to_the_search(office: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N", "Ctrl+Shift+M")
    assert clerk.focus is office.templates.page().search


def test_an_own_template_is_listed_with_its_category(
    page: TemplatesPage, keep: Callable[[Template], Kept]
) -> None:
    keep(OWN_ONE)
    page.entered()
    assert page.list.item(0).toolTip() == "Khác"
    keep(Template(name="Mẫu riêng thứ hai", category="Khác", description="Dùng cho trường."))
    page.entered()
    assert [page.list.item(row).toolTip() for row in range(2)] == ["Khác", "Dùng cho trường."]
