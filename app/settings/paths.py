"""Where the program keeps its files: settings, data, log, recovery copies, versions."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path, user_log_path

from app.base.resources import resource_path

APP_FOLDER = "SoanCongVan"
# Tests, and whoever runs two settings side by side, point this at a folder of their own.
HOME_VARIABLE = "SOANCONGVAN_HOME"
# A file of this name beside the program keeps everything there (a USB stick).
PORTABLE_MARK = "portable"
_PORTABLE_FOLDER = "data"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of the program; none is made before something is written into it."""

    config: Path
    data: Path
    log: Path
    cache: Path | None = None  # on a disk of this computer; None: with the data

    @property
    def settings_file(self) -> Path:
        """The JSON file with the chosen options."""
        return self.config / "settings.json"

    @property
    def recovery(self) -> Path:
        """Copies of letters that are open and not saved."""
        return self.data / "recovery"

    @property
    def versions(self) -> Path:
        """Earlier states of saved letters."""
        return self.data / "versions"

    @property
    def locks(self) -> Path:
        """Locks of letters whose own folder cannot be written."""
        return self.data / "locks"

    @property
    def library_file(self) -> Path:
        """The office's memory: agencies, address book, templates. Its backups lie in a folder beside it."""
        return self.data / "library.db"

    @property
    def letter_index(self) -> Path:
        """The index of written letters; it can be made anew, and never lies on a network drive."""
        return (self.cache or self.data / "cache") / "letters.db"


def program_folder() -> Path:
    """The folder that holds app/ and resources/."""
    return resource_path().parent


def find_paths(environment: Mapping[str, str] | None = None, program: Path | None = None) -> Paths:
    """The folders of this user: the override, else beside a portable program, else the system's."""
    chosen = (os.environ if environment is None else environment).get(HOME_VARIABLE)
    if chosen:
        return _all_in(Path(chosen))
    program = program or program_folder()
    if (program / PORTABLE_MARK).is_file():
        return _all_in(program / _PORTABLE_FOLDER)
    return Paths(
        config=user_config_path(APP_FOLDER, appauthor=False),
        data=user_data_path(APP_FOLDER, appauthor=False),
        log=user_log_path(APP_FOLDER, appauthor=False),
        cache=user_cache_path(APP_FOLDER, appauthor=False),
    )


def _all_in(folder: Path) -> Paths:
    return Paths(config=folder, data=folder, log=folder / "log")
