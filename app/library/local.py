"""Whether a path lies on this computer or on a network."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW
_MOUNTS = Path("/proc/self/mounts")
_NETWORK_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "davfs", "9p"})


def is_on_network(path: Path) -> bool:
    """Whether a path lies on another computer, as far as the system tells without asking that computer."""
    place = os.path.abspath(path)  # noqa: PTH100 - resolve() would ask the network
    if sys.platform == "win32":
        if place.startswith("\\\\"):
            return True
        drive = os.path.splitdrive(place)[0]
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE)
    return _mounted_as(place) in _NETWORK_SYSTEMS


def _mounted_as(place: str) -> str:
    """The kind of the file system that holds a path; "" where the system does not tell."""
    if not _MOUNTS.is_file():
        return ""
    best, kind = "", ""
    for line in _MOUNTS.read_text("utf-8", "replace").splitlines():
        _, point, system, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if len(point) >= len(best) and (point == "/" or f"{place}/".startswith(f"{point}/")):
            best, kind = point, system
    return kind
