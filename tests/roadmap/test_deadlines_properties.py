"""What holds for any text, however it was typed."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from roadmap.deadlines import read_deadline
from roadmap.model import Deadline, Kind, Period, Span

SCHOOL = Period.school(2019)
PERIODS = [
    SCHOOL,
    Period.calendar(2020),
    Period("2016–2020 годы", date(2016, 1, 1), date(2020, 12, 31)),
]
VOCABULARY = """
сентябрь октября марте август май 1 15 31 2019 2020 2019-2020 27.11.2019 30.08 31.09.2019 до к с по не позднее и
I IV Ш квартал полугодие учебный год года гг. ежегодно ежемесячно раз в неделю каждый понедельник число первая
декада конец начало середина месяца следующего за отчетным в течение дней после , ; - – ( ) / . план каникулы
четверть последняя последний рабочий день 9999 0001 32 00.00 зима
"""
LINES = st.lists(st.sampled_from(VOCABULARY.split()), max_size=9)
PHRASES = [
    "Сентябрь - октябрь",
    "с 8 ноября по 16 декабря 2019 года",
    "не позднее 1 марта",
    "IV квартал 2019 г.",
    "в течение учебного года",
    "ежегодно, до 25 апреля",
    "первая декада марта",
    "1 раз в месяц",
    "09.11 - 14.11",
    "2019 - 2021 гг.",
]
GAPS = st.sampled_from([" ", "  ", "\u00a0", "\n", "\t", "\u2009 ", "\u202f", " \u200b"])
DASHES = st.sampled_from(["-", "–", "—", "−", "‑", "‒"])


@given(st.text(max_size=120), st.sampled_from(PERIODS))
def test_any_text_is_read_without_an_exception_and_kept_as_written(
    text: str, period: Period
) -> None:
    deadline = read_deadline(text, period)
    assert deadline.text == text
    assert_in_order(deadline)


@given(LINES, st.sampled_from(PERIODS), st.sampled_from(["", " "]))
def test_any_words_of_deadlines_together_are_read_and_never_end_before_they_start(
    words: list[str], period: Period, gap: str
) -> None:
    assert_in_order(read_deadline(gap.join(words), period))


@given(st.sampled_from(PHRASES), GAPS, DASHES, st.sampled_from(["", " ", "\ufeff", "\n"]))
def test_the_kind_of_space_and_dash_changes_nothing(
    phrase: str, gap: str, dash: str, around: str
) -> None:
    typed = around + phrase.replace("-", dash).replace(" ", gap) + around
    assert replace(read_deadline(typed, SCHOOL), text="") == replace(
        read_deadline(phrase, SCHOOL), text=""
    )


@given(
    st.sampled_from(PHRASES),
    st.integers(min_value=0, max_value=40),
    st.sampled_from(["\u00ad", "\u200d", "\u2060"]),
)
def test_a_hidden_character_inside_a_phrase_changes_nothing(
    phrase: str, place: int, hidden: str
) -> None:
    typed = phrase[:place] + hidden + phrase[place:]
    assert replace(read_deadline(typed, SCHOOL), text="") == replace(
        read_deadline(phrase, SCHOOL), text=""
    )


@given(st.sampled_from(PHRASES), st.sampled_from([str.upper, str.lower, str.title]))
def test_capital_letters_change_nothing(phrase: str, change: type[str]) -> None:
    typed = change(phrase.replace("IV", "4"))
    assert replace(read_deadline(typed, SCHOOL), text="") == replace(
        read_deadline(phrase, SCHOOL), text=""
    )


def test_a_phrase_is_read_in_less_than_a_millisecond() -> None:
    for phrase in PHRASES:
        read_deadline(phrase, SCHOOL)
    began = time.process_time()
    for _ in range(20):
        for phrase in PHRASES:
            read_deadline(phrase, SCHOOL)
    assert (time.process_time() - began) / (20 * len(PHRASES)) < 0.001


def assert_in_order(deadline: Deadline) -> None:
    whole = Span(deadline.start, deadline.end) if deadline.end else None
    for span in (*deadline.spans, *deadline.options, *([whole] if whole else [])):
        assert span.start is None or span.start <= span.end
    for span in deadline.spans:
        assert deadline.start is None or span.start is None or deadline.start <= span.start
        # The last month of a year is reported on in the next one.
        reported = deadline.kind is Kind.RECURRING
        assert reported or deadline.end is None or span.end <= deadline.end
    assert list(deadline.due_days()) == sorted(set(deadline.due_days()))
