"""Whatever opening stands before a time and whatever aside after it, both mean what they mean
alone.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import product

import pytest

from roadmap.deadlines import read_deadline
from roadmap.model import Kind, Period

YEAR = Period.calendar(2024)
CASES = """
январь января январе январю
февраль февраля феврале февралю
март марта марте марту
апрель апреля апреле апрелю
май мая мае маю
июнь июня июне июню
июль июля июле июлю
август августа августе августу
сентябрь сентября сентябре сентябрю
октябрь октября октябре октябрю
ноябрь ноября ноябре ноябрю
декабрь декабря декабре декабрю
"""
MONTHS = [dict(zip("nгпд", line.split(), strict=True)) for line in CASES.strip().split("\n")]
YEARS = {"": 2024, " 2024 г.": 2024, " 2025 года": 2025, " текущего года": 2024}
ASIDES = ["", " (по отдельному плану)", ", по согласованию", " – отчет", "; классные руководители",
          " (далее – по мере необходимости)", ", при наличии финансирования"]  # fmt: skip
WHOLE = [
    "{n}",
    "в {п}",
    "на {n}",
    "в течение {г}",
    "весь {n}",
    "Срок исполнения - {n}",
    "планируется в {п}",
]
BEFORE = ["до {г}", "к {д}", "до начала {г}"]
UNTIL_ITS_END = ["до конца {г}", "к концу {г}", "не позднее {г}", "по {n}", "в срок до конца {г}"]
PARTS = {"начало {г}": (1, 10), "в середине {г}": (11, 20), "II декада {г}": (11, 20), "1 неделя {г}": (1, 7),
         "первая половина {г}": (1, 15), "в первых числах {г}": (1, 10)}  # fmt: skip
UNTIL_A_DAY = [
    "до {} {}",
    "к {} {}",
    "не позднее {} {}",
    "в срок до «{}» {}",
    "не позднее, чем {} {}",
    "по {}-е {}",
]
YEARLY = [
    "ежегодно, до {} {}",
    "до {} {} каждого года",
    "каждый год до {} {}",
    "до {} {}, далее ежегодно",
]
RHYTHMS = ["ежемесячно", "1 раз в квартал", "каждую неделю", "не реже одного раза в месяц", "по пятницам",
           "ежемесячно до 5 числа", "последний четверг месяца", "2 раза в месяц", "поквартально"]  # fmt: skip
COUNTED = ["в течение {} со дня {}", "не позднее чем через {} после {}", "через {} с момента {}"]
LENGTHS = ["3 рабочих дней", "10 (десяти) дней", "двух недель", "месяца", "6 месяцев", "полугода"]
EVENTS = ["подписания контракта", "окончания отчетного квартала", "начала учебного года", "завершения I этапа",
          "утверждения плана на 2025 год", "окончания I полугодия"]  # fmt: skip


def misread(expected: dict[str, tuple[Kind, date | None, date | None]]) -> list[str]:
    """The phrases that are read as something else than expected."""
    read = {phrase: read_deadline(phrase, YEAR) for phrase in expected}
    return [
        phrase for phrase, it in read.items() if (it.kind, it.start, it.end) != expected[phrase]
    ]


def first_and_last(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


@pytest.mark.parametrize("aside", ASIDES)
def test_a_month_means_the_same_behind_any_opening_and_before_any_aside(aside: str) -> None:
    expected: dict[str, tuple[Kind, date | None, date | None]] = {}
    for (month, cases), (written, year) in product(enumerate(MONTHS, start=1), YEARS.items()):
        first, last = first_and_last(year, month)
        eve = first - timedelta(days=1)
        for opening, reading in (
            *((opening, (Kind.MONTH, first, last)) for opening in WHOLE),
            *((opening, (Kind.BY_DATE, None, eve)) for opening in BEFORE),
            *((opening, (Kind.BY_DATE, None, last)) for opening in UNTIL_ITS_END),
            *(
                (opening, (Kind.RELATIVE, first.replace(day=a), first.replace(day=b)))
                for opening, (a, b) in PARTS.items()
            ),
        ):
            expected[opening.format(**cases) + written + aside] = reading
    assert misread(expected) == []


@pytest.mark.parametrize("aside", ASIDES)
def test_a_day_means_the_same_behind_any_limit_and_each_year_again_beside_a_word_that_says_so(
    aside: str,
) -> None:
    expected: dict[str, tuple[Kind, date | None, date | None]] = {}
    for (month, cases), day in product(enumerate(MONTHS, start=1), (1, 15, 28)):
        due = date(2024, month, day)
        expected |= {
            limit.format(day, cases["г"]) + aside: (Kind.BY_DATE, None, due)
            for limit in UNTIL_A_DAY
        }
        expected |= {
            limit.format(day, cases["г"]) + aside: (Kind.RECURRING, None, due) for limit in YEARLY
        }
        expected[f"{day:02d}.{month:02d}.2024{aside}"] = (Kind.DATE, due, due)
    assert misread(expected) == []


@pytest.mark.parametrize("aside", ASIDES)
def test_two_months_make_a_range_or_a_list_by_what_joins_them(aside: str) -> None:
    expected: dict[str, tuple[Kind, date | None, date | None]] = {}
    for start in range(1, 12):
        one, other = MONTHS[start - 1], MONTHS[start]
        days = first_and_last(2024, start)[0], first_and_last(2024, start + 1)[1]
        for joint in ("-", " – ", "—", " - "):
            expected[one["n"] + joint + other["n"] + aside] = (Kind.MONTH_RANGE, *days)
        expected[f"с {one['г']} по {other['n']} 2024 года{aside}"] = (Kind.MONTH_RANGE, *days)
        for joint in (", ", " и ", "; ", "/", "\n"):
            expected[one["n"] + joint + other["n"] + aside] = (Kind.MONTH_LIST, *days)
    assert misread(expected) == []


def test_what_comes_again_does_so_whatever_is_written_around_it() -> None:
    around = product(
        ["", "Срок: ", "в течение года, ", "Периодичность – "],
        RHYTHMS,
        [*ASIDES, " (отчет до 5 числа)"],
    )
    whole = (Kind.RECURRING, YEAR.start, YEAR.end)
    assert misread({before + rhythm + after: whole for before, rhythm, after in around}) == []


def test_a_length_of_time_counted_from_something_is_relative_whatever_it_is_counted_from() -> None:
    phrases = [
        form.format(length, event) for form, length, event in product(COUNTED, LENGTHS, EVENTS)
    ]
    assert misread(dict.fromkeys(phrases, (Kind.RELATIVE, None, None))) == []
