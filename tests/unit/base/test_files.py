"""Files written whole or not at all, and the sentence for each way to fail."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.base.files import is_windows_name, write_atomic


def _problem(path: Path, *, overwrite: bool = True) -> AppError:
    with pytest.raises(AppError) as caught:
        write_atomic(path, b"new", overwrite=overwrite)
    assert "\n" not in str(caught.value)
    return caught.value


def _fail_with(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, error: OSError) -> None:
    # What a full disk or Word's lock answers; neither can be had for real in a test.
    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(owner, name, fail)


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_new_file_is_written_and_nothing_else_is_left(tmp_path: Path, overwrite: bool) -> None:
    write_atomic(tmp_path / "thư.docx", b"new", overwrite=overwrite)
    assert [path.name for path in tmp_path.iterdir()] == ["thư.docx"]
    assert (tmp_path / "thư.docx").read_bytes() == b"new"


def test_an_old_file_is_replaced_when_that_is_allowed(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    write_atomic(target, b"new", overwrite=True)
    assert target.read_bytes() == b"new"


def test_an_old_file_is_kept_when_it_may_not_be_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    error = _problem(target, overwrite=False)
    assert (error.key, error.fields) == ("base.file_exists", {"path": target})
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_atomic(tmp_path / "a.docx", b"new", overwrite=True)
    assert stat.S_IMODE((tmp_path / "a.docx").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "plain").stat().st_mode
    )


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.docx").write_bytes(b"old")
    (tmp_path / "link.docx").symlink_to(tmp_path / "real" / "a.docx")
    write_atomic(tmp_path / "link.docx", b"new", overwrite=True)
    assert (tmp_path / "link.docx").is_symlink()
    assert (tmp_path / "real" / "a.docx").read_bytes() == b"new"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    error = _problem(tmp_path / "không có" / "a.docx")
    assert (error.key, error.fields) == ("base.folder_missing", {"folder": tmp_path / "không có"})


def test_a_folder_is_not_taken_for_a_file(tmp_path: Path) -> None:
    assert _problem(tmp_path).key == "base.target_is_folder"


@pytest.mark.parametrize("overwrite", [True, False])
def test_too_long_a_name_leaves_nothing_behind(tmp_path: Path, overwrite: bool) -> None:
    assert _problem(tmp_path / ("a" * 300), overwrite=overwrite).key == "base.path_too_long"
    assert list(tmp_path.iterdir()) == []


def test_a_zero_character_in_a_name_is_refused(tmp_path: Path) -> None:
    error = _problem(tmp_path / "a\0b")
    assert error.key == "base.name_illegal"
    assert "\0" not in str(error)


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder that nobody may write to")
def test_a_folder_that_cannot_be_written_is_named() -> None:
    error = _problem(Path("/sys/kernel/a.docx"))
    assert (error.key, error.fields) == ("base.folder_not_writable", {"folder": Path("/sys/kernel")})


def test_a_disk_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Linux refuses there even to delete what is not there.
    refused = OSError(errno.EROFS, "Read-only file system")
    _fail_with(monkeypatch, Path, "open", refused)
    _fail_with(monkeypatch, Path, "unlink", refused)
    assert _problem(tmp_path / "a.docx").key == "base.folder_not_writable"


def test_a_full_disk_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    _fail_with(monkeypatch, os, "fsync", OSError(errno.ENOSPC, "No space left on device"))
    assert _problem(target).key == "base.disk_full"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_open_in_word_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    _fail_with(monkeypatch, Path, "replace", PermissionError(errno.EACCES, "Access is denied"))
    assert _problem(target).key == "base.file_in_use"
    assert list(tmp_path.iterdir()) == [target]


def _held(*_arguments: object, **_options: object) -> None:
    """What Windows says of a file that another program has open."""
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = 5  # type: ignore[attr-defined,unused-ignore]
    raise error


def test_a_file_that_a_virus_scanner_looks_at_is_written_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    ways: list[Callable[[Path, Path], object]] = [Path.replace, _held, _held]

    def replace(path: Path, to: Path) -> None:
        ways.pop()(path, to)

    monkeypatch.setattr(Path, "replace", replace)
    write_atomic(target, b"new", overwrite=True)
    assert ways == []
    assert target.read_bytes() == b"new"


def test_a_file_that_stays_open_elsewhere_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", _held)
    assert _problem(target).key == "base.file_in_use"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name != "nt", reason="other systems replace an open file")
def test_a_file_that_is_open_here_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    with target.open("rb"):
        assert _problem(target).key == "base.file_in_use"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_marked_read_only_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(stat.S_IREAD)
    monkeypatch.setattr(Path, "replace", _held)  # as only Windows does
    assert _problem(target).key == "base.file_read_only"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_without_links_takes_new_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fail_with(monkeypatch, os, "link", PermissionError(errno.EPERM, "Operation not permitted"))
    write_atomic(tmp_path / "a.docx", b"new", overwrite=False)
    assert (tmp_path / "a.docx").read_bytes() == b"new"


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    links: bool,
) -> None:
    target = tmp_path / "a.docx"
    real_fsync = os.fsync

    def slow_fsync(descriptor: int) -> None:
        target.write_bytes(b"of another program")
        real_fsync(descriptor)

    monkeypatch.setattr(os, "fsync", slow_fsync)
    if not links:
        _fail_with(monkeypatch, os, "link", PermissionError(errno.EPERM, "Operation not permitted"))
    assert _problem(target, overwrite=False).key == "base.file_exists"
    assert target.read_bytes() == b"of another program"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OSError(errno.EINVAL, "Invalid argument"), "base.name_illegal"),
        (OSError(errno.EIO, "Input/output error"), "base.write_failed"),
        (OSError(errno.EROFS, "Read-only file system"), "base.folder_not_writable"),
    ],
)
def test_every_answer_of_the_system_has_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, key: str
) -> None:
    _fail_with(monkeypatch, Path, "open", error)
    assert _problem(tmp_path / "a.docx").key == key


@pytest.mark.parametrize("code", [(206, "base.path_too_long"), (123, "base.name_illegal")])
def test_windows_answers_have_their_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: tuple[int, str]
) -> None:
    error = OSError(errno.ENOENT, "The filename is wrong")
    error.winerror = code[0]  # type: ignore[attr-defined,unused-ignore]
    _fail_with(monkeypatch, Path, "open", error)
    assert _problem(tmp_path / "a.docx").key == code[1]


def test_a_network_that_breaks_off_is_not_taken_for_a_bad_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = OSError(errno.EINVAL, "The specified network name is no longer available")
    error.winerror = 64  # type: ignore[attr-defined,unused-ignore]
    _fail_with(monkeypatch, Path, "replace", error)
    assert _problem(tmp_path / "a.docx").key == "base.write_failed"


def test_a_path_that_windows_calls_missing_for_its_length_is_said_to_be_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail_with(monkeypatch, Path, "open", FileNotFoundError(errno.ENOENT, "The system cannot find the path"))
    assert _problem(tmp_path / ("a" * 250)).key == "base.path_too_long"
    assert _problem(tmp_path / "a.docx").key == "base.write_failed"


@pytest.mark.parametrize("name", ["Công văn 05.docx", "a", ".congvan", "CONTRACT.docx", "com.docx"])
def test_ordinary_names_are_good_on_windows(name: str) -> None:
    assert is_windows_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a:b",
        "05/UBND",
        'a"b',
        "a?",
        "a\tb",
        "con",
        "NUL.docx",
        "Com1.x",
        "COM\u00b9.x",
        "conin$",
        "a.",
        "a ",
    ],
)
def test_names_that_windows_refuses_are_known(name: str) -> None:
    assert not is_windows_name(name)
