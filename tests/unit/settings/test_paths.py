"""Where the program keeps its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings.paths import HOME_VARIABLE, PORTABLE_MARK, find_paths, program_folder


def test_the_override_takes_everything(tmp_path: Path) -> None:
    paths = find_paths({HOME_VARIABLE: str(tmp_path)}, tmp_path / "program")
    for folder in (paths.config, paths.data, paths.log, paths.recovery, paths.versions, paths.locks):
        assert folder.is_relative_to(tmp_path)
    assert paths.settings_file.parent == tmp_path


def test_a_portable_program_keeps_its_files_beside_itself(tmp_path: Path) -> None:
    (tmp_path / PORTABLE_MARK).touch()
    paths = find_paths({}, tmp_path)
    assert paths.config.parent == tmp_path
    assert paths.log.is_relative_to(tmp_path)
    assert paths.library_file.parent == paths.letter_index.parent.parent == paths.data


def test_otherwise_the_system_says_where(tmp_path: Path) -> None:
    paths = find_paths({}, tmp_path)
    assert not paths.data.is_relative_to(tmp_path)
    assert paths.data.name == "SoanCongVan"
    assert paths.library_file.parent == paths.data
    # What can be made again, and must not lie on a network drive, lies in the cache of this computer.
    assert paths.letter_index.parent == paths.cache != paths.data


def test_no_test_writes_into_the_folders_of_whoever_runs_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    paths = find_paths()
    for folder in (paths.config, paths.data, paths.log, paths.cache):
        assert folder is not None
        assert folder.is_relative_to(tmp_path_factory.getbasetemp())


def test_finding_the_folders_makes_none() -> None:
    paths = find_paths()
    assert not paths.data.exists()


def test_the_program_stands_where_its_resources_are() -> None:
    assert (program_folder() / "resources").is_dir()
