"""Deadlines counted from something, in an election's calendar of a town that does not exist."""

from __future__ import annotations

from datetime import date

from documents.tables.reading import read_document
from roadmap.drafts.anchors import settled_by
from roadmap.drafts.json_form import draft_as_json, draft_from_json
from roadmap.model import CautionCode, Draft, Kind, Period
from tests.documents.sets.word import Plan

HEADER = ("№", "Мероприятие", "Срок", "Исполнитель")
YEAR = Period.calendar(2021)
CALENDAR = (
    "за 10 дней до дня голосования",
    "не позднее чем за 20 дней до дня голосования",
    "в день голосования",
    "через 3 дня после дня голосования",
    "в течение 3 рабочих дней со дня голосования",
    "не позднее чем через 5 дней после подписания договора с типографией",
    "до 15 ноября 2021 года",
    "через месяц после подписания договора с типографией",
    "в течение 3 дней со дня поступления жалобы",
)


def read(*phrases: str, above: tuple[str, ...] = ()) -> Draft:
    rows = [(f"{n}", f"Работа {n}", text, "Ким О.А.") for n, text in enumerate(phrases, 1)]
    plan = Plan("КАЛЕНДАРНЫЙ ПЛАН", "выборов депутатов Совета города Верхнеозёрска", *above)
    content = plan.table(HEADER, *rows).bytes()
    return read_document(content, "plan.docx", YEAR, date(2021, 9, 1))


def days(draft: Draft) -> list[str | None]:
    return [one.end.isoformat() if one.end else None for one in draft.deadlines()]


def test_one_question_is_asked_for_each_thing_that_deadlines_are_counted_from() -> None:
    draft = read(*CALENDAR)
    assert [(one.item, one.about, one.text, one.phrase) for one in draft.questions] == [
        ("", "anchor", "дня голосования", "за 10 дней до дня голосования"),
        (
            "",
            "anchor",
            "подписания договора с типографией",
            "не позднее чем через 5 дней после подписания договора с типографией",
        ),
    ]
    assert [len(settled_by(draft, question)) for question in draft.questions] == [5, 2]
    assert days(draft) == [None] * 6 + ["2021-11-15", None, None]


def test_the_questions_survive_being_kept() -> None:
    draft = read(*CALENDAR)
    assert draft_from_json(draft_as_json(draft)) == draft


def test_a_day_that_the_document_tells_above_its_table_is_counted_from() -> None:
    draft = read(*CALENDAR, above=("День голосования – 19 декабря 2021 года",))
    assert days(draft)[:5] == [
        "2021-12-08",  # 67-FZ, article 11.1: ten whole days remain until the 19th
        "2021-11-28",
        "2021-12-19",
        "2021-12-22",
        "2021-12-22",
    ]
    assert [one.text for one in draft.questions] == ["подписания договора с типографией"]
    (counted,) = [one for one in draft.warnings if one.code is CautionCode.COUNTED]
    assert dict(counted.variables) == {
        "anchor": "дня голосования",
        "day": "19.12.2021",
        "count": "5",
    }


def test_working_days_that_no_calendar_was_asked_for_are_not_sure() -> None:
    draft = read(*CALENDAR, above=("День голосования – 19 декабря 2021 года",))
    assert [one.sure for one in draft.deadlines()][:5] == [True, True, True, True, False]
    guessed = [dict(one.variables) for one in draft.warnings if one.code is CautionCode.GUESSED]
    assert [one["number"] for one in guessed] == ["5"]


def test_a_row_of_the_table_may_tell_the_day() -> None:
    rows = [
        ("1", "Опубликовать списки", "за 10 дней до дня голосования", "Ким О.А."),
        ("2", "День голосования", "19 декабря 2021 года", "Ким О.А."),
    ]
    plan = Plan("КАЛЕНДАРНЫЙ ПЛАН").table(HEADER, *rows)
    draft = read_document(plan.bytes(), "plan.docx", YEAR, date(2021, 9, 1))
    assert days(draft) == ["2021-12-08", "2021-12-19"]
    assert draft.questions == ()


def test_a_row_of_the_table_may_tell_the_day_in_its_text() -> None:
    draft = read("за 10 дней до дня голосования", above=("19 декабря 2021 г. – день голосования",))
    assert days(draft) == ["2021-12-08"]


def test_two_days_for_one_thing_are_asked_about() -> None:
    draft = read(
        "за 10 дней до дня голосования",
        above=("День голосования – 19 декабря 2021 года", "День голосования: 26.12.2021"),
    )
    assert days(draft) == [None]
    assert [one.about for one in draft.questions] == ["anchor"]


def test_what_is_only_said_near_the_words_is_not_their_day() -> None:
    draft = read(
        "за 10 дней до дня голосования",
        above=("Итоги голосования – 25 декабря 2021 года", "О голосовании 1 декабря 2021 года"),
    )
    assert days(draft) == [None]


def test_both_ends_may_be_counted() -> None:
    draft = read(
        "не ранее чем за 28 и не позднее чем за 20 дней до отчётной даты",
        above=("Отчётная дата: 1 июля 2021 г.",),
    )
    (deadline,) = draft.deadlines()
    assert deadline.kind is Kind.DATE_RANGE
    assert (str(deadline.start), str(deadline.end)) == ("2021-06-03", "2021-06-11")


def test_what_happens_again_and_again_is_not_asked_about() -> None:
    draft = read(
        "в течение 3 дней со дня поступления заявления", "через 5 дней после каждого заседания"
    )
    assert draft.questions == ()
