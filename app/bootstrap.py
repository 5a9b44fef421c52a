"""Joins the parts of the program: console, log, rulebook, and the window or the command line."""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import io
import logging
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.resources import resource_path
from app.base.texts import TextError, set_language, text
from app.settings.glance import read_glance
from app.settings.paths import Paths, find_paths

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from app.cli.painting import Painting
    from app.cli.show import Look
    from app.letter.model import SkeletonRef
    from app.rules.model import Rulebook
    from app.ui.office import Office
    from app.ui.theme import Theme
    from app.ui.window import MainWindow
    from app.word.choice import Chosen, SkeletonFor

_STOPPED = 130  # as shells tell a program ended by Ctrl+C
_OWN_MISTAKE = 70  # EX_SOFTWARE of sysexits.h
_FILES = (".congvan", ".docx", ".mau")
_PLATFORM = "QT_QPA_PLATFORM"
_PROGRAM = "soan-cong-van"
# Loaded one after the other once the window is seen, each between two turns of its loop.
_HEAVY = (
    "app.rules.load",
    "app.settings.store",
    "app.letter.validation",
    "app.editing.desk",
    "docxtpl",
    "app.word.write",
    "app.word.read",
    "app.editing.preview",
    "app.library.library",
    "app.paint.pdf",
    "app.ui.form.form",
    "app.ui.body.editor",
    "app.ui.page.view",
    "app.library.agencies",
    "app.ui.agencies.page",
    "app.ui.welcome.page",
    "app.ui.templates.page",
    "app.ui.letters.page",
    "app.ui.contacts.page",
    "app.ui.skeletons.dialog",
    "app.ui.templates.deeds",
    "app.ui.office",
)

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, or with those of the process; the exit code.

    Without arguments, or with a letter's file, the window opens where there is a screen. Else:
    0 done, 1 findings (check), 2 bad input or refused, 70 a mistake of the program, 130 stopped.
    """
    _speak_utf8()
    given = sys.argv[1:] if arguments is None else arguments
    log = Log(find_paths().log)
    try:
        code = _run(given, log)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write(text("bootstrap.stopped") + "\n")
        return _STOPPED
    except Exception as error:  # the one place for it: a sentence for the clerk, the log for us
        if _has_no_reader(error):
            _leave_pipe()
            return 0
        log.begin()
        logging.getLogger(__name__).exception("unexpected error")
        sys.stderr.write(_apology(log.file) + "\n")
        return _OWN_MISTAKE
    finally:
        log.close()
    return code


class Log:
    """The log file; the window begins it when it is seen, for it costs a tenth of its time to load."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handler: logging.Handler | None = None

    @property
    def file(self) -> Path | None:
        """The file that is written; None while there is none."""
        # Its name is known to the module that is loaded late.
        from app.base.logs import LOG_NAME  # noqa: PLC0415 - as above

        return self._folder / LOG_NAME if self._handler is not None else None

    def begin(self) -> None:
        """Write from now on. Where no log can be written: that is no reason not to work."""
        # Loads sockets and pickles: a tenth of the time until the window is seen.
        from app.base.logs import set_up_log  # noqa: PLC0415 - as above

        if self._handler is None:
            with contextlib.suppress(OSError):
                self._handler = set_up_log(self._folder)

    def close(self) -> None:
        """Write no more."""
        if self._handler is not None:
            # Loaded when it began.
            from app.base.logs import close_log  # noqa: PLC0415 - as above

            close_log(self._handler)
            self._handler = None


def _run(arguments: Sequence[str], log: Log) -> int:
    """The window, or the command line."""
    files = [Path(one) for one in arguments if Path(one).suffix.lower() in _FILES]
    if len(files) == len(arguments) <= 1 and _has_screen():
        return open_window(files[0] if files else None, log)
    log.begin()
    _choose_language(read_glance(find_paths().settings_file).language)
    # The command line and the window do not load each other.
    from app.cli.program import run  # noqa: PLC0415
    from app.rules.load import load_rulebook  # noqa: PLC0415 - as above

    return run(arguments, load_rulebook, painting, picture, own_skeletons)


