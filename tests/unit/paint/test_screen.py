"""Pages on a screen: any zoom, high-DPI, any place in the window; pages as pictures and PNG files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter

from app.base.errors import AppError
from app.pages.model import Pages, Rule
from app.paint.image import page_image, png_bytes, write_png
from app.paint.page import paint_page
from tests.support.painted import Painted, fragment, line, page, painted

ONE = page(line(fragment("Hạnh phúc")), rules=[Rule(200.0, 1000.0, 1600.0, 1000.0, 15.0)])


@pytest.mark.parametrize("scale", [0.3, 0.75, 1.0, 96 / 72, 2.5, 7.3])
def test_ink_stands_in_the_same_place_at_every_zoom(scale: float) -> None:
    reference, seen = painted(ONE).all_ink(), painted(ONE, scale=scale).all_ink()
    dot = 1 / scale + 0.25
    for side in ("left", "right", "bottom"):
        assert getattr(seen, side) == pytest.approx(getattr(reference, side), abs=dot)


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_a_high_dpi_screen_shows_every_dot_of_the_larger_picture(ratio: float) -> None:
    expected = page_image(ONE, 2.0 * ratio)
    dense = QImage(expected.size(), QImage.Format.Format_RGB32)
    dense.setDevicePixelRatio(ratio)
    painter = QPainter(dense)
    paint_page(painter, ONE, 2.0)
    painter.end()
    dense.setDevicePixelRatio(1.0)
    assert dense == expected.convertToFormat(QImage.Format.Format_RGB32)


def test_a_page_may_stand_anywhere_and_stays_sharp() -> None:
    expected = page_image(ONE, 2.0)
    for x, y in ((30.0, 20.0), (29.7, 20.4)):
        window = QImage(300, 300, QImage.Format.Format_RGB32)
        window.fill(0xFF808080)
        painter = QPainter(window)
        painter.translate(x, y)
        paint_page(painter, ONE, 2.0)
        assert painter.transform().dx() == x
        painter.end()
        assert window.copy(30, 20, 200, 200) == expected
        assert Painted(window, 1.0).colour(29, 19) == (128, 128, 128)


def test_painting_leaves_the_painter_as_it_was() -> None:
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(3.5, 4.0)
    before = painter.transform(), painter.pen(), painter.renderHints()
    paint_page(painter, ONE, 1.0)
    assert (painter.transform(), painter.pen(), painter.renderHints()) == before
    painter.end()


@pytest.mark.parametrize("dpi", [72, 96, 150, 300])
def test_a_png_has_as_many_dots_as_the_page_has_inches_times_dpi(dpi: int) -> None:
    image = QImage.fromData(png_bytes(ONE, dpi))
    assert (image.width(), image.height()) == (round(100 / 72 * dpi), round(100 / 72 * dpi))
    assert image.dotsPerMeterX() == pytest.approx(dpi / 0.0254, abs=1)


def test_every_page_is_a_png_file(tmp_path: Path) -> None:
    pages = Pages((ONE, page(), ONE))
    written = write_png(pages, tmp_path / "thư.png", 72, {}, overwrite=False)
    assert [path.name for path in written] == ["thư-1.png", "thư-2.png", "thư-3.png"]
    assert all(QImage(str(path)).width() == 100 for path in written)


def test_no_page_is_written_when_one_would_replace_a_file(tmp_path: Path) -> None:
    (tmp_path / "thư-2.png").write_bytes(b"old")
    with pytest.raises(AppError, match=r"thư-2\.png"):
        write_png(Pages((ONE, ONE)), tmp_path / "thư.png", 72, {}, overwrite=False)
    assert [path.name for path in tmp_path.iterdir()] == ["thư-2.png"]
    write_png(Pages((ONE, ONE)), tmp_path / "thư.png", 72, {}, overwrite=True)
    assert (tmp_path / "thư-2.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_too_large_to_paint_is_refused_with_its_size() -> None:
    with pytest.raises(AppError, match=r"10000 dpi.*nhỏ hơn"):
        page_image(ONE, 10000 / 72)
