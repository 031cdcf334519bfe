"""The hour and the place that stand beside a day."""

from __future__ import annotations

from datetime import date, time

import pytest

from roadmap.deadlines import read_deadline
from roadmap.model import Period

YEAR = Period.calendar(2024)


@pytest.mark.parametrize(
    ("phrase", "hour"),
    [
        ("22 июня, 10.00, площадь", "10:00"),
        ("22 июня 10.00 ч.", "10:00"),
        ("28 апреля\n13.00", "13:00"),
        ("11 марта 11-30-13-30", "11:30"),
        ("13 июля (пятница), 18.00 час., актовый зал", "18:00"),
        ("04.11.2024 в 15:00, 05.11.2024 в 15:00", "15:00"),
        ("15 мая 10.00 – 12.00, парк", "10:00"),
        ("15.05.2024 с 10.00 до 12.00", "10:00"),
        ("15 мая в 9 ч. 30 мин.", "09:30"),
        ("15 мая в 9 часов", "09:00"),
        ("22.06.2024 г. в 10 час. 00 мин.", "10:00"),
        ("до 18.00 15 мая", "18:00"),
        ("не позднее 18 часов 15 мая", "18:00"),
        ("до 18 часов по московскому времени 15 мая", "18:00"),
        ("с 9 до 18 часов 15 мая", "09:00"),
        ("с 1 мая и до ноля часов 15 мая", "00:00"),
        ("15 мая, 14-00, каб. 12", "14:00"),
        ("каждую пятницу в 15:00", "15:00"),
    ],
)
def test_the_hour_of_an_event_is_kept_beside_its_day(phrase: str, hour: str) -> None:
    assert read_deadline(phrase, YEAR).hour == time.fromisoformat(hour)


@pytest.mark.parametrize(
    "phrase",
    [
        "до 1 марта",
        "10-15 марта",
        "1-30 сентября",
        "22.06-25.06",
        "12.05.2024 – 15.05.2024",
        "24 мая, 10.10",
        "15 мая, 2 часа",
        "октябрь (16 часов)",
        "04.11.2024 в 15:00, 05.11.2024 в 16:00",
        "с 9.00 часов 1 июля до 18.00 часов 5 июля",
    ],
)
def test_days_lengths_and_hours_that_differ_are_no_hour(phrase: str) -> None:
    assert read_deadline(phrase, YEAR).hour is None


@pytest.mark.parametrize(
    ("phrase", "place"),
    [
        ("22 июня, 10:00, площадь Победы", "площадь Победы"),
        ("22 июня, площадь Победы, 10.00", "площадь Победы"),
        ("13 июля (пятница), 18.00 час., актовый зал", "актовый зал"),
        ("15.05.2024 10:00-12:00 ДК «Мир»", "ДК «Мир»"),
        ("15 мая в 10.00, г. Озёрск, ул. Речная, д. 5", "г. Озёрск, ул. Речная, д. 5"),
        ("05.10.2024 (Дом культуры)", "Дом культуры"),
        ("1 июня 2024 года в 11:00 (МСК), стадион «Труд»", "стадион «Труд»"),
        ("15 мая (по согласованию)", ""),
        ("15 мая 10.00, Иванова И.И.", ""),
        ("до 15 марта 2024 г., отдел культуры", ""),
        ("до 1 марта, далее ежемесячно", ""),
        ("7 мая, 10:00–11:30, сквер Мира; 9 мая, 12:00", ""),
    ],
)
def test_the_place_of_an_event_is_kept_beside_its_day(phrase: str, place: str) -> None:
    assert read_deadline(phrase, YEAR).place == place


def test_the_day_is_read_as_without_the_hour() -> None:
    for phrase in ("22 июня, 10.00, площадь", "22 июня 10.00 ч.", "22 июня\n10-00"):
        assert read_deadline(phrase, YEAR).due_days() == (date(2024, 6, 22),)


def test_a_day_that_the_phrase_does_not_name_has_no_hour() -> None:
    deadline = read_deadline("22 июня, 10.00", YEAR)
    assert deadline.hour_on(date(2024, 6, 22)) == time(10)
    assert deadline.hour_on(date(2024, 6, 29)) is None
    assert deadline.hour_on(None) is None
