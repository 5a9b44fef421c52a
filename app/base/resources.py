"""Where the files that come with the program are: resources/ and templates/."""

from __future__ import annotations

from pathlib import Path

# The same in the source tree and in an installed program: both folders stand beside app/.
_PROGRAM_FOLDER = Path(__file__).resolve().parents[2]


def resource_path(*parts: str) -> Path:
    """The path of a file or folder under resources/; whether it exists is not checked."""
    return _PROGRAM_FOLDER.joinpath("resources", *parts)


def template_path(*parts: str) -> Path:
    """The path of a file or folder under templates/; whether it exists is not checked."""
    return _PROGRAM_FOLDER.joinpath("templates", *parts)


def program_path(*parts: str) -> Path:
    """The path of a file beside resources/ (the licence); whether it exists is not checked."""
    return _PROGRAM_FOLDER.joinpath(*parts)
