"""The real window of the tests of the frame."""

from __future__ import annotations

from tests.ui.window.conftest import make_office, office, paths, with_letter

__all__ = ["make_office", "office", "paths", "with_letter"]
