"""Old .doc files: turned into .docx by LibreOffice, where it is installed, with everything active off."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from app.base.errors import AppError

_SECONDS = 60
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_ROOT = "/org.openoffice.Office.Common/"
# Macros never run, links are never followed or updated, and what would reach the network meets a
# proxy that does not answer.
_SETTINGS = (
    (_ROOT + "Security/Scripting", "MacroSecurityLevel", "3"),
    (_ROOT + "Security/Scripting", "DisableMacrosExecution", "true"),
    (_ROOT + "Security/Scripting", "DisableActiveContent", "true"),
    (_ROOT + "Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (_ROOT + "Security/Scripting", "DisableOLEAutomation", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
# No console window flashes up on Windows.
_NO_CONSOLE = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'


def convert_doc(data: bytes, name: str) -> bytes:
    """The .docx that LibreOffice makes of an old .doc; ``name`` is the file's, for the sentences.

    AppError when LibreOffice is not installed (it says how to save as .docx in Word) or cannot do it.
    """
    program = find_office()
    if program is None:
        raise AppError("reading.legacy_doc", name=name)
    with tempfile.TemporaryDirectory(prefix="soan-cong-van-", ignore_cleanup_errors=True) as folder:
        return _converted(program, Path(folder), data, name)


def find_office() -> str | None:
    """The program of LibreOffice on this machine; None where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _converted(program: str, folder: Path, data: bytes, name: str) -> bytes:
    source, target = folder / "old.doc", folder / "out" / "old.docx"
    source.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={_profile(folder).as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target.parent), str(source)),
    ]
    try:
        with subprocess.Popen(  # noqa: S603 - our own command; the stranger's file is only data to it
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_CONSOLE,
            start_new_session=True,
        ) as office:
            _wait(office)
        return target.read_bytes()
    except (OSError, subprocess.SubprocessError) as error:
        raise AppError("reading.legacy_failed", name=name) from error


def _wait(office: subprocess.Popen[bytes]) -> None:
    """Wait for LibreOffice; stop it, with the program that its starter started, when it takes too long."""
    try:
        office.wait(_SECONDS)
    finally:
        if office.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(office.pid, signal.SIGKILL)
            else:
                _end_tree(office.pid)
                office.kill()


def _end_tree(number: int) -> None:
    """End a process of Windows with all that it started."""
    order = [shutil.which("taskkill") or "taskkill", "/T", "/F", "/PID", str(number)]
    with contextlib.suppress(OSError):
        subprocess.run(order, capture_output=True, creationflags=_NO_CONSOLE, check=False)  # noqa: S603 - ours


def _profile(folder: Path) -> Path:
    """A fresh profile that switches off everything active."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=key, value=value) for path, key, value in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(f"{_HEAD}{items}</oor:items>", "utf-8")
    return profile
