"""The page Cơ quan, by keys: agencies, their units and signers, nothing to press for saving."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.letter.model import PartialDate
from app.library.agency import Agency, AgencyKind
from app.library.library import open_library
from app.settings.options import LAST_UNITS
from app.settings.paths import Paths
from app.ui.agencies.page import AgenciesPage
from app.ui.office import Office
from tests.support.clerk import Clerk
from tests.ui.whole.conftest import RULEBOOK


def _page(office: Office) -> AgenciesPage:
    return cast(AgenciesPage, office.places.page("place_agencies"))


def _kept(office: Office) -> list[Agency]:
    return office.session.library.agencies.all()


def test_an_agency_is_described_with_few_keys(ready: Office, clerk: Clerk) -> None:
    clerk.press("Alt+5")
    clerk.click("Thêm")
    clerk.type("ham yen")
    clerk.press("Return", "Esc")
    (agency,) = _kept(ready)
    assert agency.kind is AgencyKind.COMMUNE
    assert agency.name == "Ủy ban nhân dân xã Hàm Yên"
    assert agency.notation == "UBND"
    assert agency.place.name == "Hàm Yên"
    assert [unit.abbreviation for unit in agency.units][:2] == ["VP", "VHXH"]
    assert ready.places.is_writing


def test_what_the_clerk_wrote_is_not_proposed_anew(ready: Office, clerk: Clerk) -> None:
    clerk.press("Alt+5")
    clerk.click("Thêm")
    clerk.type("ham yen")
    clerk.press("Return")
    clerk.fill("Chữ viết tắt", "UBX")
    clerk.fill("Xã, phường hoặc tỉnh", "bac ha")
    clerk.press("Return", "Esc")
    (agency,) = _kept(ready)
    assert agency.name == "Ủy ban nhân dân xã Bắc Hà"
    assert agency.notation == "UBX"


def test_typing_is_kept_by_itself(ready: Office, clerk: Clerk, commune: Agency, qtbot: QtBot) -> None:
    clerk.press("Alt+5")
    clerk.fill("Tên gọi tắt", "Xã Hàm Yên")
    qtbot.waitUntil(lambda: _kept(ready)[0].short_name == "Xã Hàm Yên")
    assert ready.window.agency_switch.text() == "Xã Hàm Yên"
    assert _kept(ready)[0].signers == commune.signers


@pytest.mark.usefixtures("commune")
def test_typing_is_kept_when_the_window_closes(
    ready: Office, clerk: Clerk, qtbot: QtBot, paths: Paths
) -> None:
    clerk.press("Alt+5")
    clerk.fill("Tên gọi tắt", "Xã Hàm Yên")
    ready.window.close()
    qtbot.waitUntil(lambda: not ready.window.isVisible())
    again = open_library(paths.library_file, paths.letter_index, RULEBOOK)
    assert [one.short_name for one in again.agencies.all()] == ["Xã Hàm Yên"]
    again.close()


def test_a_signer_is_typed_in_a_line(ready: Office, clerk: Clerk, commune: Agency) -> None:
    clerk.press("Alt+5")
    clerk.click("Họ và tên", number=len(commune.signers))
    clerk.type("Lê Văn Cường")
    clerk.press("Return", "Home", "Down", "Return")
    clerk.press("Return")
    clerk.type("1/7/2025")
    clerk.press("Esc")
    new = _kept(ready)[0].signers[-1]
    assert new.id
    assert new.full_name == "Lê Văn Cường"
    assert new.position == "Chủ tịch"
    assert [step.authority for step in new.chain] == ["TM"]
    assert new.since == PartialDate(year=2025, month=7, day=1)
    assert new.until is None


@pytest.mark.usefixtures("commune")
def test_keys_move_and_remove_lines(ready: Office, clerk: Clerk) -> None:
    before = [unit.abbreviation for unit in _kept(ready)[0].units]
    clerk.press("Alt+5")
    clerk.click("Tên đơn vị", number=1)
    clerk.press("Alt+Up")
    _page(ready).keep()
    assert [unit.abbreviation for unit in _kept(ready)[0].units] == [before[1], before[0], *before[2:]]
    clerk.press("Alt+Delete")
    _page(ready).keep()
    assert [unit.abbreviation for unit in _kept(ready)[0].units] == [before[0], *before[2:]]


@pytest.mark.usefixtures("commune")
def test_a_removed_line_is_taken_back(ready: Office, clerk: Clerk) -> None:
    before = _kept(ready)[0].units
    clerk.press("Alt+5")
    clerk.click("Tên đơn vị", number=1)
    clerk.press("Alt+Delete")
    _page(ready).keep()
    assert len(_kept(ready)[0].units) == len(before) - 1
    clerk.click("Hoàn tác")
    _page(ready).keep()
    assert _kept(ready)[0].units == before


def test_a_removed_agency_comes_back_to_its_place(
    ready: Office, clerk: Clerk, commune: Agency, department: Agency
) -> None:
    clerk.press("Alt+5")
    assert clerk.focus is _page(ready).list
    clerk.press("Delete")
    assert [one.id for one in _kept(ready)] == [department.id]
    assert _page(ready).notices.sentences == ["Đã xóa UBND xã Hàm Yên. Văn bản đã soạn vẫn giữ nguyên."]
    clerk.click("Hoàn tác")
    assert [one.id for one in _kept(ready)] == [commune.id, department.id]
    assert _page(ready).details.agency == commune


@pytest.mark.usefixtures("commune", "department")
def test_agencies_are_put_in_order(ready: Office, clerk: Clerk) -> None:
    clerk.press("Alt+5")
    first, second = (one.id for one in _kept(ready))
    clerk.click("Đưa xuống")
    assert [one.id for one in _kept(ready)] == [second, first]
    assert _page(ready).details.agency.id == first
    clerk.click("Đưa lên")
    assert [one.id for one in _kept(ready)] == [first, second]


def test_a_copy_is_an_agency_of_its_own(ready: Office, clerk: Clerk, commune: Agency) -> None:
    clerk.press("Alt+5")
    clerk.click("Nhân đôi")
    kept = _kept(ready)
    assert [one.short_name for one in kept] == ["UBND xã Hàm Yên", "UBND xã Hàm Yên (2)"]
    assert kept[1].units == commune.units
    assert {signer.id for signer in kept[1].signers}.isdisjoint(signer.id for signer in commune.signers)
    clerk.fill("Chữ viết tắt", "CTUBND")
    clerk.press("Esc")
    assert [one.notation for one in _kept(ready)] == ["UBND", "CTUBND"]


@pytest.mark.usefixtures("department")
def test_the_page_shows_what_another_window_wrote(ready: Office, clerk: Clerk, commune: Agency) -> None:
    clerk.press("Alt+5")
    ready.session.library.agencies.remove(commune.id)
    page = _page(ready)
    assert page.list.count() == 1
    assert page.details.agency.name == "Sở Y tế tỉnh Tuyên Quang"


@pytest.mark.usefixtures("commune")
def test_the_preview_reads_as_the_letter_will(ready: Office, clerk: Clerk) -> None:
    clerk.press("Alt+5")
    words = _page(ready).details.preview.words()
    assert "ỦY BAN NHÂN DÂN XÃ HÀM YÊN" in words
    assert "/UBND-VP" in words
    assert "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH" in words
    assert "Nguyễn Thị Hoa" in words


@pytest.mark.usefixtures("commune")
def test_the_wheel_changes_no_way_to_sign(ready: Office, clerk: Clerk) -> None:
    clerk.press("Alt+5")
    box = clerk.find("Thẩm quyền ký")
    before = _page(ready).details.agency
    box.setFocus(Qt.FocusReason.TabFocusReason)
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    assert _page(ready).details.agency == before


def test_the_preview_shows_the_unit_that_new_letters_begin_with(
    ready: Office, clerk: Clerk, commune: Agency
) -> None:
    ready.session.settings.set(LAST_UNITS, (f"{commune.id} VHXH",))
    clerk.press("Alt+5")
    assert "/UBND-VHXH" in _page(ready).details.preview.words()


def test_other_titles_and_rank_of_a_signer_are_typed_below_the_list(
    ready: Office, clerk: Clerk, commune: Agency, department: Agency
) -> None:
    clerk.press("Alt+5")
    titles = _page(ready).details.titles
    assert not titles.isVisible()
    clerk.click("Họ và tên", number=1)
    assert titles.isVisible()
    clerk.click("Chức danh khác")
    clerk.type("Phó Trưởng Ban Chỉ đạo; Ủy viên")
    clerk.click("Cấp bậc")
    clerk.type("Đại tá")
    _page(ready).keep()
    first, second = _kept(ready)[0].signers
    assert (first.other_titles, first.rank) == ((), "")
    assert second.other_titles == ("Phó Trưởng Ban Chỉ đạo", "Ủy viên")
    assert second.rank == "Đại tá"
    _page(ready).list.setCurrentRow(1)
    assert not titles.isVisible()
