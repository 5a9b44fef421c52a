"""The program with a clerk who types and saves without end, to be killed or to meet a mistake of ours.

python window_typist.py type HOME FILE: writes "clock count" to standard output after every key.
python window_typist.py crash HOME FILE: a slot fails; writes what the report says.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.bootstrap import make_office
from app.settings.paths import find_paths
from app.ui.crash import CrashDialog
from app.ui.theme import Theme
from app.ui.window import MainWindow
from tests.support.clerk import Clerk, wait_until

_KEY_EVERY_MS = 15
_KEYS_PER_SAVE = 40
TYPED = "x"
SECRET = "bí mật của lá thư"


def main(deed: str, home: str, file: str) -> None:
    """Start the window, begin a letter, and go on until killed."""
    application = QApplication([])
    paths = find_paths({"SOANCONGVAN_HOME": home})
    window = MainWindow()
    office = make_office(window, Theme(application, "light"), paths)
    window.attach(office)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QFileDialog.getSaveFileName = lambda *_: (file, "")  # type: ignore[method-assign]
    clerk = Clerk(window)
    clerk.press("Ctrl+N", "Alt+N")
    if deed == "crash":
        _crash(clerk)
    else:
        _type(clerk)


def _type(clerk: Clerk) -> None:
    count = 0
    while True:
        clerk.type(TYPED)
        count += 1
        os.write(1, f"{time.monotonic():.3f} {count}\n".encode())
        if count % _KEYS_PER_SAVE == 0:
            clerk.press("Ctrl+S")
        QTest.qWait(_KEY_EVERY_MS)


def _crash(clerk: Clerk) -> None:
    clerk.type(SECRET)
    QTimer.singleShot(0, _fail)
    found = wait_until(lambda: bool(clerk.window.findChildren(CrashDialog)))
    report = clerk.window.findChildren(CrashDialog)[0].report.toPlainText() if found else ""
    os.write(1, report.encode())
    os._exit(0)


def _fail() -> None:
    raise RuntimeError(SECRET)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], str(Path(sys.argv[3])))
