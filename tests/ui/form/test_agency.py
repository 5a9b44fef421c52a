"""What the agency of a letter offers in the form; without one nothing of it is seen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.editing.commands.agency import with_agency
from app.editing.draft import Draft
from app.letter.model import Letter, Status
from app.library.agency import Agency, Signer, Unit
from app.rules.load import load_rulebook
from app.ui.form.agency_parts import SignerOffer, UnitOffer
from app.ui.form.form import LetterForm

AGENCY = Agency(
    id="1",
    name="Trường Tiểu học Kim Đồng",
    notation="THKĐ",
    units=(
        Unit(name="Tổ Văn phòng", abbreviation="VP"),
        Unit(name="Không viết tắt"),
        Unit(abbreviation="CM"),
    ),
    signers=(Signer(full_name="Đỗ Thị Mai", position="Hiệu trưởng"), Signer(position="Phó Hiệu trưởng")),
)


def _form(qtbot: QtBot, letter: Letter, agency: Agency | None) -> tuple[LetterForm, Draft]:
    draft = Draft(letter)
    form = LetterForm(draft, load_rulebook(), QWidget(), agency_of=lambda _letter, _index: agency)
    qtbot.addWidget(form)
    form.resize(600, 700)
    form.show()
    for section in ("so_ngay", "nguoi_ky"):
        form.open_section(section)
    return form, draft


def test_without_an_agency_nothing_is_offered(qtbot: QtBot) -> None:
    form, _ = _form(qtbot, Letter(), None)
    assert not form.findChildren(UnitOffer)[0].isVisible()
    assert not form.findChildren(SignerOffer)[0].isVisible()


def test_units_without_an_abbreviation_are_not_offered(qtbot: QtBot) -> None:
    form, _ = _form(qtbot, with_agency(Letter(), AGENCY), AGENCY)
    box = form.findChildren(UnitOffer)[0].box
    assert [box.itemText(place) for place in range(box.count())] == ["VP – Tổ Văn phòng", "CM"]
    assert box.currentIndex() == -1


def test_what_the_letter_says_is_shown_as_chosen_and_follows_undo(qtbot: QtBot) -> None:
    form, draft = _form(qtbot, with_agency(Letter(), AGENCY, AGENCY.units[0]), AGENCY)
    box = form.findChildren(UnitOffer)[0].box
    assert box.currentText() == "VP – Tổ Văn phòng"
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert draft.letter.code.unit_notations == ("CM",)
    assert draft.letter.archive.units == ("VT", "CM")
    draft.undo()
    assert box.currentText() == "VP – Tổ Văn phòng"


def test_a_signer_typed_over_is_chosen_no_more(qtbot: QtBot) -> None:
    form, draft = _form(qtbot, with_agency(Letter(), AGENCY, None, AGENCY.signers[0]), AGENCY)
    box = form.findChildren(SignerOffer)[0].box
    assert box.currentText() == "Đỗ Thị Mai – HIỆU TRƯỞNG"
    draft.apply(lambda letter: with_agency(letter, AGENCY, None, Signer(full_name="Người khác")))
    assert box.currentIndex() == -1


def test_nothing_can_be_chosen_in_an_issued_letter(qtbot: QtBot) -> None:
    form, _ = _form(qtbot, with_agency(Letter(status=Status.ISSUED), AGENCY), AGENCY)
    assert not form.findChildren(UnitOffer)[0].box.isEnabled()
    assert not form.findChildren(SignerOffer)[0].box.isEnabled()
