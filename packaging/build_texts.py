"""Compile the message catalogues: resources/texts/<lang>/<layer>.po to LC_MESSAGES/<layer>.mo.

With --check nothing is written; the exit code tells whether the compiled files are current.
"""

from __future__ import annotations

import argparse
import datetime
import gettext
import io
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

TEXTS = Path(__file__).resolve().parents[1] / "resources" / "texts"
# babel stamps the current time into the compiled file, which would change it on every run.
FIXED_TIME = datetime.datetime(2020, 3, 5, tzinfo=datetime.UTC)


def main(arguments: list[str] | None = None) -> int:
    """Compile or check every catalogue; 1 when a check finds a stale one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a file is stale")
    parser.add_argument("--texts", type=Path, default=TEXTS, help="the folder of the languages")
    options = parser.parse_args(arguments)
    try:
        stale = [source for source in sorted(options.texts.glob("*/*.po")) if not _is_current(source)]
    except (PoFileError, DuplicateKeyError) as error:
        print(f"build_texts: {error}", file=sys.stderr)
        return 1
    leftover = _leftover(options.texts)
    if options.check:
        for path in [*stale, *leftover]:
            print(f"stale: {path.relative_to(options.texts)}; run packaging/build_texts.py", file=sys.stderr)
        return 1 if stale or leftover else 0
    for source in stale:
        _compiled_path(source).parent.mkdir(exist_ok=True)
        _compiled_path(source).write_bytes(_compiled(source))
        print(f"compiled {source.relative_to(options.texts)}")
    for path in leftover:
        path.unlink()
    return 0


class DuplicateKeyError(Exception):
    """A key stands twice in a catalogue (babel would silently keep the later text)."""


def _compiled_path(source: Path) -> Path:
    return source.parent / "LC_MESSAGES" / f"{source.stem}.mo"


def _compiled(source: Path) -> bytes:
    lines = source.read_text("utf-8").splitlines()
    keys = [line for line in lines if line.startswith("msgid ")]
    for key in keys:
        if keys.count(key) > 1:
            raise DuplicateKeyError(f"{source.name}: {key} stands twice")
    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = FIXED_TIME
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _is_current(source: Path) -> bool:
    """Whether the compiled file says the same; its header, which names babel's version, may differ."""
    compiled = _compiled(source)
    target = _compiled_path(source)
    return target.is_file() and _messages(target.read_bytes()) == _messages(compiled)


def _messages(compiled: bytes) -> dict[str, str]:
    catalogue: dict[str, str] = vars(gettext.GNUTranslations(io.BytesIO(compiled)))["_catalog"]
    return {key: sentence for key, sentence in catalogue.items() if key}


def _leftover(texts: Path) -> list[Path]:
    """Compiled files whose source is gone."""
    return [
        path
        for path in texts.glob("*/LC_MESSAGES/*.mo")
        if not (path.parents[1] / f"{path.stem}.po").is_file()
    ]


if __name__ == "__main__":
    sys.exit(main())
