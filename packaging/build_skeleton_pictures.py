"""Make docs/pictures/khung-*.png for docs/template-authors.md: the dialogs, khung.docx, a letter."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from docx.document import Document as DocxDocument  # noqa: E402 - the platform is chosen first
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt  # noqa: E402
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPolygonF  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from app.base.resources import template_path  # noqa: E402
from app.letter.model import SkeletonRef  # noqa: E402
from app.library.database import Database  # noqa: E402
from app.library.examination import examine  # noqa: E402
from app.library.skeletons import Skeletons  # noqa: E402
from app.pages import lay_out  # noqa: E402
from app.paint.image import png_bytes  # noqa: E402
from app.paint.pictures import Pictures  # noqa: E402
from app.rules.load import load_rulebook  # noqa: E402
from app.settings.store import Settings  # noqa: E402
from app.ui.skeletons.dialog import SkeletonsDialog  # noqa: E402
from app.ui.skeletons.letterhead import LetterheadDialog  # noqa: E402
from app.ui.theme import Theme  # noqa: E402
from app.word.letterhead import spots_of  # noqa: E402
from app.word.letterhead_tags import with_tags  # noqa: E402
from app.word.read import read_bytes  # noqa: E402
from app.word.skeleton import BUILT_IN  # noqa: E402
from tests.support import edited_skeletons as edits  # noqa: E402
from tests.support.letterheads import bare_letterhead, old_letter  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
_DPI = 80
_POINTS = 10  # of the star, outer and inner


def main() -> int:
    """Write every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PICTURES, help="the folder of the pictures")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    Theme(QApplication([]), "light")
    rulebook = load_rulebook()
    letterhead = bare_letterhead(_logo())
    spots = spots_of(letterhead, "x", rulebook)
    own = with_tags(letterhead, "x", {spot.id: spot.guess for spot in spots}, rulebook)
    _page(template_path(BUILT_IN).read_bytes(), folder / "khung-trong-word.png")
    _page(letterhead, folder / "khung-giay-tieu-de.png")
    found = examine(own, "x", rulebook)
    if found.pages is None or found.document is None:
        return 1
    letter = png_bytes(found.pages.pages[0], _DPI, Pictures(found.document.images))
    (folder / "khung-ket-qua.png").write_bytes(letter)
    with tempfile.TemporaryDirectory() as home:
        skeletons = Skeletons(Database(Path(home) / "library.db"))
        skeletons.save("Giấy tiêu đề Sở Xây dựng", own)
        settings = Settings(Path(home) / "settings.json", rulebook)
        dialog = SkeletonsDialog(skeletons, settings, rulebook, SkeletonRef())
        dialog.show()
        _grab(dialog, folder / "khung-hop-thoai.png")
        dialog.ways.came.emit(edits.edited(_faulty), "khung sửa")
        _grab(dialog, folder / "khung-loi.png")
        dialog.list.setCurrentRow(1)
        _grab(dialog, folder / "khung-dung.png")
        places = spots_of(old_letter(), "x", rulebook)
        pointing = LetterheadDialog(old_letter(), "Công văn cũ", places, rulebook)
        pointing.show()
        _grab(pointing, folder / "khung-chi-cho.png")
    return 0


def _faulty(document: DocxDocument) -> None:
    edits.with_wrong_names(document)
    edits.without_addressees(document)


def _page(data: bytes, path: Path) -> None:
    """Page 1 of a Word file as it stands."""
    document = read_bytes(data, path.name)
    path.write_bytes(png_bytes(lay_out(document).pages[0], _DPI, Pictures(document.images)))


def _grab(widget: QWidget, path: Path) -> None:
    QTest.qWait(1500)
    widget.grab().save(str(path))


def _logo() -> bytes:
    """A star in a circle."""
    image = QImage(240, 240, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#1f4e9e"))
    painter.drawEllipse(4, 4, 232, 232)
    painter.setBrush(QColor("#ffd200"))
    star = QPolygonF()
    for number in range(_POINTS):
        turned = painter.transform()
        turned.reset()
        turned.rotate(number * 360 / _POINTS)
        star.append(turned.map(QPointF(0, -96 if number % 2 == 0 else -38)) + QPointF(120, 120))
    painter.drawPolygon(star)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


if __name__ == "__main__":
    sys.exit(main())
