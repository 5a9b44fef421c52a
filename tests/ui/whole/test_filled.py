"""Pages and dialogs of an office that has worked for a year: nothing cut, all named and within reach."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.base.texts import set_language
from app.importer.spreadsheets import Sheet
from app.ui.contacts.chooser import ContactChooser
from app.ui.contacts.page import ContactsPage
from app.ui.letters.page import LettersPage
from app.ui.office import Office
from app.ui.pictures import settle
from app.ui.skeletons.letterhead import LetterheadDialog
from app.ui.welcome.page import WelcomePage
from app.ui.window import SMALLEST
from app.word.letterhead import spots_of
from tests.support.clerk import wait_until
from tests.support.full_library import ASKING, SAMPLES, agencies, fill_library
from tests.support.letterheads import old_letter
from tests.support.sight import amiss, unreached
from tests.ui.whole.conftest import RULEBOOK

_MOMENT_SECONDS, _LONG_SECONDS = 10.0, 30.0
NGOC_HOI = SAMPLES / "ngoc-hoi-2021.congvan"
AGENCY = agencies()[2]
ROWS = (
    ("Tên cơ quan, tổ chức, cá nhân nhận văn bản", "Viết tắt", "Nhóm"),
    *(
        (f"Ủy ban nhân dân phường số {number} thuộc thành phố", f"P{number}", "Phường")
        for number in range(20)
    ),
)
USUAL = QSize(1366, 768)
# Size, theme and language: each of them twice.
LOOKS = [(USUAL, "light", "vi"), (SMALLEST, "dark", "vi"), (SMALLEST, "light", "en")]
look = pytest.mark.parametrize(
    "full", LOOKS, indirect=True, ids=lambda one: f"{one[0].width()}-{one[1]}-{one[2]}"
)


@pytest.fixture
def full(
    request: pytest.FixtureRequest, start: Callable[..., Office], qtbot: QtBot, tmp_path: Path
) -> Office:
    """The program with a full memory, in one of its looks."""
    size, theme, language = request.param
    set_language(language)
    office = start(theme)
    qtbot.waitUntil(lambda: office.session.library.database.is_ready, timeout=30_000)
    fill_library(office.session.library, tmp_path / "Văn bản đi của Văn phòng năm 2026")
    office.window.resize(size)
    settle()
    return office


class Complaints:
    """Gathers what is amiss, place by place."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def look(self, place: str, root: QWidget, *, tabs: bool = True) -> None:
        """At what is drawn now; then Tab goes round."""
        settle()
        # A page that is seen for the first time takes a moment to find its place.
        wait_until(lambda: not amiss(root), _MOMENT_SECONDS)
        self.told += [f"{place}: {one}" for one in amiss(root)]
        if tabs:
            self.told += [f"{place}: unreached: {one}" for one in unreached(root)]


def _dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def _has_keyboard(dialog: QDialog) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and dialog.isAncestorOf(focus)


def _look_at_dialog(office: Office, complaints: Complaints, name: str, begin: Callable[[], object]) -> None:
    """Open it, go through its tabs, close it."""
    kept = begin()
    assert wait_until(lambda: bool(_dialogs()), _LONG_SECONDS), name
    dialog = _dialogs()[-1]
    dialog.activateWindow()
    assert wait_until(lambda: _has_keyboard(dialog), _LONG_SECONDS), name
    size, room = dialog.size(), office.window.size()
    if size.boundedTo(room) != size:
        complaints.told.append(f"{name}: larger than the window: {size}")
    tabs = dialog.findChild(QTabWidget)
    for tab in range(tabs.count() if tabs is not None else 1):
        if tabs is not None:
            tabs.setCurrentIndex(tab)
        complaints.look(f"{name} {tab}", dialog)
    dialog.close()
    del kept
    assert wait_until(lambda: not _dialogs(), _LONG_SECONDS), name


def _with_letters(office: Office) -> LettersPage:
    """The page of letters, all of them found."""
    office.do("places.letters")
    page = office.places.page("place_letters")
    assert isinstance(page, LettersPage)
    assert wait_until(lambda: page.table.rowCount() > 5 and not page.scanner.is_running, _LONG_SECONDS)
    return page


@look
def test_pages_of_a_full_office(full: Office) -> None:
    complaints = Complaints()
    complaints.look("letters", _with_letters(full).window())
    # What a toolbar has no room for it hides.
    assert full.window.agency_switch.isVisible()
    for name in ("templates", "contacts", "agencies"):
        full.do(f"places.{name}")
        complaints.look(name, full.window)
    assert complaints.told == []


@look
def test_dialogs_of_a_full_office(full: Office) -> None:
    complaints = Complaints()
    library, window = full.session.library, full.window
    library.backups.keep_daily(full.session.settings.carried())
    own = {kept.template.name: kept.template.id for kept in library.templates.all() if not kept.is_builtin}
    letters = _with_letters(full)
    full.do("places.contacts")
    contacts = full.places.page("place_contacts")
    assert isinstance(contacts, ContactsPage)
    data = old_letter()
    spots = spots_of(data, "cong van cu.docx", RULEBOOK)

    def letterhead() -> QDialog:
        dialog = LetterheadDialog(data, "công văn cũ của Sở Xây dựng", spots, RULEBOOK, window)
        dialog.open()
        return dialog

    def chooser() -> QDialog:
        dialog = ContactChooser(library.contacts, window)
        dialog.open()
        return dialog

    sheet = Sheet("Danh bạ", ROWS)
    dialogs: list[tuple[str, Callable[[], object]]] = [
        ("backups", lambda: full.do("memory.restore")),
        ("folders", letters.folders.click),
        ("import", lambda: contacts.exchange.offer((sheet,))),
        ("chooser", chooser),
        ("fill", lambda: full.templates.begin(own[ASKING])),
        ("caution", lambda: full.templates.begin(own["Đính chính của cơ quan"])),
        ("skeletons", lambda: full.do("skeletons.manage")),
        ("letterhead", letterhead),
        ("settings", lambda: full.do("tools.settings")),
        ("keys", lambda: full.do("tools.keys")),
        ("about", lambda: full.do("tools.about")),
    ]
    for name, begin in dialogs:
        _look_at_dialog(full, complaints, name, begin)
    assert complaints.told == []


@look
def test_dialogs_of_a_letter(full: Office, tmp_path: Path) -> None:
    complaints = Complaints()
    path = tmp_path / "Công văn.congvan"
    path.write_bytes(NGOC_HOI.read_bytes())
    full.open_path(path)
    assert wait_until(lambda: full.workspace is not None, _LONG_SECONDS)
    assert full.workspace is not None
    for section in full.workspace.form.sections:
        full.workspace.form.open_section(section)
    complaints.look("letter", full.window, tabs=False)
    for name in (
        "templates.keep",
        "tools.reply",
        "tools.issue",
        "files.versions",
        "output.preview",
        "skeletons.manage",
    ):
        _look_at_dialog(full, complaints, name, partial(full.do, name))
    full.do("tools.renew")
    _look_at_dialog(full, complaints, "renew", lambda: None)
    assert complaints.told == []


@look
def test_the_questions_of_the_first_start(full: Office) -> None:
    complaints = Complaints()
    full.greeting.ask()
    page = full.window.rooms.currentWidget()
    assert isinstance(page, WelcomePage)
    page.names.show_agency(AGENCY)
    page._on_named(AGENCY)
    for step in range(3):
        complaints.look(f"welcome {step}", full.window)
        page.go_on()
    assert complaints.told == []
