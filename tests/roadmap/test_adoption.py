"""How a document becomes items, points and due days."""

from datetime import date

import pytest

from roadmap.drafts.adoption import Past, adopt
from roadmap.drafts.questions import implied, options_left, with_resolutions
from roadmap.model import (
    ControlPoint,
    Deadline,
    Draft,
    DraftItem,
    DueState,
    Kind,
    Measure,
    Option,
    Part,
    Period,
    Question,
    Span,
)

TODAY = date(2019, 11, 1)
OCTOBER = Span(date(2019, 10, 1), date(2019, 10, 31))
MARCH = Span(date(2020, 3, 1), date(2020, 3, 31))


def month(text: str, span: Span) -> Deadline:
    return Deadline(text, Kind.MONTH, span.start, span.end)


ALWAYS = Deadline("Постоянно", Kind.CONTINUOUS)
LIST = Deadline("Октябрь, март", Kind.MONTH_LIST, OCTOBER.start, MARCH.end, spans=(MARCH, OCTOBER))
ITEM = DraftItem(
    "6",
    ("Раздел",),
    "Повысить качество",
    measures=(
        Measure(
            "1", "Провести семинары", LIST, (Part("для учителей", ALWAYS), Part("для директоров"))
        ),
        Measure("3", "Обновить сайт", month("Октябрь", OCTOBER)),
        Measure("3", "Обновить стенд"),
        Measure(None, "Собрать отчёты"),
    ),
    control_points=(
        ControlPoint(1, "Совещание", month("Март", MARCH)),
        ControlPoint(2, "Проверка"),
    ),
    criterion="% школ",
    responsible=("Отдел образования",),
)


def draft(*questions: Question, item: DraftItem = ITEM) -> Draft:
    return Draft("Дорожная карта", Period.school(2019), (item,), questions)


def question(about: str, same_as: str = "") -> Question:
    return Question(
        "6", about, "", "Октябрь", (Option(OCTOBER), Option(MARCH), Option(None)), same_as
    )


def test_points_come_in_order_with_their_numbers_and_names() -> None:
    (rows,) = adopt(draft(), TODAY)
    assert [(one.point.kind.value, one.point.number, one.point.about) for one in rows.points] == [
        ("measure", "1", "measure 1"),
        ("part", "1.1", "measure 1 part 1"),
        ("part", "1.2", "measure 1 part 2"),
        ("measure", "3", "measure 2"),
        ("measure", "3а", "measure 3"),
        ("measure", "4", "measure 4"),
        ("control_point", "1", "control_point 1"),
        ("control_point", "2", "control_point 2"),
    ]
    assert [one.point.position for one in rows.points] == list(range(8))


def test_an_item_keeps_what_the_document_says_of_it() -> None:
    (rows,) = adopt(draft(), TODAY, roadmap_id=7)
    item = rows.item
    assert (item.roadmap_id, item.position, item.number, item.section) == (7, 0, "6", ("Раздел",))
    assert (item.recommendation, item.criterion, item.responsible) == (
        "Повысить качество",
        "% школ",
        ("Отдел образования",),
    )


def test_each_member_of_a_list_is_due_and_past_ones_are_quiet() -> None:
    (rows,) = adopt(draft(), TODAY)
    assert [(due.day, due.state) for due in rows.points[0].dues] == [
        (date(2019, 10, 31), DueState.QUIET),
        (date(2020, 3, 31), DueState.OPEN),
    ]


def test_a_point_that_is_never_due_has_one_row_without_a_day() -> None:
    (rows,) = adopt(draft(), TODAY)
    assert [(due.day, due.state) for due in rows.points[1].dues] == [(None, DueState.OPEN)]


@pytest.mark.parametrize(("past", "state"), [(Past.ASK, DueState.OPEN), (Past.DONE, DueState.DONE)])
def test_past_deadlines_become_what_the_coordinator_says(past: Past, state: DueState) -> None:
    (rows,) = adopt(draft(), TODAY, past)
    assert rows.points[3].dues[0].state is state
    assert rows.points[6].dues[0].state is DueState.OPEN


def test_a_deadline_of_today_is_not_past() -> None:
    (rows,) = adopt(draft(), date(2019, 10, 31))
    assert rows.points[3].dues[0].state is DueState.OPEN


def test_nobody_is_reminded_of_a_guess() -> None:
    (rows,) = adopt(draft(question("control_point 1"), question("control_point 2")), TODAY)
    for place in (6, 7):
        point, dues = rows.points[place].point, rows.points[place].dues
        assert [due.day for due in dues] == [None]
        assert point.deadline is not None
        assert (point.deadline.sure, point.deadline.options) == (False, (OCTOBER, MARCH))
    assert rows.points[7].point.deadline is not None
    assert rows.points[7].point.deadline.text == "Октябрь"


