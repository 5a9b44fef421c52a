"""The office's own changes to the table of places, made in the window."""

from __future__ import annotations

import pytest

from app.ui.agencies.page import AgenciesPage
from app.ui.agencies.places_dialog import PlacesDialog
from app.ui.office import Office
from tests.support.clerk import Clerk, wait_until


@pytest.fixture
def dialog(ready: Office, commune: object, clerk: Clerk) -> PlacesDialog:
    """The dialog, opened from the page Cơ quan by its link."""
    clerk.press("Alt+5")
    page = ready.window.rooms.currentWidget()
    assert isinstance(page, AgenciesPage)
    page.details.edit_places.click()
    found: list[PlacesDialog] = []

    def is_open() -> bool:
        found[:] = [one for one in ready.window.findChildren(PlacesDialog) if one.isVisible()]
        return bool(found) and found[0].words.hasFocus()

    assert wait_until(is_open)
    return found[0]


def test_a_new_commune_is_found_afterwards(ready: Office, dialog: PlacesDialog, clerk: Clerk) -> None:
    clerk.type("Tân Lập Mới")
    dialog.new.click()
    dialog.province.setCurrentIndex(dialog.province.findText("tỉnh Tuyên Quang"))
    dialog.kind.setCurrentIndex(dialog.kind.findText("phường"))
    assert dialog.name.text() == "Tân Lập Mới"
    dialog.keep.click()
    assert dialog.told.text() == "Đã lưu phường Tân Lập Mới, tỉnh Tuyên Quang."
    places = ready.session.library.places
    (unit,) = places.search("tan lap moi")
    assert places.label(unit) == "phường Tân Lập Mới, tỉnh Tuyên Quang"


def test_a_name_is_changed_and_the_table_taken_back(
    ready: Office, dialog: PlacesDialog, clerk: Clerk
) -> None:
    places = ready.session.library.places
    clerk.type("ham yen")
    dialog.list.setCurrentRow(0)
    dialog.name.setText("Hàm Yên Mới")
    dialog.keep.click()
    assert [unit.name for unit in places.search("hàm yên")] == ["Hàm Yên Mới"]
    dialog.words.clear()  # with nothing typed stands what the office changed
    assert dialog.list.count() == 1
    dialog.list.setCurrentRow(0)
    dialog.forget.click()
    assert [unit.name for unit in places.search("hàm yên")] == ["Hàm Yên"]
    assert dialog.list.count() == 0


def test_a_unit_that_is_gone_is_not_offered_any_more(
    ready: Office, dialog: PlacesDialog, clerk: Clerk
) -> None:
    clerk.type("ham yen")
    dialog.list.setCurrentRow(0)
    dialog.ended.setChecked(True)
    dialog.keep.click()
    places = ready.session.library.places
    assert places.search("hàm yên") == []
    (own,) = places.own()
    places.save(own._replace(until=""))
    assert len(places.search("hàm yên")) == 1


def test_without_a_name_nothing_is_kept(ready: Office, dialog: PlacesDialog) -> None:
    dialog.new.click()
    dialog.keep.click()
    assert dialog.told.text().startswith("Chưa có tên.")
    assert ready.session.library.places.own() == []
