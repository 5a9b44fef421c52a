"""Everything that cannot be exported: one sentence, exit code 2, nothing half-written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.letter.model import Code, Layout, Margins, PartialDate
from tests.support.command_line import Call, names, put, put_skeleton, put_tree
from tests.support.letters import paragraph

Tree = dict[str, Any]


def _step(tree: Tree) -> None:
    tree["signatures"][0]["chain"] = [{"authority": "PP", "on_behalf_of": "Giám đốc"}]


BAD_TREES: dict[str, tuple[Callable[[Tree], object], tuple[str, ...]]] = {
    "newer version": (lambda tree: tree.update(format_version=99), ("99", "cập nhật")),
    "no letter": (lambda tree: tree.update(kind="bao_cao"), ("không phải là công văn",)),
    "unknown authority": (_step, ("PP", "quyền hạn", "TUQ")),
    "number of a wrong type": (lambda tree: tree["code"].update(number=15), ("số",)),
    "illegal margin": (
        lambda tree: tree.update(layout={"margins": {"left": 10}}),
        ("10", "30", "35", "khoản 3 Mục I"),
    ),
    "number 00": (lambda tree: tree["code"].update(number="00"), ("“00”", "01")),
    "31 February": (lambda tree: tree.update(date={"year": 2026, "month": 2, "day": 31}), ("31/2/2026",)),
    "spacing of no lines": (lambda tree: tree.update(layout={"line_spacing": 0}), ("0", "1,5")),
}


@pytest.mark.parametrize("case", BAD_TREES)
def test_a_letter_that_cannot_be_is_refused(case: str, call: Call, folder: Path) -> None:
    change, told = BAD_TREES[case]
    letter = put_tree(folder, change)
    sentence = call("export", letter).sentence
    assert str(letter) in sentence
    assert [words for words in told if words not in sentence] == []
    assert names(folder) == ["thư.congvan"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "dòng 1, cột 1"),
        (b'{"format_version": 1,\n "kind": "congvan"', "dòng 2"),
        (b'{"format_version": 1, "kind": "congvan"}'.decode().encode("utf-16"), "UTF-8"),
        (b"PK\3\4 a Word file", "UTF-8"),
        (b"[" * 100_000, "lồng nhau"),
    ],
    ids=["empty", "cut off", "utf-16", "binary", "deep"],
)
def test_broken_json_is_refused(data: bytes, told: str, call: Call, folder: Path) -> None:
    letter = folder / "thư.congvan"
    letter.write_bytes(data)
    sentence = call("export", letter).sentence
    assert str(letter) in sentence
    if data[:2] != b"PK":
        assert told in sentence
    assert names(folder) == ["thư.congvan"]


def test_a_letter_that_is_not_there_is_refused(call: Call, folder: Path) -> None:
    assert "thư.congvan" in call("export", folder / "thư.congvan").sentence
    assert "công văn đi" in call("export", folder).sentence


def test_every_blocker_gets_its_sentence(call: Call, folder: Path) -> None:
    letter = put(
        folder,
        code=Code(number="00", organ_notations=("SNV",), unit_notations=("VP",)),
        date=PartialDate(year=2026, month=2, day=31),
        layout=Layout(margins=Margins(top=5)),
    )
    answer = call("export", letter)
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 3
    assert all(line.startswith(f"Không xuất được “{letter}”: ") for line in answer.err.splitlines())
    assert names(folder) == ["thư.congvan"]


def test_a_body_of_three_hundred_pages_is_written(call: Call, folder: Path) -> None:
    words = "Các cơ quan, đơn vị thực hiện đúng thời hạn và báo cáo kết quả theo quy định. " * 8
    letter = put(folder, body=tuple(paragraph(words) for _ in range(300 * 4)))
    answer = call("export", letter)
    assert (answer.code, answer.err) == (0, "")
    assert (folder / "thư.docx").stat().st_size > 20_000


def test_a_folder_that_is_not_there_is_refused(call: Call, folder: Path) -> None:
    letter = put(folder)
    missing = folder / "không có"
    assert str(missing) in call("export", letter, "--out-dir", missing).sentence
    assert str(missing) in call("export", letter, "-o", missing / "thư.docx").sentence
    assert names(folder) == ["thư.congvan"]


def test_a_folder_that_takes_no_file_is_refused(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = put(folder)

    def refuse(self: Path, *arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Tests may run as root, whom no folder refuses.
    monkeypatch.setattr("app.base.files._write_through", refuse)
    assert str(folder) in call("export", letter).sentence
    assert names(folder) == ["thư.congvan"]


def test_a_target_open_in_word_is_refused(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = put(folder)
    (folder / "thư.docx").write_bytes(b"open")

    def locked(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "replace", locked)
    monkeypatch.setattr(Path, "replace", locked)
    sentence = call("export", letter, "--force").sentence
    assert "thư.docx" in sentence
    assert "đang mở trong Word" in sentence
    assert names(folder) == ["thư.congvan", "thư.docx"]
    assert (folder / "thư.docx").read_bytes() == b"open"


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{{ so", "thẻ viết sai"),
        ("{{ so_van_ban }}", "so_van_ban"),
        ("{{ 'a'*10**9 }}", "lệnh không được phép"),
        ("{{ so.__class__ }}", "__class__"),
        ("{{ so | upper }}", "lệnh không được phép"),
        ("{{ range(10) }}", "lệnh không được phép"),
    ],
)
def test_a_skeleton_with_a_bad_tag_is_refused(tag: str, told: str, call: Call, folder: Path) -> None:
    letter = put(folder)
    skeleton = put_skeleton(folder, "{{ so }}", tag)
    assert told in call("export", letter, "--skeleton", skeleton).sentence
    assert names(folder) == ["khung riêng.docx", "thư.congvan"]


def test_a_skeleton_that_is_no_word_file_is_refused(call: Call, folder: Path) -> None:
    letter = put(folder)
    skeleton = folder / "khung.docx"
    assert "khung.docx" in call("export", letter, "--skeleton", skeleton).sentence
    skeleton.write_bytes(b"%PDF-1.7")
    assert "khung.docx" in call("export", letter, "--skeleton", skeleton).sentence
    assert names(folder) == ["khung.docx", "thư.congvan"]


def test_a_skeleton_beyond_all_proportion_is_refused(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = put(folder)
    skeleton = put_skeleton(folder, "{{ so }}", "{{ so }}")
    monkeypatch.setattr("app.cli.export._MOST_SKELETON_BYTES", 1024)
    assert "khung riêng.docx" in call("export", letter, "--skeleton", skeleton).sentence
