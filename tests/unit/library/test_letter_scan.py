"""Looking through folders: real files of every kind, moved, broken, secret, out of reach."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.resources import resource_path
from app.letter.file import load, save
from app.letter.model import Letter, Secrecy
from app.library import letter_scan
from app.library.database import Database
from app.library.letter_index import LetterIndex
from app.library.letter_search import Query
from app.library.local import is_on_network
from app.rules.load import load_rulebook
from app.word.peek import carried_letter
from app.word.write import write_letter
from tests.support.docx_builder import p, parts_of, zipped

RULEBOOK = load_rulebook()
NGOC_HOI = load(resource_path("samples", "ngoc-hoi-2021.congvan")).letter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the office keeps its letters."""
    folder = tmp_path / "Công văn đi"
    folder.mkdir()
    return folder


@pytest.fixture
def index(tmp_path: Path) -> LetterIndex:
    """An empty one."""
    return LetterIndex(tmp_path / "cache" / "letters.db", RULEBOOK, Database(tmp_path / "library.db"))


def keep(path: Path, subject: str = "họp", letter: Letter = NGOC_HOI) -> Path:
    """A letter in a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save(path, replace(letter, subject=subject), overwrite=True)
    return path


def export(path: Path, subject: str = "họp") -> Path:
    """The Word file of a letter."""
    path.write_bytes(write_letter(replace(NGOC_HOI, subject=subject), RULEBOOK).package.to_zip())
    return path


def scan(index: LetterIndex, *folders: Path, used: tuple[Path, ...] = ()) -> int:
    """Look through them; how many files were read or dropped."""
    *_, last = index.scan(folders, used)
    return last.changed


def names(index: LetterIndex, words: str = "") -> list[str]:
    """The files that are found, by name."""
    return sorted(found.entry.path.name for found in index.search(Query(words=words)).more(1000))


def problems(index: LetterIndex) -> list[str]:
    return [problem.path.name for problem in index.problems()]


# --- what is found


def test_letters_and_own_word_files_are_found_in_folders_and_below(index: LetterIndex, folder: Path) -> None:
    keep(folder / "a.congvan", "đôn đốc")
    keep(folder / "2026" / "tháng 3" / "b.CONGVAN", "góp ý")
    export(folder / "c.docx", "trả lời cử tri")
    scan(index, folder)
    assert names(index) == ["a.congvan", "b.CONGVAN", "c.docx"]
    assert names(index, "tra loi cu tri") == ["c.docx"]
    assert names(index, "nguoi dung dau") == ["a.congvan", "b.CONGVAN", "c.docx"]
    assert problems(index) == []


def test_the_word_file_beside_its_letter_is_the_same_letter(index: LetterIndex, folder: Path) -> None:
    keep(folder / "a.congvan")
    export(folder / "a.docx")
    scan(index, folder)
    assert names(index) == ["a.congvan"]
    (folder / "a.congvan").unlink()
    scan(index, folder)
    assert names(index) == ["a.docx"]


def test_foreign_word_files_and_strange_names_are_passed_over(index: LetterIndex, folder: Path) -> None:
    (folder / "la.docx").write_bytes(zipped(parts_of(p("Công văn của cơ quan khác"))))
    (folder / "hong.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "khong phai.docx").write_bytes(b"\xd0\xcf\x11\xe0 an old .doc")
    (folder / "rong.docx").write_bytes(b"")
    keep(folder / "~$a.congvan")
    keep(folder / ".an" / "a.congvan")
    keep(folder / "a.congvan.bak")
    scan(index, folder)
    assert names(index) == []
    assert problems(index) == []


def test_a_broken_letter_is_told_until_it_is_whole_again(index: LetterIndex, folder: Path) -> None:
    (folder / "hong.congvan").write_text("{oops", "utf-8")
    (folder / "khac.congvan").write_text("{}", "utf-8")
    keep(folder / "a.congvan")
    scan(index, folder)
    assert names(index) == ["a.congvan"]
    assert problems(index) == ["hong.congvan", "khac.congvan"]
    assert scan(index, folder) == 0
    assert problems(index) == ["hong.congvan", "khac.congvan"]
    keep(folder / "hong.congvan", "đã zyxw sửa")
    (folder / "khac.congvan").unlink()
    scan(index, folder)
    assert problems(index) == []
    assert names(index, "zyxw sua") == ["hong.congvan"]


def test_a_letter_too_large_to_be_taken_apart_is_told(
    index: LetterIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_scan, "MOST_BYTES", 1000)
    keep(folder / "a.congvan")
    export(folder / "b.docx")
    scan(index, folder)
    assert names(index) == []
    assert problems(index) == ["a.congvan"]


def test_secret_letters_stay_out_and_leave_no_name_behind(
    index: LetterIndex, folder: Path, tmp_path: Path
) -> None:
    keep(folder / "phuong an mat.congvan", letter=replace(NGOC_HOI, secrecy=Secrecy.SECRET))
    keep(folder / "a.congvan")
    scan(index, folder)
    assert names(index) == ["a.congvan"]
    keep(folder / "a.congvan", letter=replace(NGOC_HOI, secrecy=Secrecy.TOP_SECRET))
    scan(index, folder)
    assert names(index) == []
    assert scan(index, folder) == 0
    index.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    assert b"phuong an mat" not in kept
    assert b"a.congvan" not in kept


# --- what changes


def test_unchanged_files_are_not_read_again(index: LetterIndex, folder: Path) -> None:
    for number in range(5):
        keep(folder / f"{number}.congvan")
    (folder / "la.docx").write_bytes(zipped(parts_of(p("khác"))))
    assert scan(index, folder) == 6
    assert scan(index, folder) == 0
    keep(folder / "3.congvan", "điều zyxw")
    assert scan(index, folder) == 1
    assert names(index, "zyxw") == ["3.congvan"]


def test_files_that_would_have_to_be_fetched_first_are_left_and_what_is_known_of_them_stays(
    index: LetterIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(folder / "a.congvan", "điều zyxw")
    recent = keep(folder.parent / "r.congvan", "điều zyxw")
    scan(index, folder, used=(recent,))

    class Elsewhere:
        """What Windows tells of a file that OneDrive keeps in the cloud."""

        st_file_attributes = 0x00400020

        def __init__(self, about: os.stat_result) -> None:
            self.st_mode, self.st_size = about.st_mode, about.st_size

    assert letter_scan._lies_elsewhere(Elsewhere(folder.stat()))  # type: ignore[arg-type]
    assert not letter_scan._lies_elsewhere(folder.stat())
    monkeypatch.setattr(letter_scan, "_lies_elsewhere", lambda about: stat.S_ISREG(about.st_mode))
    keep(folder / "a.congvan", "khác rồi")
    keep(folder / "b.congvan", "điều zyxw")
    keep(recent, "khác rồi")
    assert scan(index, folder, used=(recent,)) == 0
    assert names(index, "zyxw") == ["a.congvan", "r.congvan"]


def test_renamed_and_moved_files_are_found_where_they_are(index: LetterIndex, folder: Path) -> None:
    path = keep(folder / "a.congvan", "đê điều")
    scan(index, folder)
    (folder / "2026").mkdir()
    path.rename(folder / "2026" / "b.congvan")
    scan(index, folder)
    found = index.search(Query(words="de dieu")).more(9)
    assert [one.entry.path for one in found] == [folder / "2026" / "b.congvan"]


def test_removed_files_and_folders_go(index: LetterIndex, folder: Path, tmp_path: Path) -> None:
    keep(folder / "a.congvan")
    keep(folder / "cu" / "b.congvan")
    keep(tmp_path / "khac" / "c.congvan")
    scan(index, folder, tmp_path / "khac")
    shutil.rmtree(folder / "cu")
    scan(index, folder)
    assert names(index) == ["a.congvan"]


def test_a_letter_saved_here_stays_wherever_it_lies(index: LetterIndex, folder: Path, tmp_path: Path) -> None:
    path = keep(tmp_path / "nơi khác" / "a.congvan", "một")
    index.note(path, replace(NGOC_HOI, subject="một"))
    scan(index, folder)
    assert names(index, "mot") == ["a.congvan"]
    keep(path, "hai")
    scan(index, folder)
    assert names(index, "hai") == ["a.congvan"]
    path.unlink()
    scan(index, folder)
    assert names(index) == []


def test_recent_files_are_looked_at_wherever_they_lie(
    index: LetterIndex, folder: Path, tmp_path: Path
) -> None:
    path = keep(tmp_path / "nơi khác" / "a.congvan")
    scan(index, folder, used=(path, tmp_path / "không có.congvan"))
    assert names(index) == ["a.congvan"]
    scan(index, folder)
    assert names(index) == ["a.congvan"]


def test_after_rebuilding_everything_is_found_again(index: LetterIndex, folder: Path) -> None:
    keep(folder / "a.congvan")
    scan(index, folder)
    index.rebuild()
    assert names(index) == []
    scan(index, folder)
    assert names(index) == ["a.congvan"]


# --- bad days


def test_a_missing_folder_is_told_and_the_others_are_read(
    index: LetterIndex, folder: Path, tmp_path: Path
) -> None:
    keep(folder / "a.congvan")
    scan(index, tmp_path / "đã xóa", folder)
    assert names(index) == ["a.congvan"]
    assert problems(index) == ["đã xóa"]
    (tmp_path / "đã xóa").mkdir()
    scan(index, tmp_path / "đã xóa", folder)
    assert problems(index) == []


def test_what_lies_in_a_folder_out_of_reach_is_kept(index: LetterIndex, folder: Path) -> None:
    keep(folder / "a.congvan")
    keep(folder / "2026" / "b.congvan")
    scan(index, folder)
    away = folder.with_name("ổ mạng")
    folder.rename(away)
    scan(index, folder)
    assert names(index) == ["a.congvan", "b.congvan"]
    assert problems(index) == [folder.name]
    away.rename(folder)
    assert scan(index, folder) == 0
    assert problems(index) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_in_a_circle_end(index: LetterIndex, folder: Path) -> None:
    keep(folder / "a" / "a.congvan")
    (folder / "a" / "vòng").symlink_to(folder)
    (folder / "đứt.congvan").symlink_to(folder / "không có")
    scan(index, folder, folder / "a")
    assert names(index) == ["a.congvan"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_name_that_is_no_text_is_passed_over(index: LetterIndex, folder: Path) -> None:
    keep(folder / "a.congvan")
    shutil.copy(folder / "a.congvan", os.fsdecode(os.fsencode(folder) + b"/\xff.congvan"))
    scan(index, folder)
    assert names(index) == ["a.congvan"]


def test_too_deep_and_too_many_are_told(
    index: LetterIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_scan, "MOST_DEPTH", 2)
    keep(folder / "1" / "2" / "a.congvan")
    keep(folder / "1" / "2" / "3" / "b.congvan")
    scan(index, folder)
    assert names(index) == ["a.congvan"]
    assert problems(index) == ["2"]
    monkeypatch.setattr(letter_scan, "MOST_DEPTH", 12)
    scan(index, folder)
    assert names(index) == ["a.congvan", "b.congvan"]
    assert problems(index) == []
    monkeypatch.setattr(letter_scan, "MOST_FILES", 1)
    scan(index, folder)
    assert len(problems(index)) == 1
    assert names(index) == ["a.congvan", "b.congvan"]


def test_a_folder_named_like_a_letter_is_no_letter(index: LetterIndex, folder: Path) -> None:
    (folder / "a.congvan").mkdir()
    scan(index, folder)
    assert names(index) == problems(index) == []


def test_a_scan_that_is_left_early_goes_on_the_next_time(index: LetterIndex, folder: Path) -> None:
    for number in range(20):
        keep(folder / f"{number:02}.congvan")
    slices = index.scan([folder], [])
    while next(slices).changed < 5:
        pass
    slices.close()
    assert 0 < len(names(index)) < 20
    scan(index, folder)
    assert len(names(index)) == 20


def test_files_are_read_only(index: LetterIndex, folder: Path) -> None:
    keep(folder / "a.congvan")
    export(folder / "b.docx")
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    scan(index, folder)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


# --- peeking into Word files


def test_a_word_file_gives_its_letter_without_the_rest(tmp_path: Path) -> None:
    path = export(tmp_path / "a.docx")
    found = carried_letter(path, 1_000_000)
    assert found is not None
    assert '"subject":"họp"'.encode() in found
    assert carried_letter(path, 100) is None


def test_an_item_that_is_not_ours_or_not_whole_is_no_letter(tmp_path: Path) -> None:
    items = {
        "none": "<a/>",
        "named": '<a b="urn:soan-cong-van:letter"/>',
        "cut": '<letter xmlns="urn:soan-cong-van:letter">{',
        "empty": '<letter xmlns="urn:soan-cong-van:letter"/>',
        "entity": '<!DOCTYPE a [<!ENTITY x "y">]><letter xmlns="urn:soan-cong-van:letter">&x;</letter>',
    }
    for name, item in items.items():
        path = tmp_path / f"{name}.docx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("customXml/item1.xml", item)
        assert carried_letter(path, 1_000_000) is None, name


def test_a_local_folder_is_not_on_a_network(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path)
