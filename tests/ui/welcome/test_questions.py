"""The first start: three questions, few keys, each may be passed over."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.letter.compose import compose
from app.library.agency import Agency, AgencyKind
from app.settings.options import WELCOMED
from app.settings.paths import find_paths
from app.ui.office import Office
from app.ui.pictures import settle
from app.ui.welcome.page import WelcomePage
from tests.support.clerk import Clerk
from tests.ui.whole.conftest import RULEBOOK, SAMPLES

_MOST_STROKES = 10


def _page(office: Office) -> WelcomePage | None:
    shown = office.window.rooms.currentWidget()
    return shown if isinstance(shown, WelcomePage) else None


def _kept(office: Office) -> list[Agency]:
    return office.session.library.agencies.all()


def test_a_commune_with_unit_and_signer_takes_a_few_strokes(greeted: Office, clerk: Clerk) -> None:
    clerk.type("Hàm Yên")
    clerk.press("Return", "Return")
    clerk.press("Down", "Return")
    clerk.type("Nguyễn Thị Hoa")
    clerk.press("Return", "Return")
    assert _page(greeted) is None
    clerk.press("Ctrl+N")
    assert greeted.draft is not None
    printed = compose(greeted.draft.letter, RULEBOOK)
    assert printed.organs[0].name == "ỦY BAN NHÂN DÂN XÃ HÀM YÊN"
    assert printed.code_notation == "UBND-VHXH"
    assert printed.recipients == ("- Lưu: VT, VHXH.",)
    assert printed.signatures[0].authority_lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    document = " ".join((printed.organs[0].name, printed.place, printed.signatures[0].full_name))
    assert clerk.strokes(document) <= _MOST_STROKES


def test_deputies_sign_for_the_head(greeted: Office, clerk: Clerk) -> None:
    clerk.type("ham yen")
    clerk.press("Return", "Return", "Return")
    clerk.type("Nguyễn Thị Hoa")
    clerk.press("Return")
    clerk.type("Trần Văn Bình")
    clerk.press("Return", "Return")
    head, deputy = _kept(greeted)[0].signers
    assert [step.authority for step in head.chain] == ["TM"]
    assert [step.authority for step in deputy.chain] == ["TM", "KT"]
    assert (head.position, deputy.position) == ("Chủ tịch", "Phó Chủ tịch")


def test_another_kind_of_agency_is_proposed_as_is_usual(greeted: Office, clerk: Clerk) -> None:
    page = _page(greeted)
    assert page is not None
    page.kinds.buttons[AgencyKind.DEPARTMENT].click()
    clerk.type("tuyen quang")
    clerk.press("Return")
    clerk.fill("Tên cơ quan", "Sở Giáo dục và Đào tạo")
    assert page.agency.notation == "SGDĐT"
    assert page.agency.parent == "UBND tỉnh Tuyên Quang"
    clerk.press("Return", "Return")
    clerk.type("Lê Văn Cường")
    clerk.press("Return", "Return")
    (agency,) = _kept(greeted)
    assert agency.kind is AgencyKind.DEPARTMENT
    assert agency.signers[0].position == "Giám đốc"


def test_a_school_is_asked_for_its_name_where_its_place_is_known(greeted: Office, clerk: Clerk) -> None:
    page = _page(greeted)
    assert page is not None
    QTest.mouseClick(page.kinds.buttons[AgencyKind.SCHOOL], Qt.MouseButton.LeftButton)
    clerk.type("ham yen")  # the keyboard is still in the field
    clerk.press("Return")
    assert clerk.focus is page.names.lines["name"]
    clerk.press("Return")
    assert page.steps.currentIndex() == 0
    assert page.hint.text().startswith("Còn thiếu tên cơ quan")
    assert clerk.focus is page.names.lines["name"]
    clerk.type("Trường Tiểu học Kim Đồng")
    assert page.hint.text().startswith("Gõ tên xã"), "nothing is missing any more"
    clerk.press("Return")
    assert page.steps.currentIndex() == 1


def test_the_kind_is_chosen_by_keys_too(greeted: Office, clerk: Clerk) -> None:
    page = _page(greeted)
    assert page is not None
    clerk.press("Shift+Tab", "Down")
    assert clerk.focus is page.kinds.buttons[AgencyKind.COUNCIL]
    assert page.agency.kind is AgencyKind.COUNCIL


def test_all_of_it_can_be_passed_over(greeted: Office, clerk: Clerk) -> None:
    clerk.press("Esc")
    assert _page(greeted) is None
    assert _kept(greeted) == []
    assert greeted.session.settings.get(WELCOMED)
    greeted.greeting.greet()
    assert _page(greeted) is None
    assert greeted.window.start_page.isVisible()


def test_units_and_signers_can_be_passed_over(greeted: Office, clerk: Clerk) -> None:
    clerk.type("ham yen")
    clerk.press("Return", "Return")
    clerk.click("Bỏ qua")
    clerk.click("Bỏ qua")
    (agency,) = _kept(greeted)
    assert agency.name == "Ủy ban nhân dân xã Hàm Yên"
    assert (agency.units, agency.signers) == ((), ())


def test_the_one_place_there_is_is_taken_when_the_mouse_goes_on(greeted: Office, clerk: Clerk) -> None:
    clerk.type("ham yen")
    clerk.click("Tiếp tục")
    page = _page(greeted)
    assert page is not None
    assert page.agency.name == "Ủy ban nhân dân xã Hàm Yên"
    assert page.steps.currentIndex() == 1


def test_of_many_places_none_is_taken_unasked(greeted: Office, clerk: Clerk) -> None:
    clerk.type("tan phu")
    clerk.click("Tiếp tục")
    page = _page(greeted)
    assert page is not None
    assert (page.agency.name, page.steps.currentIndex()) == ("", 0)
    assert page.names.area.text() == "tan phu"
    assert page.hint.text().startswith("Có nhiều nơi")
    clerk.press("Down", "Return")  # in the list, which is open again
    assert page.agency.name.startswith("Ủy ban nhân dân ")


def test_a_name_in_capitals_is_taken_and_the_clerk_is_told(greeted: Office, clerk: Clerk) -> None:
    page = _page(greeted)
    assert page is not None
    page.kinds.buttons[AgencyKind.DEPARTMENT].click()
    clerk.fill("Tên cơ quan", "SỞ Y TẾ")
    assert page.names.capitals.isVisible()
    assert page.agency.notation == "SYT"
    clerk.fill("Tên cơ quan", "Sở Y tế")
    assert not page.names.capitals.isVisible()


def test_without_a_name_the_first_question_stays(greeted: Office, clerk: Clerk) -> None:
    clerk.press("Return")
    page = _page(greeted)
    assert page is not None
    assert page.hint.text().startswith("Gõ tên xã")
    assert page.steps.currentIndex() == 0


def test_one_can_go_back_and_nothing_is_lost(greeted: Office, clerk: Clerk) -> None:
    clerk.type("ham yen")
    clerk.press("Return", "Return")
    clerk.fill("Viết tắt", "VPUB")
    clerk.click("Quay lại")
    page = _page(greeted)
    assert page is not None
    assert page.names.area.text() == "xã Hàm Yên, tỉnh Tuyên Quang"
    clerk.press("Return")
    assert page.agency.units[0].abbreviation == "VPUB"


def test_units_are_added_and_removed(greeted: Office, clerk: Clerk) -> None:
    clerk.type("ham yen")
    clerk.press("Return", "Return", "Alt+Delete")
    clerk.fill("Tên đơn vị", "Ban Quản lý chợ", number=3)
    clerk.fill("Viết tắt", "BQLC", number=3)
    clerk.press("Return", "Return")
    (agency,) = _kept(greeted)
    assert [unit.abbreviation for unit in agency.units] == ["VHXH", "KT", "PVHCC", "BQLC"]


def test_who_has_an_agency_is_not_asked(ready: Office) -> None:
    ready.session.library.agencies.save(Agency(name="Trường Tiểu học Kim Đồng"))
    ready.greeting.greet()
    assert _page(ready) is None


def test_who_has_begun_to_write_is_not_asked(ready: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N")
    ready.greeting.greet()
    assert _page(ready) is None


@pytest.mark.parametrize("with_file", [False, True], ids=["alone", "with a letter"])
def test_the_first_start_asks_unless_a_letter_is_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_file: bool
) -> None:
    monkeypatch.setenv("SOANCONGVAN_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    path = tmp_path / "thu.congvan"
    path.write_bytes((SAMPLES / "ngoc-hoi-2021.congvan").read_bytes())
    window, theme = bootstrap._bare_window(find_paths())
    window.show()
    start = bootstrap.WindowStart(window, theme, path if with_file else None, bootstrap.Log(tmp_path / "log"))
    ended: list[bool] = []

    class Turns:
        def stop(self) -> None:
            ended.append(True)

    start.turns = Turns()
    while not ended:
        start.turn()
    if with_file:
        qtbot.waitUntil(lambda: "thu.congvan" in window.windowTitle())
        assert window.rooms.currentIndex() == 0
    else:
        qtbot.waitUntil(lambda: isinstance(window.rooms.currentWidget(), WelcomePage))
    window.close()
    start._log.close()
    settle()


def test_the_program_asks_only_when_told_to(ready: Office) -> None:
    assert _page(ready) is None


def test_the_questions_can_be_asked_for(ready: Office, clerk: Clerk) -> None:
    clerk.press("Alt+5", "Return")
    assert _page(ready) is not None


def test_a_letter_can_be_begun_from_the_questions(greeted: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N")
    assert greeted.draft is not None
    assert greeted.places.is_writing


@pytest.mark.parametrize("kind", list(AgencyKind))
def test_each_kind_can_be_chosen(greeted: Office, kind: AgencyKind) -> None:
    page = _page(greeted)
    assert page is not None
    button: QRadioButton = page.kinds.buttons[kind]
    button.click()
    assert page.agency.kind is kind


def test_esc_and_the_rail_lead_home(greeted: Office, clerk: Clerk) -> None:
    action: QAction = greeted.window.action("place_write")
    action.trigger()
    assert greeted.places.is_writing
    assert not greeted.session.settings.get(WELCOMED)
    clerk.press("Alt+5", "Return")
    assert _page(greeted) is not None
