"""A letter with a độ mật leaves no word of itself in the folders of the program."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import pytest
from pytestqt.qtbot import QtBot

from app.base.logs import close_log, set_up_log
from app.base.vietnamese import fold
from app.letter.file import dumps, load
from app.letter.model import Letter, Secrecy
from app.library.agency import Agency, Unit
from app.library.backup import Reason
from app.settings.options import EXPORT_FOLDER, LAST_UNITS, PROMPT_ANSWERS, RECENT_FILES
from app.settings.paths import Paths
from app.ui import tasks
from app.ui.letters.page import LettersPage
from app.ui.office import Office
from app.ui.templates.memory import remember_answers
from tests.support.clerk import Clerk

Choose = Callable[[Path | None], list[str]]

# Words that no text of ours holds; no two begin alike.
SUBJECT, ADDRESSEE, RECIPIENT = "Bựzakrõmễ", "Dặzofkướtẵ", "Gũzimxoắnể"
BODY, SIGNER, FILE = "Hẫzulwệnhỡ", "Kộzecpưởngẵ", "Lữzytjảnhễ"
FOLDER = "Mẻzohvượtẫ"
WORDS = (SUBJECT, ADDRESSEE, RECIPIENT, BODY, SIGNER, FILE, FOLDER)
# The index of words writes of each only what differs from the one before.
_CUT = 2
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


@pytest.fixture(autouse=True)
def _logged(paths: Paths) -> Iterator[None]:
    """The log is written, as in the program."""
    handler = set_up_log(paths.log)
    yield
    close_log(handler)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """The clerk's own folder of letters; its name is no secret."""
    folder = tmp_path / "letters"
    (folder / FOLDER).mkdir(parents=True)
    return folder


def _readings(data: bytes) -> Iterator[bytes]:
    """The bytes as they are, and what is packed in them."""
    yield data
    for match in _PACKED.finditer(data):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[match.start() :])


def _words_in(data: bytes) -> set[str]:
    """Those of the words that stand in these bytes, in whatever way they are written."""
    found: set[str] = set()
    for part in _readings(data):
        plain = part.decode("utf-8", "ignore")
        escaped = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), plain)
        wide = (part[start:].decode("utf-16-le", "ignore") for start in (0, 1))
        for text in (plain, escaped, unquote(plain), *wide):
            # One way more: fold knows nothing of what is cut in the middle of a letter.
            folded = fold(text)
            found |= {word for word in WORDS if fold(word)[_CUT:] in folded or word.encode() in part}
    return found


def _traces(folder: Path) -> dict[str, set[str]]:
    """The files below this folder that hold one of the words, or are called by one."""
    traces: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        found = _words_in(name.encode())
        if path.is_file():
            found |= _words_in(path.read_bytes())
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as packed:
                    found = found.union(*(_words_in(packed.read(one)) for one in packed.namelist()))
        if found:
            traces[name] = found
    return traces


def _idle(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy())


def _keep_agency(office: Office, qtbot: QtBot) -> None:
    """The library holds something, so that there is a copy of the day."""
    units = (Unit(name="Phòng Văn hóa - Xã hội", abbreviation="VHXH"),)
    office.session.library.agencies.save(
        Agency(name="Ủy ban nhân dân xã Hàm Yên", notation="UBND", units=units)
    )
    _idle(qtbot)


def _choose_secrecy(office: Office, clerk: Clerk) -> None:
    assert office.workspace is not None
    office.workspace.form.open_section("khac")
    clerk.choose("Độ mật", "MẬT", inside="khac")
    assert office.draft is not None
    assert office.draft.letter.secrecy is Secrecy.SECRET


