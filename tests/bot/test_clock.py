"""The clock that the demo and the tests may move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock

DAY = 86_400


def _ahead(clock: Clock) -> timedelta:
    return clock.now() - datetime.now(UTC)


def test_the_clock_follows_its_offset_file(tmp_path: Path) -> None:
    file = tmp_path / "offset"
    clock = Clock(file)
    assert abs(_ahead(clock)) < timedelta(seconds=1)
    file.write_text(f"{DAY * 10.5}")
    assert abs(_ahead(clock) - timedelta(days=10.5)) < timedelta(seconds=1)
    file.write_text(f"-{DAY}")
    assert abs(_ahead(clock) + timedelta(days=1)) < timedelta(seconds=1)


@pytest.mark.parametrize("half_written", ["", "не число"])
def test_a_half_written_offset_leaves_the_last_one(tmp_path: Path, half_written: str) -> None:
    file = tmp_path / "offset"
    file.write_text(str(DAY))
    clock = Clock(file)
    clock.now()
    file.write_text(half_written)
    assert abs(_ahead(clock) - timedelta(days=1)) < timedelta(seconds=1)


def test_the_next_instant_stands_beside_the_offset_file(tmp_path: Path) -> None:
    clock = Clock(tmp_path / "offset")
    clock.announce_next(datetime(2026, 12, 17, 6, 0, tzinfo=UTC))
    assert (tmp_path / "offset.next").read_text() == "2026-12-17T06:00:00+00:00"
    clock.announce_next(None)
    assert (tmp_path / "offset.next").read_text() == ""
