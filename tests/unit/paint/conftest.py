"""Painting needs a QGuiApplication."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication


@pytest.fixture(autouse=True)
def _qt(qapp: QGuiApplication) -> None:
    """One application for all tests of this folder."""
