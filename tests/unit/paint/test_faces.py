"""Which installed font a page is painted with, and what is said when it is not the right one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontDatabase

from app.base.errors import AppError
from app.paint import faces, glyphs
from app.paint.faces import installed_family, is_twin, missing_fonts, raw_font
from tests.support.painted import fragment, line, page, painted

_CACHES = (
    faces.installed_family, faces.raw_font, faces.font_with, faces._twin, glyphs.stretch_of,
)  # fmt: skip


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Families that this machine is made to lack."""
    absent: set[str] = set()
    has, every = QFontDatabase.hasFamily, QFontDatabase.families

    def families(*system: object) -> list[str]:
        return [name for name in every(*system) if name not in absent]  # type: ignore[arg-type]

    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda name: name not in absent and has(name))
    monkeypatch.setattr(QFontDatabase, "families", families)
    for cache in _CACHES:
        cache.cache_clear()
    yield absent
    for cache in _CACHES:
        cache.cache_clear()


@pytest.mark.parametrize(
    ("family", "twin"),
    [
        ("Times New Roman", "Liberation Serif"),
        ("Arial", "Liberation Sans"),
        ("Courier New", "Liberation Mono"),
    ],
)
def test_a_family_is_painted_with_itself_or_its_twin(family: str, twin: str) -> None:
    assert installed_family(family) in (family, twin)
    assert is_twin(family)


def test_a_face_has_the_size_weight_and_slant_asked_for() -> None:
    font = raw_font("Times New Roman", True, True, 13.37)
    assert font.pixelSize() == pytest.approx(13.37)
    assert font.weight() >= 600
    assert font.style().name == "StyleItalic"
    assert font is raw_font("Times New Roman", True, True, 13.37)


def test_nothing_is_said_of_twins() -> None:
    assert missing_fonts([page(line(fragment("Hạnh phúc"), fragment("a", font="Arial")))]) == ()


def test_a_missing_font_is_named_with_what_is_used_instead(installed: set[str]) -> None:
    installed |= {"Times New Roman", "Times", "Liberation Serif", "Tinos"}
    used = installed_family("Times New Roman")
    assert used not in installed
    [said] = missing_fonts([page(line(fragment("Hạnh phúc")), line(fragment("x", bold=True)))])
    assert "Times New Roman" in str(said)
    assert used in str(said)
    assert "hãy cài" in str(said)


def test_letters_of_a_stand_in_keep_to_the_room_of_the_right_ones(installed: set[str]) -> None:
    one = line(fragment("mười hai m", size=14.0))
    right = painted(page(one)).all_ink()
    installed |= {"Times New Roman", "Times", "Liberation Serif", "Tinos"}
    for cache in _CACHES:
        cache.cache_clear()
    other = painted(page(one)).all_ink()
    assert other.right == pytest.approx(right.right, abs=1.0)


def test_a_machine_without_vietnamese_letters_is_told_what_to_install(
    installed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # No font has this character.
    monkeypatch.setattr(faces, "_VIETNAMESE_LETTER", "\U000f0000")
    with pytest.raises(AppError, match=r"không có phông chữ Times New Roman.*hãy cài"):
        painted(page(line(fragment("x"))))
