"""From a draft with its answers to a stored roadmap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmap.actions import importing
from roadmap.actions.importing import Resolution
from roadmap.actions.planning import CHUNK
from roadmap.drafts.adoption import Past
from roadmap.errors import NotAllowed, UserError
from roadmap.model import (
    Assignment,
    Caution,
    CautionCode,
    Deadline,
    Draft,
    Due,
    DueState,
    InTable,
    Item,
    Kind,
    Option,
    Period,
    Person,
    Point,
    PointKind,
    Question,
    Reminder,
    Roadmap,
    Role,
    Span,
    TableHead,
)
from roadmap.ports import Json, StoredDraft
from tests.roadmap.actions.document import DECEMBER, MARCH, TITLE, draft, row, stored
from tests.roadmap.actions.town import DAY, MORNING, RULES, Town, deadline, later, line

IN_DECEMBER, IN_MARCH = Span(None, DECEMBER), Span(date(2020, 3, 1), MARCH)
LAST_DAY: Json = {"end": "2019-12-20"}


def question(item: str, *options: Option, about: str = "control_point 1") -> Question:
    """What could not be read of an item's control point."""
    made = options or (Option(IN_DECEMBER), Option(IN_MARCH), Option(None))
    return Question(item, about, "Проверка", "в срок", made)


#: Either line of the cell belongs to either item's point: what is given to one is not the other's.
TIED = (
    question("1", Option(IN_DECEMBER, ways=(1,)), Option(IN_MARCH, ways=(2,))),
    question("1", Option(IN_MARCH, ways=(1,)), Option(IN_DECEMBER, ways=(2,)), about="control_point 2"),
)  # fmt: skip


def asking(*questions: Question) -> Draft:
    """A document of two items about which this is asked."""
    return draft(row("1", "дети", None, None), row("2", "подвоз", None), questions=questions)


async def save(town: Town, made: Draft, person: Person | None = None) -> Roadmap:
    """The coordinator saves the draft."""
    one = await stored(town, made)
    return await importing.save_new(town.tx, person or town.head, one, made, RULES)


async def rows_of(town: Town, roadmap: Roadmap) -> tuple[list[Item], list[Point], list[Due]]:
    """What is stored of a roadmap."""
    items = await town.tx.roadmaps.items(roadmap.id)
    points = await town.tx.roadmaps.points([item.id for item in items])
    return items, points, await town.tx.roadmaps.dues([point.id for point in points])


async def test_a_draft_comes_back_as_it_was_read(town: Town) -> None:
    made = asking(*TIED)
    assert await importing.draft_of(await stored(town, made)) == made


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"end": "2019-12-20"}, Resolution(IN_DECEMBER)),
        ({"start": None, "end": "2019-12-20"}, Resolution(IN_DECEMBER)),
        ({"start": "2020-03-01", "end": "2020-03-20"}, Resolution(IN_MARCH)),
        ({"none": True}, Resolution(None)),
        ({"skip": True}, None),
        ("nonsense", None),
        (None, None),
    ],
)
async def test_an_answer_is_days_no_deadline_or_nothing_yet(
    town: Town, said: Json, answer: Resolution | None
) -> None:
    one = replace(await stored(town, asking()), answers={"3": said})
    assert importing.resolution_of(one, 3) == answer
    assert importing.resolution_of(one, 0) is None


@pytest.mark.parametrize("span", [IN_DECEMBER, IN_MARCH, None])
async def test_an_option_is_remembered_as_it_was_chosen(town: Town, span: Span | None) -> None:
    one = replace(await stored(town, asking()), answers={"0": importing.span_as_resolution(span)})
    assert importing.resolution_of(one, 0) == Resolution(span)


def test_an_option_is_remembered_by_its_days() -> None:
    assert importing.span_as_resolution(IN_MARCH) == {"start": "2020-03-01", "end": "2020-03-20"}
    assert importing.span_as_resolution(IN_DECEMBER) == {"start": None, "end": "2019-12-20"}
    assert importing.span_as_resolution(None) == {"none": True}


