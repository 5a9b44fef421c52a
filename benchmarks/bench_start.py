"""How long until the window is seen, beside an empty PySide6 window in the same run; prints JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 15
MOST = 1.6  # times the empty window

# Both are seen as soon as the first events are done: the window has been painted.
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
application.processEvents()
"""
OURS = """
from app import bootstrap
from app.settings.paths import find_paths
window, theme = bootstrap._bare_window(find_paths())
window.show()
bootstrap._qt_application(widgets=True).processEvents()
"""
# … and until letters can be opened.
READY = (
    OURS
    + """
office = bootstrap.make_office(window, theme, find_paths())
window.attach(office)
bootstrap._qt_application(widgets=True).processEvents()
"""
)


# Said as soon as the window is there: how long Python takes to end is no wait for anybody.
SEEN = "print(flush=True)"


def main() -> None:
    """Measure in turns; the fastest of each counts, for other work on the machine only ever adds to it."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "SOANCONGVAN_HOME": home,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            # As every start but the first of all: our modules are compiled, as those of Qt are.
            "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled"),
        }  # fmt: skip
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        scripts = {"empty": EMPTY, "ours": OURS, "ready": READY}
        times: dict[str, list[float]] = {name: [] for name in scripts}
        for turn in range(ROUNDS + 1):
            for name, script in scripts.items():
                took = _seen_after(script, environment)
                if turn > 0:
                    times[name].append(took)
    figures = {f"{name}_ms": round(min(values), 1) for name, values in times.items()}
    ratio = figures["ours_ms"] / figures["empty_ms"]
    print(json.dumps({"start": {**figures, "ratio": round(ratio, 2), "most": MOST, "ok": ratio <= MOST}}))


def _seen_after(script: str, environment: dict[str, str]) -> float:
    """Milliseconds from the start of Python until the window is seen."""
    begun = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", script + SEEN],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        seen = process.stdout.readline()
        took = (perf_counter() - begun) * 1000
    if process.returncode or not seen:
        raise SystemExit(f"the window was not shown: {process.returncode}")
    return took


if __name__ == "__main__":
    main()
