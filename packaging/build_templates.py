"""Build the built-in Word skeleton, templates/khung.docx, from the rulebook.

With --check nothing is written; the exit code tells whether the committed file is current.
The skeleton is an ordinary .docx with ordinary values: a clerk may change it in Word and use it.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.rules.load import load_rulebook  # noqa: E402 - after the tree is on the path
from app.word.package import Package  # noqa: E402
from app.word.skeleton_parts import skeleton_parts  # noqa: E402

TARGET = ROOT / "templates" / "khung.docx"


def main(arguments: list[str] | None = None) -> int:
    """Build or check the skeleton; 1 when a check finds it stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if the file is stale")
    options = parser.parse_args(arguments)
    parts = skeleton_parts(load_rulebook())
    if options.check:
        stale = _differing(parts)
        for name in stale:
            print(f"stale: {TARGET.name}, part {name}; run packaging/build_templates.py", file=sys.stderr)
        return 1 if stale else 0
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(Package(parts).to_zip())
    print(f"built {TARGET.relative_to(ROOT)}")
    return 0


def _differing(parts: dict[str, bytes]) -> list[str]:
    """Names of parts that differ; parts are compared, not zip bytes, which vary with zlib."""
    if not TARGET.exists():
        return [str(TARGET)]
    with zipfile.ZipFile(io.BytesIO(TARGET.read_bytes())) as built:
        old = {name: built.read(name) for name in built.namelist()}
    return sorted(name for name in {*old, *parts} if old.get(name) != parts.get(name))


if __name__ == "__main__":
    raise SystemExit(main())
