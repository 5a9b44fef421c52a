"""How long until the window is seen, beside an empty PySide6 window in the same run; prints JSON."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9
MOST = 1.6  # times the empty window

# Both end as soon as the first events are done: the window has been painted.
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


def main() -> None:
    """Measure in turns, so that a busy machine is unfair to nobody."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "SOANCONGVAN_HOME": home,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }  # fmt: skip
        times: dict[str, list[float]] = {"empty": [], "ours": [], "ready": []}
        for _ in range(ROUNDS):
            for name, script in (("empty", EMPTY), ("ours", OURS), ("ready", READY)):
                begun = perf_counter()
                subprocess.run(
                    [sys.executable, "-c", script], cwd=ROOT, env=environment, check=True, capture_output=True
                )
                times[name].append((perf_counter() - begun) * 1000)
    figures = {f"{name}_ms": round(statistics.median(values), 1) for name, values in times.items()}
    ratio = figures["ours_ms"] / figures["empty_ms"]
    print(json.dumps({"start": {**figures, "ratio": round(ratio, 2), "most": MOST, "ok": ratio <= MOST}}))


if __name__ == "__main__":
    main()
