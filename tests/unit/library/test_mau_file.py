"""A template carried in one file: everything arrives, and no stranger's file does harm."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from app.base.errors import AppError
from app.base.files import is_windows_name
from app.letter.model import Letter, Secrecy, SkeletonRef
from app.library.mau_file import (
    MAX_BYTES,
    STEPS,
    Carried,
    checksum,
    dumps,
    loads,
    mau_name,
    read_mau,
    write_mau,
)
from app.library.template import Prompt, PromptKind, Template
from tests.support.clerk_skeletons import other_sizes
from tests.support.letters import letters, paragraph, simple_letter
from tests.support.packages import built_in_parts, rulebook, zipped

SAMPLE = Path(__file__).parents[2] / "files" / "mau" / "v1.mau"
TEMPLATE = Template(
    name="Đôn đốc báo cáo",
    category="Chỉ đạo, điều hành",
    description="Khi quá hạn.",
    caution="Chỉ dùng khi đã quá hạn.",
    letter=simple_letter(
        subject="đôn đốc [[việc]]", body=(paragraph("Báo cáo trước ngày [[thời hạn]]"),), extra={"sau_này": 1}
    ),
    prompts=(
        Prompt(name="việc", example="nâng bậc lương", help="Chữ thường."),
        Prompt(name="thời hạn", kind=PromptKind.DATE, extra={"sau_này": [True]}),
        Prompt(name="mức độ", kind=PromptKind.CHOICE, choices=("gấp", "thường")),
    ),
    extra={"sau_này": "x"},
)

Change = Callable[[dict[str, Any]], None]


def tree_of(carried: Carried) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(dumps(carried))
    return tree


def sealed(tree: dict[str, Any]) -> bytes:
    """The file of this content with the checksum that belongs to it: from somebody who knows how."""
    return json.dumps({**tree, "checksum": checksum(tree)}).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(AppError) as caught:
        loads(data, rulebook())
    str(caught.value)  # the sentence has all its fields
    return caught.value.key


def test_a_template_arrives_as_it_was_sent(tmp_path: Path) -> None:
    path = tmp_path / "don-doc.mau"
    write_mau(path, Carried(TEMPLATE), overwrite=False)
    assert read_mau(path, rulebook()) == Carried(TEMPLATE)
    assert "Đôn đốc báo cáo" in path.read_text("utf-8")


def test_its_skeleton_travels_along(tmp_path: Path) -> None:
    data = zipped(other_sizes())
    path = tmp_path / "a.mau"
    write_mau(path, Carried(TEMPLATE, data, "Khung của xã"), overwrite=False)
    assert read_mau(path, rulebook()) == Carried(TEMPLATE, data, "Khung của xã")


def test_ids_of_this_office_do_not_travel() -> None:
    letter = replace(TEMPLATE.letter, skeleton=SkeletonRef(id="k", sha256="ab"))
    read = loads(dumps(Carried(replace(TEMPLATE, id="0a1b", skeleton="k", letter=letter))), rulebook())
    assert read == Carried(TEMPLATE)
    tree = tree_of(Carried(TEMPLATE))
    tree["template"] |= {"id": "don-doc", "skeleton": "k"}
    assert loads(sealed(tree), rulebook()) == Carried(TEMPLATE)


@given(letters(max_items=2))
def test_any_letter_travels(letter: Letter) -> None:
    letter = replace(letter, secrecy=Secrecy.NONE, skeleton=SkeletonRef())
    carried = Carried(replace(TEMPLATE, letter=letter))
    assert loads(dumps(carried), rulebook()) == carried


def test_the_same_template_always_gives_the_same_bytes() -> None:
    assert dumps(Carried(TEMPLATE)) == dumps(loads(dumps(Carried(TEMPLATE)), rulebook()))


def test_unknown_keys_are_kept_at_every_level() -> None:
    tree = tree_of(Carried(TEMPLATE)) | {"from_the_future": {"a": [1, 2.5, None]}}
    read = loads(sealed(tree), rulebook())
    assert read.extra == {"from_the_future": {"a": [1, 2.5, None]}}
    assert json.loads(dumps(read)) == json.loads(sealed(tree))


def test_the_sample_of_version_1_is_read() -> None:
    read = read_mau(SAMPLE, rulebook())
    assert read.template == TEMPLATE
    assert read.skeleton_name == "Khung kiểm thử"
    assert read.skeleton is not None
    assert dumps(read) == SAMPLE.read_bytes()
    assert not STEPS  # a step for every older version, beginning with this one


def test_the_page_about_the_format_tells_every_key_and_kind() -> None:
    page = (Path(__file__).parents[3] / "docs" / "file-format.md").read_text("utf-8")
    about = page[page.index("(`*.mau`)") :]
    keys = {part.name for kind in (Template, Prompt) for part in fields(kind)} | set(
        tree_of(Carried(TEMPLATE))
    )
    assert [key for key in keys - {"extra"} if f"`{key}`" not in about] == []
    assert [kind for kind in PromptKind if f'`"{kind.value}"`' not in about] == []


# --- what is refused


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"null",
        b"[]",
        b'{"format_version": 1}',
        b'{"kind": "congvan", "format_version": 1}',
        b'{"format": "soan-cong-van/mau"}',
        b'{"format": "soan-cong-van/mau", "format_version": true}',
        b'{"format": "soan-cong-van/mau", "format_version": 0}',
        b'{"format": "soan-cong-van/mau", "format": "soan-cong-van/mau", "format_version": 1}',
        b'{"format": "soan-cong-van/mau", "format_version": 1, "a": 1e999}',
        b'{"format": "soan-cong-van/mau", "format_version": 1, "a": ' + b"[" * 200 + b"]" * 200 + b"}",
        b"[" * 100_000,
    ],
)
def test_what_is_no_template_is_refused(data: bytes) -> None:
    assert refusal(data) == "templates.mau_foreign"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    assert refusal(b" " * (MAX_BYTES + 1)) == "templates.mau_too_large"
    path = tmp_path / "bomb.mau"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(AppError, match="32 MB"):
        read_mau(path, rulebook())


@pytest.mark.parametrize("part", ["[],", "{},", '{"a": ""},', "1,"])
def test_a_file_of_nothing_but_json_signs_is_refused_unread(part: str) -> None:
    head = '{"format": "soan-cong-van/mau", "format_version": 1, "checksum": "", "a": ['
    assert refusal((head + part * 600_001 + "0]}").encode()) == "templates.mau_foreign"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.mau")
    with pytest.raises(AppError, match="Không đọc được"):
        read_mau(tmp_path / "a.mau", rulebook())


def test_a_newer_format_is_told() -> None:
    assert refusal(sealed(tree_of(Carried(TEMPLATE)) | {"format_version": 2})) == "templates.mau_newer"
    tree = tree_of(Carried(TEMPLATE))
    tree["template"]["letter"]["format_version"] = 99
    assert refusal(sealed(tree)) == "letter.file_newer"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Đôn đốc", "Đôn Đốc"), ("15", "16"), ('"caution"', '"warning"'), ('"choice"', '"text"')],
)
def test_a_content_that_was_changed_is_refused(old: str, new: str) -> None:
    written = dumps(Carried(TEMPLATE)).decode()
    assert old in written
    assert refusal(written.replace(old, new, 1).encode()) == "templates.mau_changed"


def test_a_checksum_that_is_missing_or_odd_is_refused() -> None:
    tree = tree_of(Carried(TEMPLATE))
    for odd in (None, 1, "", tree["checksum"].upper() + " "):
        assert refusal(json.dumps({**tree, "checksum": odd}).encode()) == "templates.mau_changed"


def test_line_ends_and_indents_that_a_mail_program_changed_do_no_harm() -> None:
    tree = tree_of(Carried(TEMPLATE))
    assert loads(b"\xef\xbb\xbf" + json.dumps(tree).encode(), rulebook()) == Carried(TEMPLATE)


def _without_template(tree: dict[str, Any]) -> None:
    del tree["template"]


def _letter_of(value: object) -> Change:
    return lambda tree: tree["template"].update(letter=value)


def _template_with(**values: object) -> Change:
    return lambda tree: tree["template"].update(values)


def _skeleton_of(value: object) -> Change:
    return lambda tree: tree.update(skeleton=value)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (_without_template, "templates.mau_foreign"),
        (_letter_of(None), "letter.file_not_letter"),
        (_letter_of({"kind": "congvan"}), "letter.file_not_letter"),
        (_letter_of({"kind": "congvan", "format_version": 1, "subject": 5}), "letter.file_wrong_type"),
        (_template_with(name=5), "letter.file_wrong_type"),
        (_template_with(caution=None), "letter.file_wrong_type"),
        (_template_with(prompts={}), "letter.file_wrong_type"),
        (_template_with(prompts=[{"kind": "code"}]), "letter.file_unknown_value"),
        (_template_with(prompts=[{"choices": [1]}]), "letter.file_wrong_type"),
        (_template_with(prompts=[{"example": []}]), "letter.file_wrong_type"),
        (_template_with(prompts=[{"help": []}]), "letter.file_wrong_type"),
        (_template_with(category=[]), "letter.file_wrong_type"),
        (_template_with(description=[]), "letter.file_wrong_type"),
        (_skeleton_of("x"), "templates.mau_skeleton"),
        (_skeleton_of({"name": "x"}), "templates.mau_skeleton"),
        (_skeleton_of({"name": "x", "data": "not base64!"}), "templates.mau_skeleton"),
        (_skeleton_of({"name": "x", "data": "\u00e9"}), "templates.mau_skeleton"),
    ],
)
def test_a_broken_part_is_told_in_one_sentence(change: Change, key: str) -> None:
    tree = tree_of(Carried(TEMPLATE))
    change(tree)
    assert refusal(sealed(tree)) == key


def test_a_skeleton_that_is_no_safe_word_file_is_refused() -> None:
    parts = built_in_parts()
    for data in (b"PK", zipped({"a": b"b"}), zipped({**parts, "word/document.xml": b"<a"})):
        packed = base64.b64encode(data).decode()
        tree = tree_of(Carried(TEMPLATE)) | {"skeleton": {"name": "khung", "data": packed}}
        key = refusal(sealed(tree))
        assert key.startswith(("word.", "reading.")), key


def test_a_letter_with_a_secrecy_mark_is_neither_written_nor_read(tmp_path: Path) -> None:
    secret = Carried(replace(TEMPLATE, letter=simple_letter(secrecy=Secrecy.SECRET)))
    path = tmp_path / "a.mau"
    with pytest.raises(AppError, match="độ mật"):
        write_mau(path, secret, overwrite=False)
    assert not path.exists()
    tree = tree_of(Carried(TEMPLATE))
    tree["template"]["letter"]["secrecy"] = "mat"
    assert refusal(sealed(tree)) == "templates.secret"


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "a.mau", tmp_path / "a\0.mau", tmp_path):
        with pytest.raises(AppError, match="hãy kiểm tra"):
            read_mau(path, rulebook())
    broken = tmp_path / "b.mau"
    broken.write_bytes(b"{}")
    with pytest.raises(AppError, match=r"Không mở được mẫu .*b\.mau.*không phải là mẫu"):
        read_mau(broken, rulebook())


# --- names


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\Windows\\a",
        "/a",
        "CON",
        "a:b",
        "\u202egnp.exe",
        "." * 300,
        "",
        "x" * 5000,
        "~",
        "NUL.txt",
    ],
)
def test_names_that_play_tricks_become_plain_ones(name: str) -> None:
    data = base64.b64encode(zipped(built_in_parts())).decode()
    tree = tree_of(Carried(TEMPLATE)) | {"skeleton": {"name": name, "data": data}}
    tree["template"] |= {"id": name, "name": name}
    read = loads(sealed(tree), rulebook())
    assert read.template.id == ""
    assert is_windows_name(read.skeleton_name)
    assert len(read.skeleton_name) <= 80
    file_name = mau_name(read.template)
    assert is_windows_name(file_name)
    assert len(file_name) <= 90
    assert set(file_name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_the_file_is_named_after_the_template() -> None:
    assert mau_name(TEMPLATE) == "don-doc-bao-cao.mau"
    assert mau_name(Template(name="CON")) == "mau-con.mau"
    assert mau_name(Template()) == "mau.mau"
