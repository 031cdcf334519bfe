from __future__ import annotations

from datetime import date

from roadmap.deadlines import read_deadline
from roadmap.model import Period
from roadmap.reading.reported import criterion_value, days_in, most_alike, percentages, put_off

YEAR = Period.school(2025)


def test_a_percentage_is_the_criterions_value() -> None:
    assert criterion_value("Охват учителей в мероприятиях – 89 %.") == "89%"
    assert percentages("было 7,5%, стало 75%") == ("7.5%", "75%")


def test_different_percentages_leave_the_value_open() -> None:
    assert criterion_value("в школах 80%, в садах 90%") is None
    assert criterion_value("проведено") is None


def test_work_put_off_proposes_a_postponement() -> None:
    (found,) = put_off(
        "Проведён сбор.\nДиагностика (центр) перенесена на 2 полугодие.",
        lambda t: read_deadline(t, YEAR),
    )
    assert (found.what, found.phrase) == ("Диагностика (центр)", "на 2 полугодие")
    assert found.deadline.start == date(2026, 1, 1)


def test_only_days_of_the_calendar_are_days() -> None:
    assert days_in("18.10.2025 и 31.09.2025, п. 1.1.2025") == (date(2025, 10, 18), date(2025, 1, 1))


def test_a_line_retells_one_text_or_none() -> None:
    texts = ["Совещание с завучами об итогах экзаменов", "Совещание с директорами о ремонте школ"]
    assert most_alike(texts, "18.10 проведено совещание с директорами о ремонте школ") == 1
    assert most_alike(texts, "Проведён праздник") is None