def _write(clerk: Clerk) -> None:
    clerk.fill("V/v", SUBJECT, inside="trich_yeu")
    clerk.press("Return")
    clerk.type(f"Sở {ADDRESSEE}")
    clerk.press("Alt+N")
    clerk.type(f"Đề nghị quý cơ quan xem {BODY} như đã nêu.")
    clerk.press("Alt+I")
    clerk.type(f"Như trên\nBan {RECIPIENT}\nLưu: VT, VHXH")
    clerk.press("Alt+K")
    clerk.click("Họ và tên", inside="nguoi_ky")
    clerk.type(f"Nguyễn {SIGNER}")


def _save(office: Office, clerk: Clerk, choose_file: Choose, target: Path, qtbot: QtBot) -> None:
    choose_file(target)
    clerk.press("Ctrl+S")
    qtbot.waitUntil(lambda: office.draft is not None and not office.draft.is_dirty)
    _idle(qtbot)
    assert _words_in(target.read_bytes()) == set(WORDS) - {FILE, FOLDER}


def _export(clerk: Clerk, choose_file: Choose, target: Path, qtbot: QtBot) -> None:
    choose_file(target)
    clerk.press("F12")
    qtbot.waitUntil(target.exists)
    _idle(qtbot)


def _look_through_letters(office: Office, qtbot: QtBot) -> None:
    """The list of letters is opened, which looks through the folders."""
    office.do("places.letters")
    page = office.window.rooms.currentWidget()
    assert isinstance(page, LettersPage)
    if not page.scanner.is_running:
        page.scan()
    qtbot.waitUntil(lambda: not page.scanner.is_running)
    _idle(qtbot)


def _recovery_copy(office: Office) -> None:
    """What a pause of typing does."""
    office.session.desk.write_recovery()


def _close(office: Office, clerk: Clerk, qtbot: QtBot) -> None:
    """The letter, then the window."""
    clerk.press("Ctrl+W")
    assert office.draft is None
    _idle(qtbot)
    assert office.window.close()
    _idle(qtbot)


def test_a_secret_letter_leaves_no_word_in_any_file_of_the_program(
    start: Callable[..., Office],
    choose_file: Choose,
    letters: Path,
    tmp_path: Path,
    paths: Paths,
    qtbot: QtBot,
) -> None:
    office = start()
    clerk = Clerk(office.window)
    qtbot.waitUntil(lambda: office.session.library.database.is_ready)
    _keep_agency(office, qtbot)
    clerk.press("Ctrl+N")
    _choose_secrecy(office, clerk)
    _write(clerk)
    _recovery_copy(office)
    assert _traces(paths.recovery)  # as long as it is open and not saved
    target = letters / FOLDER / f"{FILE}.congvan"
    _save(office, clerk, choose_file, target, qtbot)
    _export(clerk, choose_file, letters / FOLDER / f"{FILE}.docx", qtbot)
    assert load(target).letter.secrecy is Secrecy.SECRET
    settings = office.session.settings
    assert (settings.get(EXPORT_FOLDER), settings.get(LAST_UNITS)) == ("", ())
    office.session.library.letters.folders.add(letters)
    _look_through_letters(office, qtbot)
    clerk.press("Alt+1")
    _close(office, clerk, qtbot)
    assert _traces(paths.data) == {}

    # The next start makes the copy of the day.
    again = start()
    qtbot.waitUntil(lambda: again.session.library.database.is_ready)
    _idle(qtbot)
    assert [one.reason for one in again.session.library.backups.all()] == [Reason.DAILY]
    carried = tmp_path / "memory.saoluu"
    choose_file(carried)
    again.window.action("back_up").trigger()
    qtbot.waitUntil(carried.exists)
    _idle(qtbot)
    assert again.window.close()
    assert _words_in(carried.read_bytes()) == set()
    assert _traces(paths.data) == {}
    assert (paths.log / "soan-cong-van.log").stat().st_size > 0


