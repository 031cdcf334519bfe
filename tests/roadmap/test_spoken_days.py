"""Days as people say them: a table of phrases, each with the day that its writer means."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.deadlines.spoken import (
    Doubt,
    Speech,
    SpokenDay,
    SpokenSpan,
    after_a_week,
    end_of_month,
    read_spoken_day,
    read_spoken_span,
)

TABLE = Path(__file__).with_name("spoken_days.tsv")


def _day(written: str) -> date:
    day, month, year = map(int, written.split("."))
    return date(year, month, day)


def rows() -> list[tuple[str, Speech, str]]:
    """Each phrase with who says it when, and what is expected."""
    found, speech = [], Speech(date.min)
    for line in TABLE.read_text(encoding="utf8").splitlines():
        if line.startswith("@"):
            words = line.split()
            speech = Speech(_day(words[1]), _day(words[3]) if len(words) > 2 else None)
        elif not line.startswith("#"):
            phrase, _, expected = line.partition("\t")
            found.append((phrase, speech, expected.strip()))
    return found


def shown(read: SpokenDay | None) -> str:
    """A reading as the table writes it."""
    if read is None:
        return "-"
    days = " ".join(f"{day:%d.%m.%Y}" for day in read.choices)
    said = f"{read.day:%d.%m.%Y}" if read.day else f"? {read.doubt} {days}".rstrip()
    return said if read.alone else f"{said} +"


@pytest.mark.parametrize(("phrase", "speech", "expected"), rows())
def test_a_day_is_read_as_the_person_means_it(phrase: str, speech: Speech, expected: str) -> None:
    assert shown(read_spoken_day(phrase, speech)) == expected


def test_the_table_has_two_hundred_phrases() -> None:
    assert len({(phrase, speech.written) for phrase, speech, _ in rows()}) >= 200


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("с понедельника на две недели", "30.11.2026", "13.12.2026"),
        ("с 1 по 15 июля", "01.07.2027", "15.07.2027"),
        ("с 28.12 по 10.01", "28.12.2026", "10.01.2027"),
        ("с 20 ноября по 5 декабря", "20.11.2026", "05.12.2026"),
        ("с 14 декабря 2 недели", "14.12.2026", "27.12.2026"),
        ("2 недели с 14 декабря", "14.12.2026", "27.12.2026"),
        ("с завтрашнего дня до конца недели", "24.11.2026", "27.11.2026"),
        ("до пятницы", "23.11.2026", "27.11.2026"),
        ("на неделю", "23.11.2026", "29.11.2026"),
        ("завтра", "24.11.2026", "24.11.2026"),
        ("3 декабря", "03.12.2026", "03.12.2026"),
        ("с 1 декабря", "01.12.2026", None),
    ],
)
def test_a_leave_is_read_with_its_first_and_last_day(
    phrase: str, first: str, last: str | None
) -> None:
    span = read_spoken_span(phrase, Speech(date(2026, 11, 23)))
    assert span == SpokenSpan(_day(first), _day(last) if last else None)


@pytest.mark.parametrize("phrase", ["", "болею", "с 31 ноября", "с 1 по 15 июля 2025 года"])
def test_a_leave_that_says_no_days_is_not_read(phrase: str) -> None:
    assert read_spoken_span(phrase, Speech(date(2026, 11, 23))) is None


def test_buttons_offer_days_after_the_deadline_and_after_today() -> None:
    monday = date(2026, 11, 23)
    assert after_a_week(Speech(monday, date(2026, 12, 1))) == date(2026, 12, 8)
    assert after_a_week(Speech(monday, date(2026, 10, 1))) == date(2026, 11, 30)
    assert end_of_month(Speech(monday, date(2026, 11, 25))) == date(2026, 11, 30)
    assert end_of_month(Speech(monday, date(2026, 11, 30))) == date(2026, 12, 31)
    assert end_of_month(Speech(monday, date(2026, 9, 30))) == date(2026, 11, 30)


_WORDS = st.sampled_from(
    [
        "до",
        "на",
        "к",
        "с",
        "по",
        "через",
        "конца",
        "начале",
        "месяца",
        "недели",
        "неделю",
        "пятницы",
        "следующей",
        "15",
        "31",
        "1.12",
        "ноября",
        "декабрь",
        "дней",
        "2",
        "завтра",
        "ещё",
        "перенести",
        ",",
        "-",
        "(",
        ")",
        "9999",
        "года",
        "числа",
        "рабочих",
        "полгода",
        "или",
    ]
)


@given(
    st.lists(_WORDS, max_size=9),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.none() | st.integers(-400, 400),
)
def test_whatever_is_written_the_day_is_after_the_day_of_writing_and_the_deadline(
    words: list[str], written: date, ahead: int | None
) -> None:
    due = written + timedelta(days=ahead) if ahead is not None else None
    read = read_spoken_day(" ".join(words), Speech(written, due))
    if read is None:
        return
    assert (read.day is None) == (read.doubt is not None)
    days = [read.day] if read.day else list(read.choices)
    assert all(day > written for day in days)
    if read.day is not None and due is not None:
        assert read.day > due


@pytest.mark.parametrize("written", [date(9999, 12, 31), date(1, 1, 1)])
def test_at_the_calendar_s_edges_nothing_fails(written: date) -> None:
    for phrase, _, _ in rows():
        read_spoken_day(phrase, Speech(written, written))
        read_spoken_span(phrase, Speech(written, written))


def test_every_doubt_is_shown_by_the_table() -> None:
    assert {doubt for doubt in Doubt if any(f"? {doubt}" in row for _, _, row in rows())} == set(
        Doubt
    )