def _has_screen() -> bool:
    """Whether a window can be shown; whoever names a Qt platform wants one."""
    if _PLATFORM in os.environ or sys.platform in ("win32", "darwin"):
        return True
    return bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


# --- the window ------------------------------------------------------------------------------------


def open_window(file: Path | None, log: Log) -> int:
    """Show the window, then load the rest; the exit code when it is closed."""
    # Qt costs 150 ms to load, which no command that does not need it shall wait for.
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - as above

    paths = find_paths()
    window, theme = _bare_window(paths)
    window.show()
    start = WindowStart(window, theme, file, log)
    turns = QTimer(window)
    start.turns = turns
    turns.timeout.connect(start.turn)
    turns.start(0)
    return _qt_application(widgets=True).exec()


def _bare_window(paths: Paths, theme_name: str = "") -> tuple[MainWindow, Theme]:
    """The window as it is seen first; it cannot do anything yet."""
    # What is loaded now stays; looking through it for rubbish takes a twentieth of the time.
    gc.disable()
    application = _qt_application(widgets=True)
    # After the application: some of these ask it for its colours.
    from app.ui.qt_texts import translate_qt  # noqa: PLC0415 - as above
    from app.ui.theme import Theme  # noqa: PLC0415 - as above
    from app.ui.window import MainWindow  # noqa: PLC0415 - as above

    glance = read_glance(paths.settings_file)
    _choose_language(glance.language)
    translate_qt(application)
    theme = Theme(application, theme_name or glance.theme)  # type: ignore[arg-type]
    window = MainWindow()
    window.place(glance.window_geometry)
    return window, theme


def _choose_language(code: str) -> None:
    try:
        set_language(code)
    except TextError:
        _log.warning("no texts for the chosen language")


class WindowStart:
    """Loads the rest of the program in turns, so that the window lives meanwhile."""

    def __init__(self, window: MainWindow, theme: Theme, file: Path | None, log: Log) -> None:
        self._window, self._theme, self._file, self._log = window, theme, file, log
        self._waiting = list(_HEAVY)
        self._is_dressed = self._is_attached = False
        self.turns: object = None

    def turn(self) -> None:
        """The icons, then one module; then the office; at last what the first letter would wait for."""
        if not self._is_dressed:
            self._is_dressed = True
            self._window.dress()
        elif self._waiting:
            importlib.import_module(self._waiting.pop(0))
        elif not self._is_attached:
            self._is_attached = True
            self._attach()
        else:
            self.turns.stop()  # type: ignore[attr-defined]
            _warm_up()

    def _attach(self) -> None:
        self._log.begin()
        office = make_office(self._window, self._theme, find_paths(), self._log.file)
        self._window.attach(office)
        if self._file is not None:
            office.open_path(self._file)
        else:
            office.greeting.greet()


def _warm_up() -> None:
    """Compile the skeleton, which takes a tenth of a second, before a key waits for it."""
    # Loaded when the window is seen.
    from app.word.skeleton import built_in_skeleton  # noqa: PLC0415 - as above

    built_in_skeleton()


