"""Make docs/pictures/*.png: the window with the Ngọc Hồi letter, in the sizes and themes offices have."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
LETTER = ROOT / "resources" / "samples" / "ngoc-hoi-2021.congvan"
# Name, size in dots, scale of the screen, section to open or place to show ("" = as it opens).
LOOKS = (
    ("window-1366x768", "1366x768", "1", ""),
    ("window-1920x1080", "1920x1080", "1", ""),
    ("window-1920x1080-150", "1920x1080", "1.5", ""),
    ("body-1366x768", "1366x768", "1", "noi_dung"),
    ("signer-1366x768", "1366x768", "1", "nguoi_ky"),
    ("templates-1366x768", "1366x768", "1", "place_templates"),
    ("contacts-1366x768", "1366x768", "1", "place_contacts"),
)


def main() -> int:
    """Write every picture, light and dark; the exit code of the first that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PICTURES, help="the folder of the pictures")
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        # Not with the settings and letters of whoever runs this.
        environment = {**os.environ, "SOANCONGVAN_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        for name, size, scale, section in LOOKS:
            for theme in ("light", "dark"):
                command = [sys.executable, "main.py", "show", str(LETTER), "--size", size, "--scale", scale]
                command += ["--grab", str(folder / f"{name}-{theme}.png")]
                command += ["--section", section] if section else []
                command += ["--dark"] if theme == "dark" else []
                done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
                if done.returncode:
                    return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