def test_a_letter_that_becomes_secret_is_forgotten_but_for_the_names_it_taught(
    start: Callable[..., Office], choose_file: Choose, letters: Path, paths: Paths, qtbot: QtBot
) -> None:
    office = start()
    clerk = Clerk(office.window)
    settings = office.session.settings
    qtbot.waitUntil(lambda: office.session.library.database.is_ready)
    _keep_agency(office, qtbot)
    office.session.library.letters.folders.add(letters)
    clerk.press("Ctrl+N")
    _write(clerk)
    target = letters / FOLDER / f"{FILE}.congvan"
    _save(office, clerk, choose_file, target, qtbot)
    _look_through_letters(office, qtbot)
    clerk.press("Alt+1")
    # What there is to forget.
    assert settings.get(RECENT_FILES) == (str(target),)
    assert settings.get(LAST_UNITS) != ()
    assert office.session.desk.versions.of(target)
    assert office.session.library.letters.count() == 1
    traces = set().union(*_traces(paths.data).values())
    assert traces == set(WORDS)

    _choose_secrecy(office, clerk)
    _save(office, clerk, choose_file, target, qtbot)
    assert settings.get(RECENT_FILES) == ()
    assert office.session.desk.versions.of(target) == []
    assert office.session.library.letters.count() == 0
    _export(clerk, choose_file, letters / FOLDER / f"{FILE}.docx", qtbot)
    _look_through_letters(office, qtbot)
    clerk.press("Alt+1")
    _close(office, clerk, qtbot)
    # By design: whom it went to was learned while it was a letter as any other, for the next letters to
    # that agency. The clerk can take a name out with Del where it is offered.
    assert _traces(paths.data) == {"library.db": {ADDRESSEE, RECIPIENT}}


def test_a_letter_that_became_secret_elsewhere_is_no_recent_file_once_it_is_opened(
    office: Office, letters: Path, qtbot: QtBot
) -> None:
    target = letters / f"{FILE}.congvan"
    target.write_bytes(dumps(Letter(subject=SUBJECT, secrecy=Secrecy.SECRET)))
    office.session.settings.add_recent(target)
    office.session.desk.versions.keep(target, dumps(Letter(subject=SUBJECT)), 1.0)
    remember_answers(office.session.settings, {"nội dung": SUBJECT, "khác": "kế hoạch"})
    office.open_path(target)
    qtbot.waitUntil(lambda: office.draft is not None)
    assert office.session.settings.get(RECENT_FILES) == ()
    assert office.session.desk.versions.of(target) == []
    assert office.session.settings.get(PROMPT_ANSWERS) == ("khác\tkế hoạch",)


def test_answers_of_an_earlier_session_are_forgotten_when_their_letter_becomes_secret(
    office: Office, clerk: Clerk, choose_file: Choose, letters: Path, qtbot: QtBot
) -> None:
    settings = office.session.settings
    qtbot.waitUntil(lambda: office.session.library.database.is_ready)
    remember_answers(settings, {"nội dung": BODY, "khác": "kế hoạch"})
    clerk.press("Ctrl+N")
    _write(clerk)
    _choose_secrecy(office, clerk)
    _save(office, clerk, choose_file, letters / FOLDER / f"{FILE}.congvan", qtbot)
    assert [one.partition("\t")[2] for one in settings.get(PROMPT_ANSWERS)] == ["kế hoạch"]


def test_a_letter_saved_elsewhere_as_a_secret_one_leaves_no_version_of_before(
    office: Office, clerk: Clerk, choose_file: Choose, letters: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: office.session.library.database.is_ready)
    clerk.press("Ctrl+N")
    _write(clerk)
    before, after = letters / "a.congvan", letters / "b.congvan"
    _save(office, clerk, choose_file, before, qtbot)
    assert office.session.desk.versions.of(before)
    _choose_secrecy(office, clerk)
    choose_file(after)
    clerk.press("Ctrl+Shift+S")
    qtbot.waitUntil(lambda: after.exists() and office.draft is not None and not office.draft.is_dirty)
    _idle(qtbot)
    assert office.session.desk.versions.of(before) == []
    assert office.session.desk.versions.of(after) == []
