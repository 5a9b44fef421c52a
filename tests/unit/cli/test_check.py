"""main.py check: the findings of letters and its exit code."""

from __future__ import annotations

from pathlib import Path

from app.letter.model import Place, SkeletonRef
from tests.support.command_line import Call, names, put


def test_a_letter_without_findings_is_told_so(call: Call, folder: Path) -> None:
    letter = put(folder)
    answer = call("check", letter)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"“{letter}”: không thấy chỗ sai thể thức.\n"
    assert names(folder) == ["thư.congvan"]


def test_findings_are_listed_with_their_clause(call: Call, folder: Path) -> None:
    letter = put(folder, place=Place())
    answer = call("check", letter)
    assert answer.code == 1
    head, *lines = answer.out.splitlines()
    assert head == f"“{letter}”: 1 điều cần xem lại."
    assert len(lines) == 1
    assert lines[0].startswith("  lỗi: ")
    assert lines[0].endswith("(điểm a khoản 4 Mục II Phần I Phụ lục I)")


def test_a_skeleton_of_the_office_that_is_not_here_is_told(call: Call, folder: Path) -> None:
    answer = call("check", put(folder, skeleton=SkeletonRef(id="khung-so")))
    assert answer.code == 1
    head, line = answer.out.splitlines()
    assert head.endswith("1 điều cần xem lại.")
    assert line.startswith("  cảnh báo: Máy này không có khung Word")


def test_a_hint_alone_is_no_fault(call: Call, folder: Path) -> None:
    answer = call("check", put(folder, subject="Nâng bậc lương"))
    assert answer.code == 0
    assert "  gợi ý: " in answer.out


def test_a_bad_file_does_not_stop_the_others(call: Call, folder: Path) -> None:
    bad = folder / "hỏng.congvan"
    bad.write_bytes(b"{")
    answer = call("check", bad, put(folder, place=Place()))
    assert answer.code == 2
    assert "hỏng.congvan" in answer.err
    assert "thư.congvan" in answer.out
