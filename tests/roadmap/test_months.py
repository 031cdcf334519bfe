"""One table of months serves every room."""

from __future__ import annotations

import re

from roadmap.deadlines import read_deadline
from roadmap.model import Period
from roadmap.model.months import MONTH_IN_ANY_CASE, MONTHS, ROMAN_NUMERALS

YEAR = Period.calendar(2026)


def test_every_spelling_of_a_month_is_read_as_its_last_day() -> None:
    for number, month in enumerate(MONTHS, start=1):
        for spelling in (*month.cases, *month.abbreviations):
            end = read_deadline(f"не позднее {spelling}", YEAR).end
            assert end is not None, spelling
            assert end.month == number


def test_a_month_is_shortened_to_three_letters_and_found_in_any_case() -> None:
    assert [month.short for month in MONTHS][4] == "май"
    found = re.findall(rf"\b(?:{MONTH_IN_ANY_CASE})\b", "от марта к маю, маями и мартышками")
    assert found == ["марта", "маю"]


def test_there_are_as_many_numerals_as_months() -> None:
    assert list(ROMAN_NUMERALS.values()) == list(range(1, len(MONTHS) + 1))
