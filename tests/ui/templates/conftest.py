"""The whole program with a clerk before it, and the templates of its library."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from app.library.template import Template
from app.library.templates import Kept
from app.ui.office import Office
from app.ui.templates.page import TemplatesPage
from tests.support.clerk import wait_until
from tests.ui.whole.conftest import clerk, office, paths, start

__all__ = ["clerk", "office", "paths", "start"]


@pytest.fixture
def page(office: Office) -> TemplatesPage:
    """The page of templates, in sight."""
    office.do("templates.find")
    return office.templates.page()


@pytest.fixture
def keep(office: Office) -> Callable[[Template], Kept]:
    """Keeps a template in the library."""

    def kept(template: Template) -> Kept:
        templates = office.session.library.templates
        found = templates.get(templates.save(template).id)
        assert found is not None
        return found

    return kept


def shown_dialog(office: Office, kind: type[QDialog]) -> QDialog:
    """The dialog of this class that is open."""

    def found() -> list[QDialog]:
        return [one for one in office.window.findChildren(kind) if one.isVisible()]

    def has_keyboard() -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and any(one.isAncestorOf(focus) for one in found())

    assert wait_until(has_keyboard)
    return found()[-1]
