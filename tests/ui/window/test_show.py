"""main.py opens the window, and main.py show writes a picture of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.settings.glance import Glance, read_glance
from app.settings.options import OPTIONS
from app.settings.paths import find_paths
from app.ui.pictures import settle
from tests.ui.window.conftest import NGOC_HOI, ROOT


def _show(tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", "show", str(NGOC_HOI), *options],
        cwd=ROOT,
        env={**os.environ, "SOANCONGVAN_HOME": str(tmp_path / "home")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(("scale", "dark"), [("1", False), ("1.5", True)])
def test_show_writes_a_picture_of_the_size_that_was_asked_for(tmp_path: Path, scale: str, dark: bool) -> None:
    target = tmp_path / "anh.png"
    options = ["--grab", str(target), "--size", "1440x900", "--scale", scale, "--section", "nguoi_ky"]
    done = _show(tmp_path, *options, *(["--dark"] if dark else []))
    assert (done.returncode, target.is_file()) == (0, True), done.stderr
    image = QImage(str(target))
    assert (image.width(), image.height()) == (1440, 900)
    assert (image.pixelColor(4, 4).lightness() < 128) is dark


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "--grab"),
        (("--grab", "khong-ghi.png", "--size", "big"), "1366x768"),
        (("--grab", "khong-ghi.png", "--scale", "9"), "1.5"),
        (("--grab", "khong-ghi.png", "--section", "khong_co"), "noi_dung"),
    ],
)
def test_show_says_what_is_wrong_with_its_options(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    done = _show(tmp_path, *options)
    assert done.returncode == 2
    assert words in done.stderr


def test_the_window_is_seen_before_the_rest_is_loaded(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOANCONGVAN_HOME", str(tmp_path))
    path = tmp_path / "thu.congvan"
    path.write_bytes(NGOC_HOI.read_bytes())
    hook = sys.excepthook
    monkeypatch.setattr(sys, "excepthook", hook)
    window, theme = bootstrap._bare_window(find_paths())
    window.show()
    start = bootstrap.WindowStart(window, theme, path, bootstrap.Log(tmp_path / "log"))
    ended: list[bool] = []

    class Turns:
        def stop(self) -> None:
            ended.append(True)

    start.turns = Turns()
    while not ended:
        start.turn()
    qtbot.waitUntil(lambda: "thu.congvan" in window.windowTitle())
    window.close()
    start._log.close()
    settle()


def test_nothing_heavy_is_loaded_before_the_window_is_seen() -> None:
    script = (
        "import sys\nfrom app import bootstrap\nbootstrap._bare_window(bootstrap.find_paths())\n"
        "print([name for name in ('lxml', 'docx', 'jinja2', 'babel', 'app.rules.model', 'app.word.write')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_glance_knows_the_keys_and_defaults_of_the_options(tmp_path: Path) -> None:
    declared = {option.key: option.default for option in OPTIONS}
    assert all(declared[name] == default for name, default in Glance()._asdict().items())
    file = tmp_path / "settings.json"
    for broken in ("", "[]", "{", '{"theme": 5}'):
        file.write_text(broken, "utf-8")
        assert read_glance(file) == Glance()
    file.write_text('{"theme": "dark"}', "utf-8")
    assert read_glance(file).theme == "dark"
