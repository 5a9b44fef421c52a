"""The whole window of a clerk who starts the program for the first time."""

from __future__ import annotations

import pytest

from app.ui.office import Office
from tests.ui.agencies.conftest import clerk, office, paths, ready, start

__all__ = ["clerk", "greeted", "office", "paths", "ready", "start"]


@pytest.fixture
def greeted(ready: Office) -> Office:
    """The program with its first question."""
    ready.greeting.greet()
    return ready