async def test_open_questions_come_in_order_and_skipped_ones_last(town: Town) -> None:
    made = asking(*(question(number) for number in ("1", "2", "1", "2")))
    one = await stored(town, made)
    assert [i for i, _ in importing.open_questions(one, made)] == [0, 1, 2, 3]
    one = replace(one, answers={"0": {"skip": True}, "1": LAST_DAY, "past": "ask"})
    assert importing.open_questions(one, made) == [
        (2, made.questions[2]), (3, made.questions[3]), (0, made.questions[0]),
    ]  # fmt: skip


async def test_what_an_answer_made_impossible_is_no_longer_offered(town: Town) -> None:
    made = asking(*TIED)
    one = await stored(town, made)
    assert importing.offered(one, made, 1) == list(enumerate(TIED[1].options))
    one = replace(one, answers={"0": LAST_DAY})
    assert importing.offered(one, made, 1) == [(0, TIED[1].options[0])]


async def test_an_answer_is_stored_with_what_follows_from_it(town: Town) -> None:
    one = await stored(town, asking(*TIED))
    answered = await importing.resolve(town.tx, one, 0, LAST_DAY)
    assert answered == replace(
        one,
        answers={
            "0": LAST_DAY,
            "1": {"start": "2020-03-01", "end": "2020-03-20"},
            "order": [0],
            "follows": {"0": [1]},
        },
    )
    assert await town.tx.drafts.get(one.id) == answered
    skipped = await importing.resolve(town.tx, answered, 1, {"skip": True})
    assert skipped.answers["1"] != {"skip": True}


async def test_what_is_skipped_says_nothing_of_the_others(town: Town) -> None:
    one = await stored(town, asking(*TIED))
    skipped = await importing.resolve(town.tx, one, 0, {"skip": True})
    assert skipped.answers == {"0": {"skip": True}, "order": [0], "follows": {"0": []}}


async def test_days_already_past_stay_quiet_unless_the_coordinator_chose(town: Town) -> None:
    one = await stored(town, asking())
    assert importing.past_choice(one) is Past.QUIET
    assert importing.past_choice(replace(one, answers={"past": "done"})) is Past.DONE


async def test_answers_are_put_into_the_draft(town: Town) -> None:
    made = asking(question("1"), question("2"))
    one = replace(await stored(town, made), answers={"0": LAST_DAY, "1": {"skip": True}})
    known = importing.resolved(one, made, RULES.calendar)
    resolved = known.items[0].control_points[0].deadline
    assert resolved is not None
    assert resolved.due_days() == (DECEMBER,)
    assert [left.item for left in known.questions] == ["2"]


async def test_a_draft_becomes_a_roadmap_with_all_its_rows(town: Town) -> None:
    caution = Caution.of(CautionCode.NUMBERS)
    past = RULES.today - DAY
    made = replace(
        draft(row("1", "дети", DECEMBER, past), row("2", "подвоз", RULES.today)),
        warnings=(caution,),
    )
    one = await stored(town, made, file="план.docx")
    roadmap = await importing.save_new(town.tx, town.head, one, made, later(hours=1))
    at = later(hours=1).at
    assert roadmap == Roadmap(
        roadmap.id, TITLE, Period.school(2019), at, one.file_id, warnings=(caution,)
    )
    assert one.file_id is not None
    assert await town.tx.roadmaps.get(roadmap.id) == roadmap
    items, points, dues = await rows_of(town, roadmap)
    assert [(item.number, item.position, item.section) for item in items] == [
        ("1", 0, ("Раздел",)), ("2", 1, ("Раздел",)),
    ]  # fmt: skip
    assert [(point.item_id, point.kind, point.number, point.position) for point in points] == [
        (items[0].id, PointKind.CONTROL_POINT, "1", 0),
        (items[0].id, PointKind.CONTROL_POINT, "2", 1),
        (items[1].id, PointKind.CONTROL_POINT, "1", 0),
    ]
    assert [(due.point_id, due.day, due.state) for due in dues] == [
        (points[0].id, DECEMBER, DueState.OPEN),
        (points[1].id, past, DueState.QUIET),
        (points[2].id, RULES.today, DueState.OPEN),
    ]
    assert await town.tx.drafts.get(one.id) == replace(one, roadmap_id=roadmap.id)
    assert await town.log() == [line(town.head, roadmap, "log-imported", TITLE, at)]


