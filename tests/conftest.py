"""What every test gets: a home of its own, Vietnamese, no window on the screen, no network."""

from __future__ import annotations

import os
import socket
import sys

# Before any test module imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.name == "nt":
    # Without a window Qt does not ask Windows for its fonts.
    os.environ.setdefault("QT_QPA_FONTDIR", os.path.join(os.environ["SYSTEMROOT"], "Fonts"))  # noqa: PTH118

import pytest
from hypothesis import HealthCheck, settings

from app.base.texts import SOURCE_LANGUAGE, set_language
from tests.support.office import require_office

# No test judges time (benchmarks do). CI tries the same examples on every run.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
    print_blob=True,
)
settings.load_profile("house")

_HOME_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    # Windows is asked for its folders, not the environment; platformdirs lets itself be told by these.
    "WIN_PD_OVERRIDE_APPDATA",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_DOCUMENTS_DIR",
)
_LOCAL_FAMILIES = {getattr(socket, name) for name in ("AF_UNIX",) if hasattr(socket, name)}
_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare --update-golden, which the fixture update_golden hands on."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked office where LibreOffice is missing; in CI it fails instead."""
    if item.get_closest_marker("office"):
        require_office()


def pytest_sessionfinish() -> None:
    """Empty the clipboard while Python lives: without a screen Qt holds it until the process ends, and
    frees then what Python made.
    """
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every path of the user into a throw-away folder."""
    home = tmp_path_factory.mktemp("home")
    for variable in _HOME_VARIABLES:
        folder = home / variable.lower()
        folder.mkdir()
        monkeypatch.setenv(variable, str(folder))


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    """Start in Vietnamese, whatever the test before chose."""
    set_language(SOURCE_LANGUAGE)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that leaves this machine (the program is offline)."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse(address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if host not in _LOCAL_HOSTS:
            # pytest.fail cannot be swallowed by an "except OSError" on the way.
            pytest.fail(f"the test opens a connection to {host!r}")

    def guarded_connect(self: socket.socket, address: object) -> None:
        if self.family not in _LOCAL_FAMILIES:
            refuse(address)
        connect(self, address)  # type: ignore[arg-type]

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        if self.family not in _LOCAL_FAMILIES:
            refuse(address)
        return connect_ex(self, address)  # type: ignore[arg-type]

    def guarded_lookup(host: object, *arguments: object, **options: object) -> object:
        refuse((host,))
        return lookup(host, *arguments, **options)  # type: ignore[arg-type]

    lookup = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_lookup)
