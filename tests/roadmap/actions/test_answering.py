"""Attaching an answer to its item: whose it is, what is stored and logged, and what may happen to it
afterwards.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmap.actions import answering
from roadmap.actions.answering import Answer
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import Attachment, Person, ProgressEntry, Source
from roadmap.ports import Unplaced
from tests.roadmap.actions.town import DAY, HOUR, MORNING, TODAY, Town, line, told

PHOTO = Attachment("file", "unique", "photo", "фото.jpg", "image/jpeg", 10)
SOURCE = Source(7001, 15, "album")
ANSWER = Answer("Осмотр проведён", SOURCE, (PHOTO,))
REFUSED = ("lugovoy", "osin", "guest")


async def record(town: Town, person: Person, today: date = TODAY) -> ProgressEntry | None:
    """An answer about item 1."""
    return await answering.record(town.tx, person, town.items[0], None, ANSWER, MORNING, today)


async def stored(town: Town, n: int = 0, **fields: object) -> ProgressEntry:
    """An answer of Vetrova's about item `n` that stands already."""
    said = replace(told(town, n, source=SOURCE), **fields)  # type: ignore[arg-type] # by name
    entry = await town.tx.answers.add(said)
    assert entry is not None
    return entry


async def kept(town: Town) -> Unplaced:
    """Words of Vetrova's, written an hour ago, that wait for their item."""
    unplaced = await answering.keep_unplaced(town.tx, town.vetrova, ANSWER, MORNING - HOUR)
    assert unplaced is not None
    return unplaced


async def test_an_answer_is_attached_with_all_that_was_sent(town: Town) -> None:
    entry = await record(town, town.vetrova)
    assert entry is not None
    files = tuple(replace(PHOTO, id=one.id) for one in entry.attachments)
    assert entry == ProgressEntry(
        entry.id, town.items[0].id, None, town.vetrova.id, "Осмотр проведён", TODAY, MORNING,
        source=SOURCE, attachments=files,
    )  # fmt: skip
    assert len(files) == 1
    assert await town.entries() == [entry]
    assert await town.log() == [line(town.vetrova, town.roadmap, "log-answered", "1")]


async def test_an_answer_about_one_point_is_attached_to_it(town: Town) -> None:
    entry = await answering.record(
        town.tx, town.vetrova, town.items[0], town.points[0], ANSWER, MORNING, TODAY
    )
    assert entry is not None
    assert entry.point_id == town.points[0].id


@pytest.mark.parametrize("who", REFUSED)
async def test_who_does_not_answer_for_an_item_cannot_answer_about_it(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        await record(town, getattr(town, who))
    assert (await town.entries(), await town.log()) == ([], [])


async def test_a_coordinator_answers_about_anything(town: Town) -> None:
    entry = await record(town, town.head)
    assert entry is not None
    assert entry.person_id == town.head.id


async def test_a_deputy_answers_during_the_leave_alone(town: Town) -> None:
    with pytest.raises(NotAllowed):
        await record(town, town.osin)
    await town.stand_in()
    with pytest.raises(NotAllowed):
        await record(town, town.osin, TODAY + DAY)
    entry = await record(town, town.osin)
    assert entry is not None
    assert entry.person_id == town.osin.id


async def test_an_update_seen_twice_adds_nothing_and_logs_nothing(town: Town) -> None:
    first = await record(town, town.vetrova)
    assert await record(town, town.vetrova) is None
    assert await town.entries() == [first]
    assert len(await town.log()) == 1


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2019, 8, 15), date(2019, 9, 1)),
        (date(2019, 9, 1), date(2019, 9, 1)),
        (date(2020, 8, 31), date(2020, 8, 31)),
        (date(2020, 9, 10), date(2020, 8, 31)),
    ],
)
async def test_what_comes_outside_the_year_belongs_to_its_first_or_last_day(
    town: Town, today: date, day: date
) -> None:
    entry = await record(town, town.vetrova, today)
    assert entry is not None
    assert entry.day == day


async def test_words_without_an_item_wait_once(town: Town) -> None:
    one = await kept(town)
    files = tuple(replace(PHOTO, id=file.id) for file in one.attachments)
    assert one == Unplaced(
        one.id, town.vetrova.id, "Осмотр проведён", SOURCE, MORNING - HOUR, files
    )
    assert len(files) == 1
    assert await answering.keep_unplaced(town.tx, town.vetrova, ANSWER, MORNING) is None
    assert await town.tx.answers.unplaced_of(town.vetrova.id) == [one]


