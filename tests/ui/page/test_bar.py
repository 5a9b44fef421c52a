"""The bar below the pages shows how the view stands, and sets it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.editing.draft import Draft
from app.ui.page.bar import PageBar
from app.ui.page.driver import PreviewDriver
from app.ui.page.sheets import Fit
from app.ui.page.view import PageView
from tests.support.letters import simple_letter

LEFT = Qt.MouseButton.LeftButton


def fit_of(view: PageView) -> Fit:
    return view.fit


@pytest.fixture
def bar(shown: tuple[Draft, PreviewDriver, PageView], qtbot: QtBot) -> PageBar:
    bar = PageBar(shown[2])
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_it_shows_zoom_and_pages(bar: PageBar, shown: tuple[Draft, PreviewDriver, PageView]) -> None:
    view = shown[2]
    assert bar.zoom_box.value() == round(view.zoom * 100)
    assert bar.zoom_box.text().endswith("%")
    assert bar.width_button.isChecked()
    assert (bar.number_box.value(), bar.count_label.text()) == (1, "/ 3")
    view.go_to_page(2)
    assert bar.number_box.value() == 3
    view.set_zoom(1.5)
    assert bar.zoom_box.value() == 150
    assert not bar.width_button.isChecked()


def test_its_buttons_zoom_and_fit(
    bar: PageBar, shown: tuple[Draft, PreviewDriver, PageView], qtbot: QtBot
) -> None:
    view = shown[2]
    QTest.mouseClick(bar.page_button, LEFT)
    assert fit_of(view) is Fit.PAGE
    assert bar.page_button.isChecked()
    assert not bar.width_button.isChecked()
    QTest.mouseClick(bar.page_button, LEFT)
    assert bar.page_button.isChecked()
    QTest.mouseClick(bar.zoom_in_button, LEFT)
    assert fit_of(view) is Fit.NONE
    assert bar.zoom_box.value() == round(view.zoom * 100)
    zoom = view.zoom
    QTest.mouseClick(bar.zoom_out_button, LEFT)
    assert view.zoom < zoom
    QTest.mouseClick(bar.width_button, LEFT)
    assert fit_of(view) is Fit.WIDTH
    QTest.mouseClick(bar.pair_button, LEFT)
    assert view.columns == 2
    QTest.mouseClick(bar.pair_button, LEFT)
    assert view.columns == 1


def test_zoom_and_page_can_be_typed(
    bar: PageBar, shown: tuple[Draft, PreviewDriver, PageView], qtbot: QtBot
) -> None:
    view = shown[2]
    bar.zoom_box.selectAll()
    QTest.keyClicks(bar.zoom_box, "130")
    assert fit_of(view) is Fit.WIDTH
    QTest.keyClick(bar.zoom_box, Qt.Key.Key_Return)
    assert view.zoom == 1.3
    bar.number_box.selectAll()
    QTest.keyClicks(bar.number_box, "2")
    QTest.keyClick(bar.number_box, Qt.Key.Key_Return)
    assert view.page == 1


def test_the_count_follows_the_letter(bar: PageBar, shown: tuple[Draft, PreviewDriver, PageView]) -> None:
    draft, driver, _ = shown
    draft.apply(lambda _: simple_letter())
    driver.finish()
    assert bar.count_label.text() == "/ 1"
    assert bar.number_box.maximum() == 1


def test_every_control_has_a_name_and_is_reached_by_tab(bar: PageBar) -> None:
    controls = [*bar.findChildren(QAbstractButton), *bar.findChildren(QSpinBox)]
    assert len(controls) == 7
    for control in controls:
        assert control.accessibleName()
        assert control.toolTip()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_it_fits_below_a_narrow_page(bar: PageBar) -> None:
    assert bar.minimumSizeHint().width() <= 560
