"""Whether a process of this machine is still running: for locks and recovery copies it left behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def own_token() -> str:
    """What names this very process: its number and, where the system tells, when it started."""
    return f"{os.getpid()}:{_started(os.getpid())}"


def is_running(token: str) -> bool:
    """Whether the process of a token still runs. A number that another process got since does not count."""
    number, _, started = token.partition(":")
    if not number.isascii() or not number.isdigit() or not 0 < int(number[:10]) < 2**31:
        return False
    if not _exists(int(number)):
        return False
    now = _started(int(number))
    return not started or not now or started == now


if sys.platform == "win32":  # pragma: no cover - only Windows has these calls
    import ctypes

    _QUERY_LIMITED = 0x1000
    _STILL_ACTIVE = 259
    _ACCESS_DENIED = 5

    def _exists(number: int) -> bool:
        # os.kill(number, 0) would end the process here.
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(_QUERY_LIMITED, False, number)
        if not handle:
            return ctypes.get_last_error() == _ACCESS_DENIED
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == _STILL_ACTIVE

    def _started(number: int) -> str:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(_QUERY_LIMITED, False, number)
        if not handle:
            return ""
        times = [ctypes.c_ulonglong() for _ in range(4)]
        done = kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
        kernel.CloseHandle(handle)
        return str(times[0].value) if done else ""

else:

    def _exists(number: int) -> bool:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True  # another user's
        return True

    def _started(number: int) -> str:
        """Start time in clock ticks since boot, from Linux; "" elsewhere."""
        try:
            fields = Path(f"/proc/{number}/stat").read_text("utf-8", errors="replace").rpartition(")")[2]
        except OSError:
            return ""
        # Field 22 of proc(5), 20th behind the name in brackets.
        return fields.split()[19]
