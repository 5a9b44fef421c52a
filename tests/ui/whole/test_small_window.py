"""The smallest window (1366 x 768 at 150 %): nothing lies beyond its edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.base.texts import set_language
from app.letter.model import Appendix, Enclosure, Secrecy
from app.library.agency import Agency, Signer, Unit
from app.ui.agencies.page import AgenciesPage
from app.ui.contacts.chooser import ContactChooser
from app.ui.contacts.importing import ImportDialog
from app.ui.contacts.page import ContactsPage
from app.ui.form.repeats import RareRows
from app.ui.office import Office
from app.ui.settings_dialog import SettingsDialog
from app.ui.skeletons.dialog import SkeletonsDialog
from app.ui.templates.keep import KeepDialog
from app.ui.window import SMALLEST
from tests.support.clerk import Clerk, name_of
from tests.ui.templates.conftest import shown_dialog
from tests.ui.whole.conftest import SAMPLES


@pytest.fixture
def small(office: Office, qtbot: QtBot) -> Office:
    """The program in its smallest window, with a letter open and an agency."""
    qtbot.waitUntil(lambda: office.session.library.database.is_ready)
    signer = Signer(full_name="Nguyễn Thị Hoa", position="Chủ tịch")
    unit = Unit(name="Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", abbreviation="VP")
    office.session.library.agencies.save(
        Agency(name="Ủy ban nhân dân xã Hàm Yên", units=(unit,), signers=(signer,))
    )
    office.window.resize(SMALLEST)
    office.files.from_sample(SAMPLES / "ngoc-hoi-2021.congvan")
    return office


def _fits(office: Office, dialog: QDialog) -> bool:
    size, room = dialog.size(), office.window.size()
    return size.width() <= room.width() and size.height() <= room.height()


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("templates.keep", KeepDialog),
        ("skeletons.manage", SkeletonsDialog),
        ("tools.settings", SettingsDialog),
    ],
)
def test_a_dialog_is_no_larger_than_the_window(small: Office, action: str, kind: type[QDialog]) -> None:
    small.do(action)
    dialog = shown_dialog(small, kind)
    assert _fits(small, dialog)
    dialog.close()


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """One of the languages of the window."""
    set_language(request.param)
    return str(request.param)


def test_the_form_never_scrolls_to_the_side(language: str, small: Office, qtbot: QtBot) -> None:
    assert language
    assert small.draft is not None
    small.draft.apply(
        lambda letter: replace(
            letter, secrecy=Secrecy.SECRET, appendices=(Appendix(),), enclosures=(Enclosure(),)
        )
    )
    workspace = small.workspace
    assert workspace is not None
    form = workspace.form
    for section in form.sections:
        form.open_section(section)
    for rare in form.findChildren(RareRows):
        rare.set_open(True)
    page = form.widget()
    assert page is not None
    qtbot.waitUntil(lambda: page.width() == form.viewport().width())
    assert form.horizontalScrollBar().maximum() == 0
    outside = [
        name_of(one)
        for one in page.findChildren(QWidget)
        if one.isVisible() and one.mapTo(page, one.rect().topRight()).x() >= page.width()
    ]
    assert outside == []


def test_the_import_of_an_address_book_keeps_its_button_in_sight(
    small: Office, clerk: Clerk, choose_file: Callable[[Path | None], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "danh ba.csv").write_text("Tên cơ quan,Viết tắt\nSở Y tế,SYT\n", "utf-8")
    choose_file(tmp_path / "danh ba.csv")
    clerk.press("Alt+4", "Return")
    dialog = shown_dialog(small, ImportDialog)
    assert _fits(small, dialog)
    clerk.press("Return")
    assert [entry.contact.name for entry in small.session.library.contacts.all()] == ["Sở Y tế"]


def test_the_chooser_of_the_address_book_fits(small: Office) -> None:
    dialog = ContactChooser(small.session.library.contacts, small.window)
    dialog.show()
    assert _fits(small, dialog)
    dialog.close()


def test_the_fields_of_an_agency_need_no_scrolling_to_the_side(
    small: Office, clerk: Clerk, qtbot: QtBot
) -> None:
    clerk.press("Alt+5")
    page = small.places.page("place_agencies")
    assert isinstance(page, AgenciesPage)
    qtbot.waitUntil(lambda: page.details.horizontalScrollBar().maximum() == 0)


def test_names_of_the_address_book_are_read_where_columns_give_way(
    small: Office, clerk: Clerk, qtbot: QtBot
) -> None:
    clerk.press("Alt+4")
    page = small.places.page("place_contacts")
    assert isinstance(page, ContactsPage)
    page.add()
    qtbot.waitUntil(lambda: page.table.columnWidth(0) >= 160)