@pytest.mark.parametrize("who", ["vetrova", "head"])
async def test_placed_words_stay_their_author_s_and_of_the_time_they_were_written(
    town: Town, who: str
) -> None:
    one = await kept(town)
    entry = await answering.place(
        town.tx, getattr(town, who), one, town.items[0], town.points[0], TODAY, TODAY, MORNING
    )
    assert entry is not None
    assert (entry.item_id, entry.point_id) == (town.items[0].id, town.points[0].id)
    assert (entry.person_id, entry.at, entry.day) == (town.vetrova.id, MORNING - HOUR, TODAY)
    assert (entry.text, entry.source) == ("Осмотр проведён", SOURCE)
    assert [file.unique_id for file in entry.attachments] == ["unique"]
    assert await town.tx.answers.unplaced_of(None) == []
    assert await town.log() == [
        line(town.vetrova, town.roadmap, "log-answered", "1.1", MORNING - HOUR)
    ]


async def test_nobody_places_the_words_of_somebody_else(town: Town) -> None:
    one = await kept(town)
    with pytest.raises(NotAllowed):
        await answering.place(
            town.tx, town.lugovoy, one, town.items[1], None, TODAY, TODAY, MORNING
        )
    assert await town.tx.answers.unplaced_of(None) == [one]


async def test_nobody_places_words_at_an_item_of_somebody_else(town: Town) -> None:
    one = await kept(town)
    with pytest.raises(NotAllowed):
        await answering.place(
            town.tx, town.vetrova, one, town.items[1], None, TODAY, TODAY, MORNING
        )
    assert (await town.tx.answers.unplaced_of(None), await town.entries(1)) == ([one], [])


async def test_words_that_were_answered_meanwhile_wait_no_longer(town: Town) -> None:
    one = await kept(town)
    entry = await record(town, town.vetrova)
    assert (
        await answering.place(
            town.tx, town.vetrova, one, town.items[0], None, TODAY, TODAY, MORNING
        )
        is None
    )
    assert (await town.entries(), await town.tx.answers.unplaced_of(None)) == ([entry], [])


async def test_an_edited_message_keeps_what_stood_before(town: Town) -> None:
    entry = await stored(town, text="Начато")
    revised = await answering.revise(town.tx, entry, "Сделано", MORNING + HOUR)
    assert revised == replace(entry, text="Сделано")
    assert await town.entries() == [replace(revised, revisions=((MORNING + HOUR, "Начато"),))]


async def test_an_edit_that_changes_no_word_leaves_no_trace(town: Town) -> None:
    entry = await stored(town, text="Начато")
    assert await answering.revise(town.tx, entry, "Начато", MORNING + HOUR) == entry
    assert await town.entries() == [entry]


async def test_what_is_joined_adds_text_and_files_and_counts_no_longer_by_itself(
    town: Town,
) -> None:
    earlier = await stored(town, text="Начато", attachments=(PHOTO,))
    entry = await stored(
        town, text="Сделано", source=Source(7001, 16),
        attachments=(replace(PHOTO, unique_id="second"),),
    )  # fmt: skip
    await answering.join_to(town.tx, town.vetrova, earlier, entry, MORNING + HOUR)
    first, second = await town.entries()
    assert (first.text, first.withdrawn_at) == ("Начато\nСделано", None)
    assert first.revisions == ((MORNING + HOUR, "Начато"),)
    assert [file.unique_id for file in first.attachments] == ["unique", "second"]
    assert (second.text, second.withdrawn_at) == ("Сделано", MORNING + HOUR)
    assert [file.unique_id for file in second.attachments] == ["second"]
    said = line(town.vetrova, town.roadmap, "log-withdrawn", "1", MORNING + HOUR)
    assert await town.log() == [said]


@pytest.mark.parametrize(("first", "second"), [("Сделано", ""), ("", "Сделано")])
async def test_an_answer_without_words_joins_no_empty_line(
    town: Town, first: str, second: str
) -> None:
    earlier = await stored(town, text=first)
    entry = await stored(town, text=second, source=Source(7001, 16))
    await answering.join_to(town.tx, town.vetrova, earlier, entry, MORNING)
    assert (await town.entries())[0].text == "Сделано"


@pytest.mark.parametrize("who", ["vetrova", "head"])
async def test_a_withdrawn_answer_is_kept_and_does_not_count(town: Town, who: str) -> None:
    entry = await stored(town)
    await answering.withdraw(town.tx, getattr(town, who), entry, MORNING + HOUR)
    assert await town.entries() == [replace(entry, withdrawn_at=MORNING + HOUR)]
    year = town.roadmap.period
    assert await town.tx.answers.of_roadmap(town.roadmap.id, year.start, year.end) == []
    said = line(getattr(town, who), town.roadmap, "log-withdrawn", "1", MORNING + HOUR)
    assert await town.log() == [said]


