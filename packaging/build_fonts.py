"""Builds resources/fonts/*.toml, the advance widths, from the metric twins of Word's fonts.

Usage: python packaging/build_fonts.py [--check] [--fonts DIR ...]

`--check` writes nothing: it compares with the committed tables and exits with 1 when they
differ. Where the fonts are not installed the family is skipped with a message; in CI
(environment variable CI=true) a missing Liberation 2 is a failure.
"""

from __future__ import annotations

import argparse
import difflib
import io
import logging
import os
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

TABLES = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FACES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts",
)
VIETNAMESE = range(0x1EA0, 0x1EFA)
LINE_WIDTH = 100
MOST_DIFFERENCES = 20
ROOMLESS = {"Mn", "Me", "Cc", "Cf", "Co", "Cs", "Cn"}

# What a Vietnamese office document may hold; a font's Hebrew, Arabic and private glyphs stay out.
RANGES = (
    (0x0020, 0x024F),  # Latin, Latin-1, Latin Extended A and B
    (0x02B0, 0x02FF),  # modifier letters
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
    (0x2000, 0x23FF),  # punctuation, scripts, currency, letterlike, numbers, arrows, mathematics
    (0x2460, 0x27BF),  # enclosed numbers, boxes, geometric shapes, symbols, dingbats
    (0xFB00, 0xFB06),  # ligatures
)


class FontProblem(Exception):
    """A source font is missing or is not the one the tables are built from."""


@dataclass(frozen=True)
class FaceTable:
    """One face: metrics in font units, and the characters of every width."""

    metrics: Mapping[str, int]
    widths: Mapping[int, str]


def find_font(name: str, folders: Iterable[Path]) -> Path | None:
    """The newest font file of that name that has the Vietnamese letters it should have.

    Raises FontProblem when only Liberation 1 is installed: it lacks 92 of 98 Vietnamese letters.
    """
    found = [path for folder in folders if folder.is_dir() for path in folder.rglob(name)]
    if not name.startswith("Liberation"):
        return found[0] if found else None
    for path in found:
        with TTFont(path, lazy=True) as font:
            if all(code in font.getBestCmap() for code in VIETNAMESE):
                return path
    if found:
        raise FontProblem(f"{found[0]} is version 1 (no Vietnamese letters): install fonts-liberation2")
    return None


def windows_metrics(font: TTFont) -> dict[str, int]:
    """Ascent, descent and line gap as Windows computes them (GDI TEXTMETRIC), which Word uses.

    Ascent and descent are OS/2 usWinAscent and usWinDescent; the gap is what hhea asks for beyond
    them. For Times New Roman this is 1825 + 443 + 87 of 2048: a single line of 16.10 pt at 14.
    """
    os2, hhea = font["OS/2"], font["hhea"]
    ascent, descent = int(os2.usWinAscent), int(os2.usWinDescent)
    wanted = int(hhea.ascent) - int(hhea.descent) + int(hhea.lineGap)
    return {
        "ascent": ascent,
        "descent": descent,
        "line_gap": max(0, wanted - ascent - descent),
    }


def is_listed(code: int) -> bool:
    """Whether the tables hold the character.

    Combining marks, controls and format characters take no room: app.fonts knows that without
    a table (and a soft hyphen, which fonts give a width, must not have one).
    """
    in_range = any(first <= code <= last for first, last in RANGES)
    return in_range and unicodedata.category(chr(code)) not in ROOMLESS


def read_face(path: Path, vertical: Mapping[str, int] | None) -> FaceTable:
    """The table of one font file."""
    with TTFont(path, lazy=True) as font:
        glyph_of, advances = font.getBestCmap(), font["hmtx"]
        by_width: dict[int, str] = {}
        for code in sorted(filter(is_listed, glyph_of)):
            width = int(advances[glyph_of[code]][0])
            by_width[width] = by_width.get(width, "") + chr(code)
        metrics = {
            "units_per_em": int(font["head"].unitsPerEm),
            **(vertical or windows_metrics(font)),
        }
    return FaceTable(metrics, dict(sorted(by_width.items())))


def escaped(char: str) -> str:
    """The character as the table writes it: as U+XXXX code what an editor or NFC could change."""
    fragile = unicodedata.category(char)[0] in "MZC" or not unicodedata.is_normalized("NFC", char)
    return f"\\u{ord(char):04X}" if fragile or char == "\\" else char


def lines_of(width: int, chars: str) -> Iterator[str]:
    """Lines "width characters" of readable length."""
    line = f"{width} "
    for piece in map(escaped, chars):
        if len(line) + len(piece) > LINE_WIDTH:
            yield line
            line = f"{width} "
        line += piece
    yield line


def toml_of(family: str, source: str, faces: Mapping[str, FaceTable]) -> str:
    """The text of a family's table."""
    parts = [
        f"# Advance widths of {family}, from its metric twin {source}.",
        "# Built by packaging/build_fonts.py: do not edit.",
        "# A line of widths: font units, a space, the characters of that width (\\uXXXX: a code).",
        "# One literal string per face, since tomllib takes ten times as long over a key per width.",
    ]
    for face, table in faces.items():
        parts += ["", f"[{face}]", *(f"{key} = {value}" for key, value in table.metrics.items())]
        parts.append("widths = '''")
        parts += [line for width, chars in table.widths.items() for line in lines_of(width, chars)]
        parts.append("'''")
    return "\n".join(parts) + "\n"


def build(family: str, entry: Mapping[str, Any], folders: Iterable[Path]) -> str:
    """The text of a family's table; raises FontProblem when a source font is missing."""
    faces = {}
    for face, style in FACES.items():
        name = f"{entry['source']}-{style}.ttf"
        path = find_font(name, folders)
        if path is None:
            raise FontProblem(f"{name} not found: install {entry['debian']}")
        faces[face] = read_face(path, entry.get("vertical"))
    return toml_of(family, entry["source"], faces)


def differences(old: str, new: str) -> list[str]:
    """The lines that differ between two tables, as a reader of a diff expects them."""
    found = difflib.unified_diff(old.splitlines(), new.splitlines(), "committed", "font", n=0)
    return [line for line in found if not line.startswith("@@")]


def check(family: str, path: Path, new: str) -> bool:
    """Tells whether the committed table equals the rebuilt one, and prints what differs."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if old == new:
        return True
    found = differences(old, new)
    print(f"{family}: {path.name} is not what the font says:", *found[:MOST_DIFFERENCES], sep="\n")
    if len(found) > MOST_DIFFERENCES:
        print(f"… and {len(found) - MOST_DIFFERENCES} more lines")
    print("Run python packaging/build_fonts.py and commit the result.")
    return False


def main(arguments: list[str] | None = None) -> int:
    """Rebuilds or checks every family; the exit code is 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    parser.add_argument("--fonts", type=Path, nargs="+", default=FONT_FOLDERS, metavar="DIR")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a console that cannot print Vietnamese
        sys.stdout.reconfigure(errors="backslashreplace")
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # Caladea's creation date is odd
    families = tomllib.loads((TABLES / "families.toml").read_text(encoding="utf-8"))
    good = True
    for family, entry in families.items():
        path = TABLES / entry["file"]
        try:
            table = build(family, entry, options.fonts)
        except FontProblem as problem:
            print(f"{family}: skipped: {problem}")
            needed = not options.check or (os.environ.get("CI") == "true" and "liberation" in entry["debian"])
            good = good and not needed
            continue
        if options.check:
            good = check(family, path, table) and good
        else:
            path.write_text(table, encoding="utf-8", newline="\n")
            print(f"{family}: {path.name}, {len(table.encode()):,} bytes")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
