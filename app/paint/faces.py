"""The fonts of this machine: which installed family stands for the one that was laid out, and its faces.

Pages are laid out by the widths of a few families (app.fonts); they are painted with the family of
that name, or with its metric twin (Liberation Serif for Times New Roman), which looks different but
is exactly as wide. Any other font is a stand-in that users are told of.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

from app.base.errors import AppError
from app.fonts import face, families
from app.pages.model import Page

# A letter that fonts without Vietnamese lack (o with circumflex and dot below); the old
# Liberation 1 fonts have the right name and width, yet not this letter.
_VIETNAMESE_LETTER = "\u1ed9"
# Sizes at every zoom of a long session: each costs some kilobytes.
_MOST_SIZES = 512
_MOST_FALLBACKS = 1024
# Any size will do until the wanted one is set: QFont knows whole pixels only.
_SOME_PIXELS = 100


@cache
def installed_family(family: str) -> str:
    """The installed family that a known family (one of app.fonts.families) is painted with.

    AppError when no font of this machine has Vietnamese letters.
    """
    return _twin(family) or _stand_in(family)


def is_twin(family: str) -> bool:
    """Whether the family is painted with a font of exactly its widths."""
    return _twin(family) is not None


def missing_fonts(pages: Iterable[Page]) -> tuple[AppError, ...]:
    """For every family of the pages that is not installed: a sentence naming it and what is used instead.

    Nothing is raised, since the pages can be painted; AppError when there is no Vietnamese font at all.
    """
    asked = {fragment.format.font for page in pages for line in page.lines for fragment in line.fragments}
    wanted = sorted({face(name, False, False).family for name in asked})
    return tuple(
        AppError("paint.font_missing", wanted=family, used=installed_family(family))
        for family in wanted
        if not is_twin(family)
    )


@lru_cache(_MOST_SIZES)
def raw_font(family: str, bold: bool, italic: bool, pixels: float) -> QRawFont:
    """A face of a known family at any size, fractions of a pixel included."""
    font = QRawFont.fromFont(_font(installed_family(family), bold, italic))
    font.setPixelSize(pixels)
    return font


@lru_cache(_MOST_FALLBACKS)
def font_with(char: str, family: str, bold: bool, italic: bool, pixels: float) -> QRawFont | None:
    """A face of another family for a character that the family lacks; None when no font has it."""
    layout = QTextLayout(char, _font(installed_family(family), bold, italic))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    for run in layout.glyphRuns():
        font = run.rawFont()
        if all(run.glyphIndexes()):
            font.setPixelSize(pixels)
            return font
    return None


@cache
def _twin(family: str) -> str | None:
    for name in (family, *families()[family]):
        # Where a name is not installed Qt would silently take another font.
        if QFontDatabase.hasFamily(name) and _is_vietnamese(name):
            return name
    return None


def _stand_in(family: str) -> str:
    known = (twin for other in families() if (twin := _twin(other)) is not None)
    others = (
        name
        for name in QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese)
        if QFontDatabase.isSmoothlyScalable(name) and _is_vietnamese(name)
    )
    found = next(known, None) or next(others, None)
    if found is None:
        raise AppError("paint.no_font", wanted=family)
    return found


def _is_vietnamese(name: str) -> bool:
    font = QRawFont.fromFont(_font(name, bold=False, italic=False))
    glyphs = font.glyphIndexesForString(_VIETNAMESE_LETTER)
    return bool(glyphs) and all(glyphs)


def _font(name: str, bold: bool, italic: bool) -> QFont:
    font = QFont(name)
    font.setPixelSize(_SOME_PIXELS)
    font.setBold(bold)
    font.setItalic(italic)
    # Hinting would move letters sideways to whole pixels, and lines would not end where Word ends them.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
