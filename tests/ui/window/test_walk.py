"""The whole window at 1366 x 768: nothing cut, every control named, all of it within reach of Tab."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.office import Office
from app.ui.pictures import settle
from app.ui.theme import DARK_TONES, LIGHT_TONES, PAIRS, Tones, palette_of, style_sheet, tones_of
from tests.support.sight import cut_words, nameless, visible
from tests.ui.window.conftest import SAMPLES

PLACES = [None, *sorted(SAMPLES.glob("*.congvan"))[:4]]


def _all_open(office: Office) -> None:
    if office.workspace is not None:
        for name in office.workspace.form.sections:
            office.workspace.form.open_section(name)
        office.workspace.driver.finish()
    settle()


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem if path else "start")
def test_no_words_are_cut(office: Office, path: Path | None) -> None:
    if path is not None:
        office.files.from_sample(path)
    _all_open(office)
    assert cut_words(office.window) == []


@pytest.mark.parametrize("path", PLACES[:2], ids=["start", "letter"])
def test_every_control_has_a_name(office: Office, path: Path | None) -> None:
    if path is not None:
        office.files.from_sample(path)
    _all_open(office)
    assert nameless(office.window) == []


def test_tab_reaches_every_control_once(with_letter: Office) -> None:
    _all_open(with_letter)
    window = with_letter.window
    start = window.focusWidget()
    assert start is not None
    chain: list[QWidget] = [start]
    one = start.nextInFocusChain()
    while one is not None and one is not start and len(chain) < 5000:
        chain.append(one)
        one = one.nextInFocusChain()
    assert one is start
    wanted = {
        one for one in visible(window) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()
    }
    assert wanted <= set(chain)
    fields = [one for one in chain if one in wanted and isinstance(one, QLineEdit | QTextEdit)]
    assert with_letter.workspace is not None
    form = with_letter.workspace.form.widget()
    assert form is not None
    heights = [one.mapTo(form, one.rect().topLeft()).y() for one in fields if form.isAncestorOf(one)]
    backwards = sum(later < earlier - 8 for earlier, later in pairwise(heights))
    assert backwards <= 1  # the chain is a ring: once it begins again at the top


def _luminance(name: str) -> float:
    colour = QColor(name)
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
             for value in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("tones", [LIGHT_TONES, DARK_TONES], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(tones: Tones, words: str, ground: str) -> None:
    lights = sorted(_luminance(getattr(tones, name)) for name in (words, ground))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


@pytest.mark.parametrize("tones", [LIGHT_TONES, DARK_TONES], ids=["light", "dark"])
def test_a_palette_tells_its_tones(tones: Tones, qapp: QApplication) -> None:
    assert tones_of(palette_of(tones)) is tones
    assert "$" not in style_sheet(tones)


@pytest.mark.parametrize("tones", [LIGHT_TONES, DARK_TONES], ids=["light", "dark"])
def test_a_box_to_tick_is_seen_and_so_is_its_tick(tones: Tones, qtbot: QtBot) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setStyleSheet(style_sheet(tones))
    box.show()
    assert tones.quiet in _colours(box)
    box.setChecked(True)
    assert {tones.accent, tones.on_accent} <= _colours(box)


def _colours(widget: QWidget) -> set[str]:
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
