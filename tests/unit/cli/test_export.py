"""main.py export: which files it writes, and what it tells about them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from app.base.files import write_atomic
from app.letter.model import Organ, PartialDate, Place, SkeletonRef
from tests.support.command_line import Call, names, put, put_skeleton, put_tree
from tests.support.packages import DOCUMENT, unzipped


def test_a_letter_becomes_a_word_file_beside_it(call: Call, folder: Path) -> None:
    letter = put(folder)
    answer = call("export", letter)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"Đã xuất “{letter}” thành “{folder / 'thư.docx'}”.\n"
    assert (folder / "thư.docx").read_bytes().startswith(b"PK")
    assert names(folder) == ["thư.congvan", "thư.docx"]


def test_the_word_file_may_have_another_name_or_folder(call: Call, folder: Path, tmp_path: Path) -> None:
    letter = put(folder)
    assert call("export", letter, "-o", tmp_path / "gửi đi.docx").code == 0
    assert call("export", "--out-dir", tmp_path, letter).code == 0
    assert (tmp_path / "gửi đi.docx").is_file()
    assert (tmp_path / "thư.docx").is_file()
    assert names(folder) == ["thư.congvan"]


def test_a_file_that_is_there_is_replaced_only_with_force(call: Call, folder: Path) -> None:
    letter = put(folder)
    (folder / "thư.docx").write_bytes(b"old")
    assert str(folder / "thư.docx") in call("export", letter).sentence
    assert (folder / "thư.docx").read_bytes() == b"old"
    assert call("export", "--force", letter).code == 0
    assert (folder / "thư.docx").read_bytes().startswith(b"PK")


def test_one_bad_letter_does_not_stop_the_others(call: Call, folder: Path) -> None:
    letters = [put(folder, "một.congvan"), folder / "hai.congvan", put(folder, "ba.congvan")]
    letters[1].write_text("{", encoding="utf-8")
    answer = call("export", *letters)
    assert answer.code == 2
    assert answer.out.count("Đã xuất") == 2
    head, reason = answer.err.splitlines()
    assert head == "Không xuất được 1 trong 3 công văn:"
    assert "hai.congvan" in reason
    assert names(folder) == ["ba.congvan", "ba.docx", "hai.congvan", "một.congvan", "một.docx"]


def test_two_letters_for_one_file_are_refused_before_anything_is_written(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    (folder / "cũ").mkdir()
    first, second = put(folder, "Thư.congvan"), put(folder / "cũ", "thư.congvan")
    refused = call("export", "--out-dir", tmp_path, put(folder, "a.congvan"), first, second).sentence
    assert str(first) in refused
    assert str(second) in refused
    assert list(tmp_path.glob("*.docx")) == []


def test_a_name_that_leads_nowhere_is_told(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = put(folder)

    def refuse(_: Path, strict: bool = False) -> Path:
        raise OSError  # as for CON.docx on Windows

    monkeypatch.setattr(Path, "resolve", refuse)
    assert "không có" in call("export", letter, "-o", folder / "không có" / "a.docx").sentence
    assert call("export", letter, "-o", folder / "a.docx").code == 0


def test_a_folder_on_a_network_that_is_broken_off_is_told(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = put(folder)

    usual = Path.is_dir

    def refuse(path: Path) -> bool:
        if path == folder:
            raise OSError
        return usual(path)

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert str(folder) in call("export", letter, "--out-dir", folder).sentence


def test_the_same_letter_twice_is_refused(call: Call, folder: Path) -> None:
    letter = put(folder)
    assert "thư.docx" in call("export", letter, folder / "." / "thư.congvan").sentence
    assert names(folder) == ["thư.congvan"]


def test_a_letter_or_skeleton_is_never_replaced_by_the_file_made_from_it(call: Call, folder: Path) -> None:
    letter = put(folder)
    skeleton = put_skeleton(folder, "Nơi nhận:", "Nơi nhận:", "thư.docx")
    before = skeleton.read_bytes()
    assert "thư.docx" in call("export", letter, "--skeleton", skeleton, "--force").sentence
    assert skeleton.read_bytes() == before
    named = put(folder, "công văn.docx")  # a letter under the name of a Word file
    assert "công văn.docx" in call("export", named, "--force").sentence


def test_an_own_skeleton_prints_the_letter(call: Call, folder: Path) -> None:
    letter = put(folder)
    skeleton = put_skeleton(folder, "Nơi nhận:", "Nơi gửi:")
    assert call("export", letter, "--skeleton", skeleton).code == 0
    assert "Nơi gửi:".encode() in unzipped((folder / "thư.docx").read_bytes())[DOCUMENT]


def test_a_skeleton_that_is_not_here_is_told_and_the_own_one_used(call: Call, folder: Path) -> None:
    letter = put(folder, skeleton=SkeletonRef(id="khung-so"))
    answer = call("export", letter)
    assert answer.code == 0
    assert answer.out.splitlines()[1].startswith("  cảnh báo: Máy này không có khung Word")
    # Who names a skeleton has chosen.
    skeleton = put_skeleton(folder, "Nơi nhận:", "Nơi nhận:")
    assert "cảnh báo" not in call("export", letter, "--force", "--skeleton", skeleton).out


def test_findings_stand_below_the_letter_with_severity_and_clause(call: Call, folder: Path) -> None:
    letter = put(folder, subject="về việc nâng bậc lương.", place=Place(name="gia lai"))
    lines = call("export", letter).out.splitlines()[1:]
    assert lines[0].startswith("  lỗi: ")
    assert lines[0].endswith("(điểm c khoản 4 Mục II Phần I Phụ lục I)")
    assert any(line.startswith("  gợi ý: ") for line in lines)


def test_the_writer_tells_what_it_did_to_make_the_letter_fit(call: Call, folder: Path) -> None:
    place = Place(name="Thành phố Hồ Chí Minh")
    issuer = Organ(name="Sở Tài chính", parent="Ủy ban nhân dân Thành phố Hồ Chí Minh")
    letter = put(folder, issuers=(issuer,), place=place, date=PartialDate(year=2026, month=12, day=29))
    assert "  gợi ý: Đã đặt lề trái 30 mm, lề phải 15 mm" in call("export", letter).out


def test_dropped_control_characters_are_told(call: Call, folder: Path) -> None:
    letter = put_tree(folder, lambda tree: tree.update(subject="nâng bậc\x02 lương"))
    assert "U+0002" in call("export", letter).out


def test_progress_is_shown_to_a_person_only(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = put(folder)
    assert call("export", letter).err == ""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    call("export", letter, "--force")
    assert terminal.getvalue() == "[1/1] thư.congvan\n"


def test_wild_cards_that_the_console_left_are_resolved(call: Call, folder: Path) -> None:
    put(folder, "a.congvan")
    put(folder, "b.congvan")
    assert call("export", folder / "*.congvan").code == 0
    assert names(folder) == ["a.congvan", "a.docx", "b.congvan", "b.docx"]
    assert "c*.congvan" in call("export", folder / "c*.congvan").sentence


def test_stopping_leaves_what_is_done_and_nothing_half_done(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = [put(folder, "a.congvan"), put(folder, "b.congvan")]

    def write_one(path: Path, data: bytes, *, overwrite: bool) -> None:
        if path.stem == "b":
            raise KeyboardInterrupt
        write_atomic(path, data, overwrite=overwrite)

    monkeypatch.setattr("app.cli.export.write_atomic", write_one)
    answer = call("export", *letters)
    assert answer.code == 130
    assert answer.err == "Đã dừng theo yêu cầu của người dùng.\n"
    assert names(folder) == ["a.congvan", "a.docx", "b.congvan"]
