"""Memory of the whole window with a letter of twenty pages: opened, paged through, typed in, exported.

Prints JSON, in MB. ``resident`` is what the system counts for the process at the end, ``peak`` the most
that it ever was.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest  # noqa: E402 - after the platform is chosen
from PySide6.QtWidgets import QApplication, QFileDialog  # noqa: E402

from app.base.resources import resource_path  # noqa: E402 - after the tree is on the path
from app.bootstrap import make_office  # noqa: E402
from app.letter.file import load, save  # noqa: E402
from app.settings.paths import HOME_VARIABLE, find_paths  # noqa: E402
from app.ui import tasks  # noqa: E402
from app.ui.theme import Theme  # noqa: E402
from app.ui.window import MainWindow  # noqa: E402
from tests.support.clerk import Clerk, wait_until  # noqa: E402

GOAL_MB = 250
PAGES = 20
_PATIENCE_SECONDS = 60.0
_KEYS = 200


def long_letter(folder: Path) -> Path:
    """The Ngọc Hồi letter, its text so often that it has twenty pages."""
    letter = load(resource_path("samples") / "ngoc-hoi-2021.congvan").letter
    path = folder / "dai.congvan"
    save(path, replace(letter, body=letter.body * (PAGES // 2)), overwrite=True)
    return path


def resident_mb() -> dict[str, float]:
    """What the system says of this process; on Linux only."""
    status = Path("/proc/self/status").read_text("ascii", errors="replace")
    found = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    names = {"resident": "VmRSS", "peak": "VmHWM"}
    return {name: round(int(found[key].split()[0]) / 1024, 1) for name, key in names.items()}


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        application = QApplication([])
        window = MainWindow()
        paths = find_paths({HOME_VARIABLE: str(folder / "home")})
        office = make_office(window, Theme(application, "light"), paths)
        window.attach(office)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        figures: dict[str, object] = {"start": resident_mb()["resident"]}
        office.open_path(long_letter(folder))
        wait_until(lambda: office.workspace is not None, _PATIENCE_SECONDS)
        workspace = office.workspace
        assert workspace is not None
        wait_until(lambda: workspace.driver.page_count >= PAGES, _PATIENCE_SECONDS)
        figures["opened"] = resident_mb()["resident"]
        _work(Clerk(window), folder / "dai.docx")
        figures |= {**resident_mb(), "pages": workspace.driver.page_count, "goal": GOAL_MB}
        print(json.dumps({"memory_mb": figures}, indent=2))
        office.put_away()
        window.close()
    return 0


def _work(clerk: Clerk, target: Path) -> None:
    QFileDialog.getSaveFileName = lambda *_: (str(target), "")  # type: ignore[method-assign]
    clerk.press("F6", *["PgDown"] * PAGES, *["PgUp"] * PAGES)
    clerk.press("Alt+N")
    for _ in range(_KEYS):
        clerk.type("x")
        QTest.qWait(1)
    clerk.press("F12")
    wait_until(lambda: target.exists() and not tasks.is_busy(), _PATIENCE_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
