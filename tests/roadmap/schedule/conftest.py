"""The zone of the machine plays no part in anybody's morning."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def a_machine_elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test runs on a machine whose clock shows neither UTC nor the officials' time."""
    monkeypatch.setenv("TZ", "America/Santiago")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
