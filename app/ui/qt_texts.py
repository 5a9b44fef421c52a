"""Vietnamese for the words that Qt itself shows: menus of fields, file dialogs, calendars."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from app.base.texts import language, text

# What Qt calls it, and the end of our key.
_KEYS = {
    "&Undo": "undo",
    "&Redo": "redo",
    "Cu&t": "cut",
    "&Copy": "copy",
    "&Paste": "paste",
    "Delete": "delete",
    "Select All": "select_all",
    "&Step up": "step_up",
    "Step &down": "step_down",
    "&Open": "open",
    "&Save": "save",
    "Cancel": "cancel",
    "&Cancel": "cancel",
    "OK": "ok",
    "&OK": "ok",
    "Close": "close",
    "File &name:": "file_name",
    "Look in:": "look_in",
    "Save in:": "look_in",
    "Files of type:": "file_type",
    "Save as type:": "file_type",
    "Back": "back",
    "Forward": "forward",
    "Parent Directory": "parent",
    "Create New Folder": "new_folder",
    "List View": "list_view",
    "Detail View": "detail_view",
    "Name": "name",
    "Size": "size",
    "Date Modified": "modified",
    "Type": "type",
}


class QtTexts(QTranslator):
    """Answers with our words; what is not known stays as Qt has it."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Qt asks no translator that says it is empty."""
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """The words for one of Qt's; None leaves Qt's own."""
        if not context.startswith("Q"):
            return None
        key = _KEYS.get(source)
        return None if key is None else text(f"ui.qt.{key}")


def translate_qt(application: QCoreApplication) -> None:
    """Let Qt speak the language of the program, and write numbers as it does: 1,15."""
    QLocale.setDefault(QLocale(language()))
    translator = QtTexts(application)
    application.installTranslator(translator)
