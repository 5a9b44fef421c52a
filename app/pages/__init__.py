"""Lays a Document out in pages as Word does: where every line stands. Plain Python, no Qt."""

from __future__ import annotations

from app.pages.describe import describe
from app.pages.layout import LayoutRun, lay_out
from app.pages.model import Pages

__all__ = ["LayoutRun", "Pages", "describe", "lay_out"]
