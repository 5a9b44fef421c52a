"""The agency being drafted for: new letters begin with it, the open one follows the switch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.base.resources import template_path
from app.letter.compose import compose
from app.letter.model import Authority, AuthorityStep, Letter, PartialDate, Status
from app.library.agency import Agency, Signer
from app.library.built_in import read_built_in
from app.settings.options import CURRENT_AGENCY
from app.ui.office import Office
from tests.support.clerk import Clerk
from tests.ui.whole.conftest import RULEBOOK


def _entries(office: Office) -> list[QAction]:
    return [action for action in office.window.agency_menu.actions() if action.isCheckable()]


def _letter(office: Office) -> Letter:
    assert office.draft is not None
    return office.draft.letter


@pytest.mark.usefixtures("commune")
def test_a_new_letter_begins_with_the_agency(ready: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N")
    printed = compose(_letter(ready), RULEBOOK)
    assert printed.organs[0].name == "ỦY BAN NHÂN DÂN XÃ HÀM YÊN"
    assert printed.code_notation == "UBND-VP"
    assert printed.place == "Hàm Yên"
    assert printed.signatures[0].authority_lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert printed.signatures[0].full_name == "Nguyễn Thị Hoa"
    assert printed.recipients == ("- Lưu: VT, VP.",)
    assert ready.draft is not None
    assert not ready.draft.is_dirty


def test_without_an_agency_a_new_letter_is_empty(ready: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N")
    assert _letter(ready).issuers == ()
    assert "Chưa có cơ quan" in ready.window.agency_switch.toolTip()


def test_the_switch_says_who_is_drafting(ready: Office, commune: Agency, department: Agency) -> None:
    assert ready.window.agency_switch.text() == "UBND xã Hàm Yên"
    assert [action.text() for action in _entries(ready)] == [
        "&1 UBND xã Hàm Yên",
        "&2 Sở Y tế tỉnh Tuyên Quang",
    ]
    assert [action.isChecked() for action in _entries(ready)] == [True, False]
    assert [action.data() for action in _entries(ready)] == [commune.id, department.id]


@pytest.mark.usefixtures("commune")
def test_switching_changes_the_letter_in_one_step(ready: Office, clerk: Clerk, department: Agency) -> None:
    clerk.press("Ctrl+N")
    clerk.type("kiểm tra trạm y tế")
    before = _letter(ready)
    _entries(ready)[1].trigger()
    printed = compose(_letter(ready), RULEBOOK)
    assert printed.organs[0].name == "SỞ Y TẾ TỈNH TUYÊN QUANG"
    assert printed.organs[0].parent == department.parent.upper()
    assert printed.code_notation.startswith("SYT-")
    assert printed.place == "Tuyên Quang"
    assert not printed.signatures
    assert printed.subject == "kiểm tra trạm y tế"
    assert ready.session.settings.get(CURRENT_AGENCY) == department.id
    clerk.press("Ctrl+Z")
    assert _letter(ready) == before


@pytest.mark.usefixtures("commune")
def test_the_text_keeps_the_name_of_the_other_agency_and_the_clerk_is_told(
    ready: Office, clerk: Clerk, department: Agency
) -> None:
    clerk.press("Ctrl+N")
    clerk.type("Ủy ban nhân dân xã Hàm Yên tổ chức họp")
    ready.agency.choose(department)
    assert _letter(ready).subject == "Ủy ban nhân dân xã Hàm Yên tổ chức họp"
    (told,) = ready.window.notices.sentences
    assert "1 chỗ ghi “Ủy ban nhân dân xã Hàm Yên”" in told
    clerk.press("Ctrl+Z")
    assert not ready.window.notices.sentences


@pytest.mark.usefixtures("department")
def test_an_issued_letter_does_not_follow_the_switch(ready: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N")
    assert ready.draft is not None
    ready.draft.apply(lambda letter: replace(letter, status=Status.ISSUED))
    before = _letter(ready)
    _entries(ready)[1].trigger()
    assert _letter(ready) == before
    assert ready.window.agency_switch.toolTip().endswith("Sở Y tế tỉnh Tuyên Quang")


def test_a_template_that_is_edited_does_not_follow_the_switch(ready: Office, department: Agency) -> None:
    ready.templates.keeping.edit("don-doc")
    ready.agency.choose(department)
    assert _letter(ready).issuers == ()
    assert ready.session.settings.get(CURRENT_AGENCY) == department.id


@pytest.mark.usefixtures("department")
def test_a_letter_that_is_not_seen_does_not_follow_the_switch(ready: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N", "Alt+5")
    before = _letter(ready)
    _entries(ready)[1].trigger()
    assert _letter(ready) == before


def test_a_removed_agency_leaves_the_letter_as_it_is(ready: Office, clerk: Clerk, commune: Agency) -> None:
    clerk.press("Ctrl+N")
    before = _letter(ready)
    ready.session.library.agencies.remove(commune.id)
    assert _letter(ready) == before
    assert ready.agency.agency is None


def test_what_the_office_passes_on_is_signed_by_order(ready: Office, commune: Agency) -> None:
    template = read_built_in(template_path("chuyen-van-ban"))
    letter = ready.templates._fresh(template)
    (signature,) = letter.signatures
    assert [(step.authority, step.on_behalf_of) for step in signature.chain] == [("TL", "Chủ tịch")]
    assert (signature.position, signature.full_name) == ("Chánh Văn phòng", None)
    by_order = Signer(
        full_name="Lê Văn Cường",
        position="Phó Chánh Văn phòng",
        chain=(
            AuthorityStep(authority=Authority.BY_ORDER, on_behalf_of="Chủ tịch"),
            AuthorityStep(authority=Authority.FOR_HEAD, on_behalf_of="Chánh Văn phòng"),
        ),
    )
    ready.session.library.agencies.save(replace(commune, signers=(*commune.signers, by_order)))
    (signature,) = ready.templates._fresh(template).signatures
    assert (signature.full_name, signature.chain) == ("Lê Văn Cường", by_order.chain)


def test_a_school_has_nobody_who_signs_by_order(ready: Office) -> None:
    signers = (Signer(full_name="Nguyễn Thị Hoa", position="Hiệu trưởng"),)
    ready.session.library.agencies.save(Agency(name="Trường Tiểu học Kim Đồng", signers=signers))
    letter = ready.templates._fresh(read_built_in(template_path("chuyen-van-ban")))
    assert [one.full_name for one in letter.signatures] == ["Nguyễn Thị Hoa"]


@pytest.mark.usefixtures("commune")
def test_the_form_offers_units_and_signers(ready: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N")
    assert ready.workspace is not None
    for section in ("so_ngay", "nguoi_ky"):
        ready.workspace.form.open_section(section)
    clerk.choose("Đơn vị soạn thảo", "KT – Phòng Kinh tế")
    clerk.choose("Người ký của cơ quan", "Trần Văn Bình – TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH")
    printed = compose(_letter(ready), RULEBOOK)
    assert printed.code_notation == "UBND-KT"
    assert printed.recipients == ("- Lưu: VT, KT.",)
    assert printed.signatures[0].full_name == "Trần Văn Bình"


def test_who_is_not_in_office_on_that_day_is_not_offered(
    ready: Office, clerk: Clerk, commune: Agency
) -> None:
    head, deputy = commune.signers
    head = replace(head, until=PartialDate(year=2026, month=3, day=31))
    ready.session.library.agencies.save(replace(commune, signers=(head, deputy)))
    clerk.press("Ctrl+N")
    assert ready.draft is not None
    ready.draft.apply(lambda letter: replace(letter, date=PartialDate(year=2026, month=3, day=30)))
    found = ready.agency.of(_letter(ready), 0)
    assert found is not None
    assert [signer.full_name for signer in found.signers] == ["Nguyễn Thị Hoa", "Trần Văn Bình"]
    ready.draft.apply(lambda letter: replace(letter, date=PartialDate(year=2026, month=4, day=1)))
    found = ready.agency.of(_letter(ready), 0)
    assert found is not None
    assert [signer.full_name for signer in found.signers] == ["Trần Văn Bình"]


@pytest.mark.usefixtures("commune")
def test_the_unit_of_the_last_saved_letter_is_that_of_the_next(
    ready: Office, clerk: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    clerk.press("Ctrl+N")
    assert ready.workspace is not None
    assert ready.draft is not None
    ready.workspace.form.open_section("so_ngay")
    clerk.choose("Đơn vị soạn thảo", "VHXH – Phòng Văn hóa - Xã hội")
    path = tmp_path / "thư.congvan"
    ready.session.desk.save_as(ready.draft, path)
    job = ready.session.desk.save_job(ready.draft, path)
    job.run()
    ready.files.saved(ready.draft, job)
    clerk.press("Ctrl+N")
    qtbot.waitUntil(lambda: ready.draft is not None and ready.draft.path is None)
    assert compose(_letter(ready), RULEBOOK).code_notation == "UBND-VHXH"
