"""From the rail to a letter written before, and back onto the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui import tasks
from app.ui.dialogs.renew import RenewDialog
from app.ui.letters.page import LettersPage
from app.ui.office import Office
from app.ui.pictures import settle
from app.ui.session import Session
from app.ui.window import MainWindow
from tests.support.clerk import Clerk


@pytest.fixture
def office(qtbot: QtBot, session: Session) -> Iterator[Office]:
    """The program, just started."""
    window = MainWindow()
    office = Office(window, session)
    window.attach(office)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield office
    qtbot.waitUntil(lambda: not tasks.is_busy())
    office._timer.stop()
    office.put_away()
    window.close()
    window.deleteLater()
    settle()


@pytest.fixture
def page(
    qtbot: QtBot, office: Office, session: Session, folder: Path, keep: Callable[..., Path]
) -> LettersPage:
    """The page, gone to by the rail, with two letters."""
    keep("a", "đôn đốc báo cáo")
    keep("b", "góp ý dự thảo")
    session.library.letters.folders.add(folder)
    office.do("places.letters")
    page = office.window.rooms.currentWidget()
    assert isinstance(page, LettersPage)
    qtbot.waitUntil(lambda: page.table.rowCount() == 2 and not page.scanner.is_running)
    return page


def test_a_letter_is_found_and_opened(qtbot: QtBot, office: Office, page: LettersPage) -> None:
    clerk = Clerk(office.window)
    clerk.type("don doc")
    clerk.press("Return")
    qtbot.waitUntil(lambda: office.draft is not None)
    assert office.draft is not None
    assert office.draft.letter.subject == "đôn đốc báo cáo"
    assert not page.isVisible()


@pytest.mark.usefixtures("page")
def test_a_new_letter_is_begun_from_one_in_the_list(qtbot: QtBot, office: Office) -> None:
    clerk = Clerk(office.window)
    clerk.type("gop y")
    clerk.press("Alt+V")
    qtbot.waitUntil(lambda: office.draft is not None)
    assert office.draft is not None
    assert office.draft.letter.subject == "góp ý dự thảo"
    assert office.draft.path is None
    qtbot.waitUntil(lambda: office.window.findChild(RenewDialog) is not None)
    office.window.findChild(RenewDialog).close()  # type: ignore[union-attr]


def test_a_saved_letter_is_found_at_once(
    qtbot: QtBot, office: Office, page: LettersPage, session: Session, tmp_path: Path
) -> None:
    Clerk(office.window).press("Return")
    qtbot.waitUntil(lambda: office.draft is not None)
    draft = office.draft
    assert draft is not None
    job = session.desk.save_job(draft, tmp_path / "nơi khác.congvan")
    job.run()
    office.files.saved(draft, job)
    office.do("places.letters")
    assert page.table.rowCount() == 3
    assert "nơi khác" in {page.table.letter(row).entry.path.stem for row in range(3)}  # type: ignore[union-attr]


def test_a_window_closed_during_a_scan_hears_nothing_of_it_any_more(
    qtbot: QtBot, office: Office, page: LettersPage, session: Session
) -> None:
    page.scan()
    ended: list[object] = []
    page.scanner._voice.ended.connect(lambda *_: ended.append(None))
    assert office.window.close()
    assert not page.scanner.is_running
    qtbot.wait(200)
    assert not ended
    # What the window still shows may be asked for until it is gone.
    assert session.library.letters.folders.all()
