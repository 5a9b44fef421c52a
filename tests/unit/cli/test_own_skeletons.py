"""Letters that name a skeleton of the office, printed by the command line with what the library keeps."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from app.letter.model import SkeletonRef
from app.library.database import Database
from app.library.skeletons import Skeletons
from app.settings.paths import HOME_VARIABLE, find_paths
from tests.support.command_line import Call, put, put_skeleton
from tests.support.packages import DOCUMENT, unzipped


@pytest.fixture
def ref(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SkeletonRef:
    """How a letter names the one skeleton in the library of this user; it says “Nơi gửi”."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "nhà"))
    data = put_skeleton(folder, "Nơi nhận:", "Nơi gửi:").read_bytes()
    return Skeletons(Database(find_paths().library_file)).save("Khung của Sở", data).ref


def _main_part(path: Path) -> str:
    return unzipped(path.read_bytes())[DOCUMENT].decode()


def test_a_letter_is_exported_with_the_skeleton_it_names(call: Call, folder: Path, ref: SkeletonRef) -> None:
    answer = call("export", put(folder, skeleton=ref))
    assert (answer.code, answer.err) == (0, "")
    assert len(answer.out.splitlines()) == 1
    assert "Nơi gửi:" in _main_part(folder / "thư.docx")


def test_the_skeleton_of_the_order_goes_before_it(call: Call, folder: Path, ref: SkeletonRef) -> None:
    other = put_skeleton(folder, "Nơi nhận:", "Nơi đến:", "khác.docx")
    assert call("export", put(folder, skeleton=ref), "--skeleton", other).code == 0
    assert "Nơi đến:" in _main_part(folder / "thư.docx")


def test_a_skeleton_that_was_changed_since_is_told(call: Call, folder: Path, ref: SkeletonRef) -> None:
    letter = put(folder, skeleton=SkeletonRef(id=ref.id, sha256="0" * 64))
    told = "  gợi ý: Khung “Khung của Sở” đã được sửa"
    assert call("export", letter).out.splitlines()[1].startswith(told)
    assert "Nơi gửi:" in _main_part(folder / "thư.docx")
    checked = call("check", letter)
    assert checked.code == 0
    assert checked.out.splitlines()[1].startswith(told)


def test_pages_are_shown_with_the_skeleton_it_names(call: Call, folder: Path, ref: SkeletonRef) -> None:
    assert "Nơi gửi:" in call("pages", put(folder, skeleton=ref)).out
    assert "Nơi nhận:" in call("pages", put(folder)).out


def test_a_library_that_cannot_be_read_stops_only_the_letters_that_need_it(
    call: Call, folder: Path, ref: SkeletonRef
) -> None:
    find_paths().library_file.write_bytes(b"no library at all")
    assert "bị hỏng" in call("export", put(folder, skeleton=ref)).sentence
    assert call("export", put(folder)).code == 0
    assert zipfile.is_zipfile(folder / "thư.docx")


def test_no_library_is_made_where_there_was_none(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "mới"))
    assert call("export", put(folder, skeleton=SkeletonRef(id="mat"))).code == 0
    assert not find_paths().library_file.exists()
