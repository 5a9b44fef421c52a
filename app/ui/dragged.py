"""What is dragged into the window or lies on the clipboard: words, or files of the disk."""

from __future__ import annotations

from PySide6.QtCore import QMimeData


def holds_files(data: QMimeData) -> bool:
    """Whether these are files: Qt offers their addresses as text, which nobody wants in a letter."""
    return any(url.isLocalFile() for url in data.urls())