def make_office(window: MainWindow, theme: Theme, paths: Paths, log: Path | None = None) -> Office:
    """Everything behind the window; mistakes are told by it from now on."""
    # Loaded when the window is seen.
    from app.editing.desk import Desk  # noqa: PLC0415 - as above
    from app.library.library import open_library  # noqa: PLC0415 - as above
    from app.rules.load import load_rulebook  # noqa: PLC0415 - as above
    from app.settings.store import load_settings  # noqa: PLC0415 - as above
    from app.ui import tasks  # noqa: PLC0415 - as above
    from app.ui.contacts.takeover import Takeover  # noqa: PLC0415 - as above
    from app.ui.crash import CrashHandler  # noqa: PLC0415 - as above
    from app.ui.office import Office  # noqa: PLC0415 - as above
    from app.ui.session import Session  # noqa: PLC0415 - as above

    rulebook = load_rulebook()
    desk = Desk(paths)
    session = Session(
        rulebook=rulebook,
        settings=load_settings(paths.settings_file, rulebook),
        desk=desk,
        theme=theme,
        log=log,
        samples=resource_path("samples"),
        library=open_library(paths.library_file, paths.letter_index, rulebook, tasks.run),
    )
    CrashHandler(desk, log, window).install()
    Takeover(session).start()
    office = Office(window, session)
    gc.freeze()
    gc.enable()
    return office


def picture(look: Look) -> None:
    """Write a picture of the window with a letter in it."""
    os.environ["QT_SCALE_FACTOR"] = str(look.scale)
    if sys.platform == "linux":
        os.environ.setdefault(_PLATFORM, "offscreen")
    # Loaded late as for any window.
    from app.ui.pictures import grab  # noqa: PLC0415 - as above

    paths = find_paths()
    window, theme = _bare_window(paths, "dark" if look.dark else "light")
    office = make_office(window, theme, paths)
    window.attach(office)
    grab(office, look.file, look.target, look.size, look.section)


# --- the command line ------------------------------------------------------------------------------


def own_skeletons(rulebook: Rulebook) -> SkeletonFor:
    """Finds the office's own skeletons; the library is opened for the first letter that names one."""
    # Not wanted where only help is shown.
    from app.library.library import open_library  # noqa: PLC0415 - as above
    from app.word.choice import built_in_only  # noqa: PLC0415 - as above

    paths = find_paths()
    library = open_library(paths.library_file, paths.letter_index, rulebook)

    def skeleton_for(ref: SkeletonRef) -> Chosen:
        return library.skeletons.chosen(ref, rulebook) if ref.id else built_in_only(ref)

    return skeleton_for


# --- painting without a window ---------------------------------------------------------------------


@cache
def painting() -> Painting:
    """Starts Qt without a window and gives what paints pages."""
    # Qt costs 100 ms to load: only for orders that paint.
    from app.cli.painting import Painting  # noqa: PLC0415 - as above
    from app.paint import faces, image, pdf  # noqa: PLC0415 - as above

    _qt_application(widgets=False)
    return Painting(pdf.pdf_bytes, image.write_png, faces.missing_fonts)


@cache
def _qt_application(*, widgets: bool) -> QCoreApplication:
    """The one application Qt needs; it lives as long as the program, as the fonts in use demand."""
    # Loaded late for the same reason.
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    if not widgets and sys.platform == "linux":
        # A server has no screen; fonts are the same without one.
        os.environ.setdefault(_PLATFORM, "offscreen")
    running = QGuiApplication.instance()
    if running is not None:
        return running
    if not widgets:
        return QGuiApplication([])
    # Only for a window.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    # The style by its option: setStyle() would load all of Qt's classes of styles for its answer.
    return QApplication([_PROGRAM, "-style", "Fusion"])


def _speak_utf8() -> None:
    """Vietnamese on every console and into every file: Windows would take the old code page for both.

    pythonw.exe has neither; what is said there is lost.
    """
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _apology(log: Path | None) -> str:
    return text("bootstrap.mistake_unlogged") if log is None else text("bootstrap.mistake", log=log)


def _has_no_reader(error: Exception) -> bool:
    """Whether nobody reads what we write; of such a pipe Windows may say that it is no valid argument."""
    if not isinstance(error, OSError) or error.errno != errno.EINVAL:
        return isinstance(error, BrokenPipeError)
    try:
        sys.stdout.write("\n")
        sys.stdout.flush()
    except OSError:
        return True
    return False


def _leave_pipe() -> None:
    """Whoever read our output has enough of it; Python must not try once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
