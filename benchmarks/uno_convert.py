"""A running LibreOffice converts one Word file to PDF over UNO, once for every line it is sent.

python3 uno_convert.py SOFFICE FILE.docx       (answers each line with the milliseconds; ends with its input)

For a Python that has the module uno (Debian: python3-uno); bench_preview.py starts it as a program of
its own. LibreOffice gets a profile and a pipe of its own and is ended by the same connection.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]

_START_SECONDS = 60.0
_WARM_UP = 3


def main() -> int:
    """Start, connect, convert, end."""
    command, source = sys.argv[1], Path(sys.argv[2]).resolve()
    pipe = f"bench{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [command, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless",
             "--norestore", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        desktop = None
        try:
            desktop = connected(pipe)
            target = (Path(folder) / "out.pdf").as_uri()
            for _ in range(_WARM_UP):
                converting(desktop, source.as_uri(), target)
            print("ready", flush=True)
            for _ in sys.stdin:
                print(round(converting(desktop, source.as_uri(), target), 2), flush=True)
        finally:
            end(desktop, process)
    return 0


def connected(pipe: str) -> Any:  # noqa: ANN401 - UNO has no types
    """The desktop of the LibreOffice that listens on this pipe, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    last = time.monotonic() + _START_SECONDS
    refused = uno.getClass("com.sun.star.connection.NoConnectException")
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except refused:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def converting(desktop: Any, source: str, target: str) -> float:  # noqa: ANN401
    """Milliseconds from the file to its PDF."""
    start = time.perf_counter()
    document = desktop.loadComponentFromURL(source, "_blank", 0, (setting("Hidden", True),))
    document.storeToURL(target, (setting("FilterName", "writer_pdf_Export"),))
    document.close(True)
    return (time.perf_counter() - start) * 1000


def setting(name: str, value: object) -> Any:  # noqa: ANN401
    """A com.sun.star.beans.PropertyValue."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def end(desktop: Any, process: subprocess.Popen[bytes]) -> None:  # noqa: ANN401
    """Ends this LibreOffice and waits for it; one that does not answer is killed."""
    try:
        if desktop is not None:
            desktop.terminate()
            process.wait(timeout=_START_SECONDS)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


if __name__ == "__main__":
    raise SystemExit(main())
