"""What conftest.py promises every test: a home of its own, and no network."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.support.house_rules import ROOT


def test_the_home_of_a_test_is_a_temporary_folder() -> None:
    assert Path.home().is_relative_to(tempfile.gettempdir())
    assert Path(os.environ["XDG_CONFIG_HOME"]).is_relative_to(tempfile.gettempdir())


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443)])
def test_a_connection_to_another_machine_fails_the_test(address: tuple[str, int]) -> None:
    with socket.socket() as outside, pytest.raises(pytest.fail.Exception, match="opens a connection"):
        outside.connect(address)
    with socket.socket() as outside, pytest.raises(pytest.fail.Exception, match="opens a connection"):
        outside.connect_ex(address)


def test_asking_for_the_address_of_another_machine_fails_the_test() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"example\.org"):
        socket.create_connection(("example.org", 80))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
        assert client.getpeername() == server.getsockname()


@pytest.mark.parametrize(("in_ci", "outcome"), [("true", "error"), ("", "skipped")])
def test_an_office_test_without_libreoffice_fails_in_ci_and_is_skipped_elsewhere(
    tmp_path: Path, in_ci: str, outcome: str
) -> None:
    (tmp_path / "test_one.py").write_text(
        "import pytest\n\n@pytest.mark.office\ndef test_one(): pass\n", "utf-8"
    )
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    command += ["-p", "tests.conftest", "-p", "no:cacheprovider", str(tmp_path / "test_one.py")]
    # An empty folder as the path: no LibreOffice there.
    environment = {**os.environ, "CI": in_ci, "SOFFICE": "", "PATH": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert f"1 {outcome}" in done.stdout
    assert "LibreOffice Writer is not installed" in done.stdout