async def test_a_roadmap_knows_where_its_items_stand_in_the_document(town: Town) -> None:
    stands = InTable(0, 2, 4, 1, 3)
    made = replace(
        draft(replace(row("1", "дети", DECEMBER), origin=stands)),
        heads=(TableHead(0, ((0, 1),), (3,)),),
    )
    roadmap = await save(town, made)
    assert (await town.tx.roadmaps.get(roadmap.id)).heads == made.heads
    items, _, _ = await rows_of(town, roadmap)
    assert [item.origin for item in items] == [stands]


async def test_the_coordinator_s_answers_count_in_what_is_saved(town: Town) -> None:
    made = draft(
        row("1", "дети", RULES.today - DAY), row("2", "подвоз", None), questions=(question("2"),)
    )
    answers: Json = {"0": {"end": "2020-03-20"}, "past": "done"}
    one = replace(await stored(town, made), answers=answers)
    roadmap = await importing.save_new(town.tx, town.head, one, made, RULES)
    _, _, dues = await rows_of(town, roadmap)
    assert [(due.day, due.state) for due in dues] == [
        (RULES.today - DAY, DueState.DONE), (MARCH, DueState.OPEN),
    ]  # fmt: skip


async def test_a_second_tap_saves_nothing_anew(town: Town) -> None:
    made = draft(row("1", "дети", DECEMBER))
    one = await stored(town, made)
    roadmap = await importing.save_new(town.tx, town.head, one, made, RULES)
    with pytest.raises(UserError) as refused:
        await importing.save_new(town.tx, town.head, await town.tx.drafts.get(one.id), made, RULES)
    assert refused.value.key == "import-saved-already"
    assert [one.id for one in await town.tx.roadmaps.all()] == [roadmap.id, town.roadmap.id]