def test_an_answer_gives_the_point_its_days_and_keeps_the_phrase() -> None:
    asked = draft(question("control_point 2"), question("measure 1 part 2"))
    settled = with_resolutions(asked, {0: MARCH})
    found = settled.items[0].control_points[1].deadline
    assert found == Deadline("Октябрь", Kind.MONTH, MARCH.start, MARCH.end)
    assert [one.about for one in settled.questions] == ["measure 1 part 2"]


def test_parts_and_measures_are_answered_too() -> None:
    asked = draft(question("measure 1 part 2"), question("measure 4"), question("measure 2"))
    day = Span(None, date(2020, 2, 15))
    settled = with_resolutions(asked, {0: day, 1: Span(day.end, day.end), 2: None}).items[0]
    part, last = settled.measures[0].parts[1].deadline, settled.measures[3].deadline
    assert part is not None
    assert (part.kind, part.end) == (Kind.BY_DATE, day.end)
    assert last is not None
    assert last.kind is Kind.DATE
    assert settled.measures[1].deadline is None


def test_an_answer_settles_nothing_that_was_not_shown() -> None:
    asked = draft(
        question("control_point 1", "Октябрь"),
        question("control_point 2", "Октябрь"),
        question("measure 3"),
    )
    settled = with_resolutions(asked, {0: MARCH})
    assert [one.about for one in settled.questions] == ["control_point 2", "measure 3"]


def one_line_for_two(item: str = "6") -> tuple[Question, Question]:
    """«Октябрь» belongs to measure 2 or to measure 3."""
    first = (Option(OCTOBER, ways=(0,)), Option(None, ways=(1,)))
    second = (Option(None, ways=(0,)), Option(OCTOBER, ways=(1,)))
    return Question(item, "measure 2", "", "Октябрь", first), Question(
        item, "measure 3", "", "Октябрь", second
    )


@pytest.mark.parametrize(("answer", "follows"), [(OCTOBER, None), (None, OCTOBER)])
def test_a_line_given_to_one_measure_is_no_longer_asked_about_the_other(
    answer: Span | None, follows: Span | None
) -> None:
    settled = with_resolutions(draft(*one_line_for_two()), {0: answer})
    last = settled.items[0].measures[2].deadline
    assert settled.questions == ()
    assert (last and last.end) == (follows and follows.end)


def test_a_day_that_no_line_gives_leaves_the_other_question_open() -> None:
    assert implied(one_line_for_two(), {0: MARCH}) == {}


def test_a_question_of_another_item_does_not_follow() -> None:
    here, there = one_line_for_two()[0], one_line_for_two("7")[1]
    assert implied((here, there), {0: OCTOBER}) == {}


def test_a_draft_without_answers_stays_as_it_is() -> None:
    assert with_resolutions(draft(question("measure 3")), {}) == draft(question("measure 3"))


def ways_of_a_line_missing() -> tuple[Question, ...]:
    """«Октябрь, март» beside three measures: one of them, the first by way 0, has no line."""
    spans = ((None, OCTOBER, OCTOBER), (OCTOBER, None, MARCH), (MARCH, MARCH, None))
    return tuple(
        Question(
            "6",
            f"measure {place}",
            "",
            "Октябрь",
            tuple(
                Option(span, ways=tuple(way for way in range(3) if of_ways[way] == span))
                for span in dict.fromkeys(of_ways)
            ),
        )
        for place, of_ways in enumerate(spans, 1)
    )


def test_an_answer_takes_away_what_would_put_two_lines_out_of_order() -> None:
    asked = ways_of_a_line_missing()
    left = with_resolutions(draft(*asked), {0: OCTOBER}).questions
    assert [(one.about, [option.span for option in one.options]) for one in left] == [
        ("measure 2", [None, MARCH]),
        ("measure 3", [MARCH, None]),
    ]
    assert implied(asked, {0: OCTOBER, 2: MARCH}) == {1: None}


def test_a_day_typed_by_hand_settles_as_the_line_due_on_it_does() -> None:
    typed = Span(None, OCTOBER.end)
    assert implied(ways_of_a_line_missing(), {1: typed}) == {0: None, 2: MARCH}


def test_answers_that_contradict_each_other_take_nothing_away() -> None:
    asked = ways_of_a_line_missing()
    assert options_left(asked, 1, {0: None, 2: None}) == asked[1].options


def test_what_is_still_asked_about_keeps_only_the_readings_left() -> None:
    (rows,) = adopt(with_resolutions(draft(*ways_of_a_line_missing()), {0: OCTOBER}), TODAY)
    kept = next(one.point.deadline for one in rows.points if one.point.about == "measure 2")
    assert kept is not None
    assert kept.options == (MARCH,)


def test_a_week_whose_days_are_sure_is_due_on_its_last_day_and_an_event_still_waits() -> None:
    week = Deadline("1 неделя сентября", Kind.RELATIVE, date(2019, 9, 1), date(2019, 9, 7))
    assert week.due_days() == (date(2019, 9, 7),)
    assert (
        Deadline(
            "I четверть", Kind.EVENT, date(2019, 9, 2), date(2019, 10, 26), sure=False
        ).due_days()
        == ()
    )