@pytest.mark.parametrize("who", REFUSED)
async def test_nobody_withdraws_moves_or_measures_what_somebody_else_said(
    town: Town, who: str
) -> None:
    entry, person = await stored(town), getattr(town, who)
    await town.stand_in()
    with pytest.raises(NotAllowed):
        await answering.withdraw(town.tx, person, entry, MORNING)
    with pytest.raises(NotAllowed):
        await answering.move(town.tx, person, entry, town.items[1], None, TODAY, MORNING)
    with pytest.raises(NotAllowed):
        await answering.set_value(town.tx, person, entry, "75%", MORNING, TODAY)
    assert (await town.entries(), await town.log()) == ([entry], [])


async def test_an_answer_moves_to_another_item_or_point(town: Town) -> None:
    entry = await stored(town)
    moved = await answering.move(
        town.tx, town.head, entry, town.items[1], town.points[1], TODAY, MORNING
    )
    assert moved == replace(entry, item_id=town.items[1].id, point_id=town.points[1].id)
    assert (await town.entries(), await town.entries(1)) == ([], [moved])
    back = await answering.move(town.tx, town.vetrova, moved, town.items[0], None, TODAY, MORNING)
    assert (back, await town.entries()) == (entry, [entry])


async def test_an_answer_moves_to_no_item_of_somebody_else(town: Town) -> None:
    entry = await stored(town)
    with pytest.raises(NotAllowed):
        await answering.move(town.tx, town.vetrova, entry, town.items[1], None, TODAY, MORNING)
    assert await town.entries() == [entry]


async def test_what_was_withdrawn_moves_nowhere(town: Town) -> None:
    entry = await stored(town, withdrawn_at=MORNING)
    with pytest.raises(UserError) as refused:
        await answering.move(
            town.tx, town.vetrova, entry, town.items[0], town.points[0], TODAY, MORNING
        )
    assert refused.value.key == "stale-withdrawn"


async def test_a_second_tap_withdraws_nothing_anew(town: Town) -> None:
    entry = await stored(town, withdrawn_at=MORNING)
    await answering.withdraw(town.tx, town.vetrova, entry, MORNING + HOUR)
    assert (await town.entries(), await town.log()) == ([entry], [])


async def test_a_deputy_places_moves_and_measures_what_is_theirs_during_the_leave_alone(
    town: Town,
) -> None:
    await town.stand_in()
    tx, item, point, osin = town.tx, town.items[0], town.points[0], town.osin
    one = await answering.keep_unplaced(tx, osin, ANSWER, MORNING)
    assert one is not None
    with pytest.raises(NotAllowed):
        await answering.place(tx, osin, one, item, None, TODAY + DAY, TODAY, MORNING)
    entry = await answering.place(tx, osin, one, item, None, TODAY, TODAY, MORNING)
    assert entry is not None
    with pytest.raises(NotAllowed):
        await answering.move(tx, osin, entry, item, point, TODAY + DAY, MORNING)
    entry = await answering.move(tx, osin, entry, item, point, TODAY, MORNING)
    with pytest.raises(NotAllowed):
        await answering.set_value(tx, osin, entry, "75%", MORNING, TODAY + DAY)
    await answering.set_value(tx, osin, entry, "75%", MORNING, TODAY)
    assert await town.entries() == [replace(entry, value="75%")]


async def test_a_number_becomes_the_criterion_s_value(town: Town) -> None:
    entry = await stored(town)
    await answering.set_value(town.tx, town.vetrova, entry, "75%", MORNING + HOUR, TODAY)
    assert await town.entries() == [replace(entry, value="75%")]
    item = await town.tx.roadmaps.item(town.items[0].id)
    assert item == replace(town.items[0], criterion_value="75%")
    said = line(town.vetrova, town.roadmap, "log-value", "1", MORNING + HOUR)
    assert await town.log() == [said]


async def test_a_value_is_set_only_while_the_item_is_the_author_s(town: Town) -> None:
    entry = await stored(town)
    await town.tx.people.unassign(town.items[0].id, None)
    with pytest.raises(NotAllowed):
        await answering.set_value(town.tx, town.vetrova, entry, "75%", MORNING, TODAY)
    assert (await town.tx.roadmaps.item(town.items[0].id)).criterion_value is None


async def test_an_author_who_was_erased_left_nothing_to_place(town: Town) -> None:
    one = replace(await kept(town), person_id=0)
    with pytest.raises(NotFound):
        await answering.place(town.tx, town.head, one, town.items[0], None, TODAY, TODAY, MORNING)