@pytest.mark.parametrize("who", ["vetrova", "guest"])
async def test_only_a_coordinator_saves_a_roadmap(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await save(town, draft(row("1", "дети", DECEMBER)), getattr(town, who))
    assert await town.tx.roadmaps.all() == [town.roadmap]


async def test_who_imports_and_who_had_no_roadmap_work_with_the_new_one(town: Town) -> None:
    new = await town.tx.people.add(Person(0, "Новиков", Role.OFFICIAL))
    roadmap = await save(town, draft(row("1", "дети", DECEMBER)))
    assert (await town.person(town.head)).roadmap_id == roadmap.id
    assert (await town.person(new)).roadmap_id == roadmap.id
    assert (await town.person(town.vetrova)).roadmap_id == town.roadmap.id


async def test_a_report_column_becomes_entries_and_proposals(town: Town) -> None:
    said = "Охват 89 %.\nСовещание с заведующими садами перенесено на 15 марта 2020 года"
    roadmap = await save(
        town, draft(row("1", "подвоз", DECEMBER), row("2", "дети", DECEMBER, progress=said))
    )
    items, points, dues = await rows_of(town, roadmap)
    assert [len(await town.tx.answers.of_item(item.id)) for item in items] == [0, 1]
    assert items[1].criterion_value == "89%"
    (entry,) = await town.tx.answers.of_item(items[1].id)
    assert (entry.day, entry.at) == (date(2019, 12, 31), MORNING)
    (proposed,) = await town.tx.answers.postponements(roadmap.id)
    assert (proposed.due_id, proposed.new_day) == (dues[1].id, date(2020, 3, 15))
    assert points[1].item_id == items[1].id


async def test_a_long_document_is_stored_whole(town: Town) -> None:
    count = 2 * CHUNK + 1
    rows = [row(str(n), "дети", DECEMBER + n * DAY, progress=f"Ход {n}") for n in range(count)]
    roadmap = await save(town, draft(*rows))
    items, points, dues = await rows_of(town, roadmap)
    assert [item.number for item in items] == [str(n) for n in range(count)]
    assert [point.item_id for point in points] == [item.id for item in items]
    assert [due.day for due in dues] == [DECEMBER + n * DAY for n in range(count)]
    entries = await town.tx.answers.of_roadmap(roadmap.id, date.min, date.max)
    assert [one.text for one in entries] == [f"Ход {n}" for n in range(count)]


def test_the_people_of_a_document_are_named_with_their_items() -> None:
    rows = [
        replace(row("1", "дети"), responsible=("Осин", "Ветрова")),
        row("2", "подвоз"),
        replace(row("3", "залы"), responsible=("Ветрова",)),
    ]
    named = importing.people_named(draft(*rows))
    assert list(named.items()) == [("Осин", ["1"]), ("Ветрова", ["1", "3"])]


async def asked_and_saved(town: Town) -> tuple[StoredDraft, Draft, list[Item]]:
    """A roadmap saved with a question open about either item; Vetrova answers for both."""
    made = asking(question("1", about="control_point 2"), question("2"))
    one = await stored(town, made)
    roadmap = await importing.save_new(town.tx, town.head, one, made, RULES)
    items = await town.tx.roadmaps.items(roadmap.id)
    await town.tx.people.assign([Assignment(item.id, None, town.vetrova.id) for item in items])
    return await town.tx.drafts.get(one.id), made, items


async def days_of(town: Town, items: list[Item]) -> dict[str, list[tuple[date | None, DueState]]]:
    """The days of each point, by «item.point»."""
    numbers = {item.id: item.number for item in items}
    points = await town.tx.roadmaps.points([item.id for item in items])
    return {
        f"{numbers[point.item_id]}.{point.number}": [
            (due.day, due.state) for due in await town.tx.roadmaps.dues([point.id])
        ]
        for point in points
    }


async def planned_for(town: Town, items: list[Item]) -> list[Reminder]:
    """The reminders of these items."""
    points = await town.tx.roadmaps.points([item.id for item in items])
    dues = await town.tx.roadmaps.dues([point.id for point in points])
    return await town.tx.reminders.of_dues([due.id for due in dues])


async def test_a_question_answered_after_saving_gives_its_point_alone_the_days(town: Town) -> None:
    one, made, items = await asked_and_saved(town)
    none = [(None, DueState.OPEN)]
    assert await days_of(town, items) == {"1.1": none, "1.2": none, "2.1": none}
    one = await importing.resolve(town.tx, one, 0, {"start": None, "end": "2019-12-20"})
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 0, later(hours=1))
    assert await days_of(town, items) == {
        "1.1": none, "1.2": [(DECEMBER, DueState.OPEN)], "2.1": none,
    }  # fmt: skip
    points = await town.tx.roadmaps.points([items[0].id])
    assert points[1].deadline == Deadline("в срок", Kind.BY_DATE, None, DECEMBER, True)
    reminders = await planned_for(town, items)
    assert {reminder.person_id for reminder in reminders} == {town.vetrova.id}
    assert DECEMBER in {reminder.day for reminder in reminders}
    at = later(hours=1).at
    assert (await town.log())[-1] == line(
        town.head, await town.tx.roadmaps.get(items[0].roadmap_id), "log-question", "1", at
    )


async def test_a_second_thought_replaces_the_days_and_what_is_done_stays(town: Town) -> None:
    one, made, items = await asked_and_saved(town)
    one = await importing.resolve(town.tx, one, 1, {"end": "2019-12-20"})
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 1, RULES)
    one = await importing.resolve(town.tx, one, 1, {"end": "2020-03-20"})
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 1, RULES)
    assert (await days_of(town, items))["2.1"] == [(MARCH, DueState.OPEN)]
    (point,) = await town.tx.roadmaps.points([items[1].id])
    (due,) = await town.tx.roadmaps.dues([point.id])
    await town.tx.roadmaps.update_due(replace(due, state=DueState.DONE))
    one = await importing.resolve(town.tx, one, 1, {"end": "2019-12-20"})
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 1, RULES)
    assert (await days_of(town, items))["2.1"] == [
        (DECEMBER, DueState.OPEN), (MARCH, DueState.DONE),
    ]  # fmt: skip


