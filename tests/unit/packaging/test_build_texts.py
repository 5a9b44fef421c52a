"""Compiling the catalogues, and noticing that one is stale."""

from __future__ import annotations

import gettext
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.house_rules import ROOT

_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def _build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "packaging" / "build_texts.py"), "--texts", str(folder), *options]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def _write(folder: Path, sentence: str) -> None:
    (folder / "vi").mkdir(exist_ok=True)
    (folder / "vi" / "base.po").write_text(f'{_HEADER}msgid "base.a"\nmsgstr "{sentence}"\n', "utf-8")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with one compiled catalogue."""
    _write(tmp_path, "Tệp")
    assert _build(tmp_path).returncode == 0
    return tmp_path


def test_a_compiled_catalogue_is_read_by_gettext(texts: Path) -> None:
    assert gettext.translation("base", str(texts), ["vi"]).gettext("base.a") == "Tệp"
    assert _build(texts, "--check").returncode == 0


def test_compiling_again_gives_the_same_bytes(texts: Path) -> None:
    compiled = texts / "vi" / "LC_MESSAGES" / "base.mo"
    before = compiled.read_bytes()
    compiled.unlink()
    assert _build(texts).returncode == 0
    assert compiled.read_bytes() == before


def test_a_changed_sentence_makes_the_compiled_file_stale_until_it_is_built(texts: Path) -> None:
    _write(texts, "Tệp tin")
    done = _build(texts, "--check")
    assert done.returncode == 1
    assert "vi/base.po" in done.stderr.replace("\\", "/")
    assert _build(texts).returncode == 0
    assert _build(texts, "--check").returncode == 0


def test_a_compiled_file_without_source_is_noticed_and_removed(texts: Path) -> None:
    (texts / "vi" / "base.po").unlink()
    assert _build(texts, "--check").returncode == 1
    assert _build(texts).returncode == 0
    assert list((texts / "vi" / "LC_MESSAGES").iterdir()) == []


def test_a_key_that_stands_twice_is_refused(texts: Path) -> None:
    with (texts / "vi" / "base.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "base.a"\nmsgstr "Khác"\n')
    done = _build(texts)
    assert done.returncode == 1
    assert "base.a" in done.stderr
