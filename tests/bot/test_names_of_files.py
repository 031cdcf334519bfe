"""What the files of a half-year are called."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.files.border import Wanted
from roadmap.model import Period, Roadmap

_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "half", "called"),
    [
        (Period.school(2026), 1, "Отчет_2_полугодие_2026-2027"),
        (
            Period("2025-2026 годы", date(2025, 1, 1), date(2026, 12, 31)),
            2,
            "Отчет_1_полугодие_2026",
        ),
    ],
)
def test_a_file_says_of_which_half_year_of_which_year_it_is(
    period: Period, half: int, called: str
) -> None:
    roadmap = Roadmap(1, "Карта", period, _AT)
    wanted = Wanted(roadmap, period.halves()[half], "docx", _AT, ZoneInfo("Europe/Moscow"), "", "")
    assert wanted.stem("Отчет") == called