async def test_a_question_open_again_takes_its_days_back_but_none_set_by_hand(town: Town) -> None:
    one, made, items = await asked_and_saved(town)
    for index in (0, 1):
        one = await importing.resolve(town.tx, one, index, {"end": "2019-12-20"})
        await importing.apply_to_roadmap(town.tx, town.head, one, made, index, RULES)
    (point,) = await town.tx.roadmaps.points([items[1].id])
    (due,) = await town.tx.roadmaps.dues([point.id])
    await town.tx.roadmaps.update_due(replace(due, day=MARCH, first_day=DECEMBER))
    lines = len(await town.log())
    for index in (0, 1):
        one = await importing.resolve(town.tx, one, index, {"skip": True})
        await importing.apply_to_roadmap(town.tx, town.head, one, made, index, RULES)
    found = await days_of(town, items)
    assert (found["1.2"], found["2.1"]) == ([(None, DueState.OPEN)], [(MARCH, DueState.OPEN)])
    assert len(await town.log()) == lines


async def test_a_quiet_day_gives_way_to_an_answer(town: Town) -> None:
    one, made, items = await asked_and_saved(town)
    past = (RULES.today - DAY).isoformat()
    one = await importing.resolve(town.tx, one, 1, {"end": past})
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 1, RULES)
    assert (await days_of(town, items))["2.1"] == [(RULES.today - DAY, DueState.QUIET)]
    one = await importing.resolve(town.tx, one, 1, {"none": True})
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 1, RULES)
    assert (await days_of(town, items))["2.1"] == [(None, DueState.OPEN)]
    (point,) = await town.tx.roadmaps.points([items[1].id])
    assert point.deadline is None


async def test_what_was_chosen_of_the_past_holds_for_a_late_answer_too(town: Town) -> None:
    one, made, items = await asked_and_saved(town)
    past = (RULES.today - DAY).isoformat()
    one = replace(one, answers={**one.answers, "past": "ask"})
    one = await importing.resolve(town.tx, one, 1, {"end": past})
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 1, RULES)
    assert (await days_of(town, items))["2.1"] == [(RULES.today - DAY, DueState.OPEN)]


@pytest.mark.parametrize("said", [None, {"skip": True}])
async def test_what_is_not_answered_changes_nothing(town: Town, said: Json | None) -> None:
    one, made, items = await asked_and_saved(town)
    if said is not None:
        one = await importing.resolve(town.tx, one, 1, said)
    before = await days_of(town, items)
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 1, RULES)
    assert await days_of(town, items) == before
    assert [said.what for said in await town.log()] == ["log-imported"]


async def test_an_answer_before_saving_changes_no_roadmap(town: Town) -> None:
    made = asking(question("1"))
    one = replace(await stored(town, made), answers={"0": LAST_DAY})
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 0, RULES)
    assert [await town.due(n) for n in range(3)] == town.dues
    assert await town.log() == []


@pytest.mark.parametrize("who", ["vetrova", "guest"])
async def test_only_a_coordinator_s_answer_changes_the_roadmap(town: Town, who: str) -> None:
    one, made, items = await asked_and_saved(town)
    one = await importing.resolve(town.tx, one, 1, LAST_DAY)
    with pytest.raises(NotAllowed):
        await importing.apply_to_roadmap(town.tx, getattr(town, who), one, made, 1, RULES)
    assert (await days_of(town, items))["2.1"] == [(None, DueState.OPEN)]


async def test_a_measure_s_question_leaves_the_control_point_of_the_same_place(town: Town) -> None:
    made = replace(asking(question("2")))
    one = await stored(town, made)
    roadmap = await importing.save_new(town.tx, town.head, one, made, RULES)
    items = await town.tx.roadmaps.items(roadmap.id)
    await town.tx.roadmaps.add_points(
        [Point(0, items[1].id, PointKind.MEASURE, "1", 5, "Ремонт", "measure 1", deadline(MARCH))]
    )
    one = await importing.resolve(town.tx, await town.tx.drafts.get(one.id), 0, LAST_DAY)
    await importing.apply_to_roadmap(town.tx, town.head, one, made, 0, RULES)
    points = await town.tx.roadmaps.points([items[1].id])
    assert [point.deadline and point.deadline.due_days() for point in points] == [
        (DECEMBER,), (MARCH,),
    ]  # fmt: skip
