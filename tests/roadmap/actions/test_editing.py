"""Importing again: a new edition changes the roadmap that stands, and can be taken back for a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from roadmap.actions import editing, postponing
from roadmap.actions.editions import editions
from roadmap.actions.importing import save_new
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import (
    Assignment,
    Caution,
    CautionCode,
    Draft,
    Due,
    DueState,
    InTable,
    Item,
    Option,
    Period,
    Person,
    Point,
    Question,
    Roadmap,
    Span,
    TableHead,
)
from roadmap.ports import StoredDraft
from tests.roadmap.actions.document import DECEMBER, MARCH, TEXTS, TITLE, draft, row, stored
from tests.roadmap.actions.town import DAY, HOUR, MORNING, RULES, Town, deadline, later, line, told

MAY = date(2020, 5, 20)
FIRST = draft(row("1", "дети", DECEMBER), row("2", "подвоз", DECEMBER), row("3", "залы", MARCH))


@dataclass
class Office:
    """A roadmap of three items, saved an hour ago; Vetrova answers for all of them."""

    town: Town
    saved: StoredDraft
    roadmap: Roadmap
    items: list[Item]

    async def days(self) -> dict[str, list[tuple[date | None, DueState]]]:
        """The days of each point, by «item.point»."""
        found = {}
        for item in await self.town.tx.roadmaps.items(self.roadmap.id):
            for point in await self.town.tx.roadmaps.points([item.id]):
                dues = await self.town.tx.roadmaps.dues([point.id])
                found[f"{item.number}.{point.number}"] = [(due.day, due.state) for due in dues]
        return found

    async def only_due(self, n: int) -> Due:
        """The due day of item `n`'s one point."""
        points = await self.town.tx.roadmaps.points([self.items[n].id])
        (due,) = await self.town.tx.roadmaps.dues([points[0].id])
        return due

    async def planned(self, n: int) -> set[date]:
        """The mornings on which Vetrova will be reminded of item `n`."""
        points = await self.town.tx.roadmaps.points([self.items[n].id])
        dues = await self.town.tx.roadmaps.dues([point.id for point in points])
        stored = await self.town.tx.reminders.of_dues([due.id for due in dues])
        return {one.day for one in stored if one.state == "planned"}

    async def bring(self, made: Draft, *, file: str = "", hours: int = 0) -> StoredDraft:
        """A new edition is taken over, `hours` from now."""
        new = await stored(self.town, made, file=file)
        await editing.apply_edition(
            self.town.tx, self.town.head, await self.stands(), new, made, later(hours=hours)
        )
        return await self.town.tx.drafts.get(new.id)

    async def stands(self) -> Roadmap:
        """The roadmap as it is stored now."""
        return await self.town.tx.roadmaps.get(self.roadmap.id)

    async def undo(self, saved: StoredDraft, who: str = "head", **later_by: int) -> None:
        """Somebody takes an import back."""
        person = getattr(self.town, who)
        await editing.undo(self.town.tx, person, saved, later(**later_by))


async def office(town: Town) -> Office:
    """The first document, imported."""
    one = await stored(town, FIRST, file="план.docx")
    roadmap = await save_new(town.tx, town.head, one, FIRST, later(hours=-1))
    items = await town.tx.roadmaps.items(roadmap.id)
    await town.tx.people.assign([Assignment(item.id, None, town.vetrova.id) for item in items])
    return Office(town, await town.tx.drafts.get(one.id), roadmap, items)


async def test_an_edition_of_the_same_year_and_much_the_same_title_is_recognised(
    town: Town,
) -> None:
    here = await office(town)
    similar = replace(FIRST, title=TITLE.upper() + " (НОВАЯ)")
    assert await editing.earlier_edition(town.tx, similar) == editing.Earlier(
        here.roadmap, doubtful=False
    )
    fair = replace(FIRST.items[0], recommendation="Ярмарка мёда", measures=(), control_points=())
    other = replace(FIRST, items=(fair,))
    assert await editing.earlier_edition(town.tx, replace(other, title="Отчёт")) is None
    other_year = replace(FIRST, period=Period.school(2020))
    assert await editing.earlier_edition(town.tx, other_year) is None


async def test_the_likeliest_of_two_roadmaps_is_taken_and_not_the_first(town: Town) -> None:
    await office(town)
    names = ("Спортивный праздник", "Ярмарка мёда", "Яблоневый сад")
    items = tuple(
        replace(one, recommendation=name) for one, name in zip(FIRST.items, names, strict=True)
    )
    reworded = replace(FIRST, items=items[:2])
    second = await stored(town, reworded, file="второй.docx")
    fairs = await save_new(town.tx, town.head, second, reworded, later())
    again = replace(FIRST, items=items)
    found = await editing.earlier_edition(town.tx, again)
    assert found is not None
    assert (found.roadmap.id, found.doubtful) == (fairs.id, False)
    first = await editing.earlier_edition(town.tx, FIRST)
    assert first is not None
    assert first.roadmap.id != fairs.id


async def test_what_an_edition_would_change_is_said_before_it_is_saved(town: Town) -> None:
    here = await office(town)
    made = draft(row("1", "дети", MARCH), row("2", "кружки", MAY), row("3", "подвоз", DECEMBER))
    new = await stored(town, made)
    found = await editing.changes_of(town.tx, here.roadmap, new, made, RULES)
    assert [(one.old.item.id, one.new.item.number) for one in found.matched] == [
        (here.items[0].id, "1"), (here.items[1].id, "3"),
    ]  # fmt: skip
    assert [one.item.number for one in found.added] == ["2"]
    assert [one.item.id for one in found.dropped] == [here.items[2].id]
    assert [point.days for _, point in found.moved] == [((DECEMBER,), (MARCH,))]
    assert [one.item.roadmap_id for one in found.added] == [here.roadmap.id]
    assert (await here.days())["1.1"] == [(DECEMBER, DueState.OPEN)]


async def test_the_coordinator_s_answers_count_in_an_edition(town: Town) -> None:
    here = await office(town)
    asked = Question("1", "control_point 1", "", "в срок", (Option(Span(None, MAY)), Option(None)))
    made = replace(
        draft(row("1", "дети", None), row("2", "подвоз", RULES.today - DAY)), questions=(asked,)
    )
    new = await stored(town, made)
    new = replace(new, answers={"0": {"end": MAY.isoformat()}, "past": "done"})
    await editing.apply_edition(town.tx, town.head, here.roadmap, new, made, RULES)
    assert await here.days() == {
        "1.1": [(MAY, DueState.OPEN)], "2.1": [(RULES.today - DAY, DueState.DONE)],
    }  # fmt: skip


async def test_an_edition_keeps_progress_people_and_ids(town: Town) -> None:
    here = await office(town)
    await town.tx.roadmaps.update_item(replace(here.items[0], criterion_value="75%"))
    entry = await town.tx.answers.add(replace(told(town), item_id=here.items[0].id))
    changed = replace(
        draft(row("5", "дети", DECEMBER), row("2", "подвоз", DECEMBER), row("3", "залы", MARCH)),
        title=f"{TITLE}, изменения",
        warnings=(Caution.of(CautionCode.NUMBERS),),
    )
    new = await here.bring(changed, file="новый план.docx", hours=1)
    items = await town.tx.roadmaps.items(here.roadmap.id)
    assert items[0] == replace(here.items[0], number="5", criterion_value="75%")
    assert items[1:] == here.items[1:]
    assert await town.tx.answers.of_item(items[0].id) == [entry]
    people = await town.tx.people.assignments_of_item(items[0].id)
    assert [one.person_id for one in people] == [town.vetrova.id]
    assert new.file_id not in (None, here.roadmap.source_file_id)
    assert await here.stands() == replace(
        here.roadmap, title=changed.title, source_file_id=new.file_id, warnings=changed.warnings
    )
    assert await editions(town.tx, here.roadmap) == (1, MORNING + HOUR)
    assert (new.roadmap_id, new.replaces) == (here.roadmap.id, here.roadmap.id)
    said = line(town.head, here.roadmap, "log-edition", changed.title, MORNING + HOUR)
    assert (await town.log())[-1] == said


async def test_a_typed_edition_leaves_the_file_that_came_first(town: Town) -> None:
    here = await office(town)
    await here.bring(FIRST)
    assert (await here.stands()).source_file_id == here.roadmap.source_file_id is not None


HEADS = (TableHead(0, ((0, 1),), (3,)),)


def placed(*tables: int) -> Draft:
    """The first document with its items in these tables."""
    rows = zip(FIRST.items, tables, strict=False)
    items = tuple(replace(one, origin=InTable(table, 2, 2, 1, 3)) for one, table in rows)
    return replace(FIRST, items=items, heads=HEADS)


async def tables_of(here: Office) -> list[int | None]:
    """In which table of the document each item stands."""
    items = await here.town.tx.roadmaps.items(here.roadmap.id)
    return [one.origin.table if isinstance(one.origin, InTable) else None for one in items]


async def test_the_items_stand_where_the_new_file_has_them(town: Town) -> None:
    here = await office(town)
    await here.bring(placed(4, 5, 6), file="новый план.docx")
    assert ((await here.stands()).heads, await tables_of(here)) == (HEADS, [4, 5, 6])
    await town.tx.answers.add(replace(told(town), item_id=here.items[2].id))
    await here.bring(placed(7, 8), file="третий план.docx")
    assert await tables_of(here) == [7, 8, None]


async def test_an_edition_without_a_file_says_nothing_of_where_items_stand(town: Town) -> None:
    here = await office(town)
    await here.bring(placed(4, 5, 6))
    assert ((await here.stands()).heads, await tables_of(here)) == ((), [None, None, None])


async def test_a_moved_day_is_reminded_of_anew(town: Town) -> None:
    here = await office(town)
    before = await here.only_due(0)
    await here.bring(draft(row("1", "дети", MARCH), *FIRST.items[1:]))
    due = await here.only_due(0)
    assert due == replace(before, day=MARCH)
    assert {MARCH - 3 * DAY, MARCH} <= await here.planned(0)
    assert DECEMBER not in await here.planned(0)
    assert DECEMBER in await here.planned(1)


async def test_another_text_of_a_point_keeps_its_id_and_days(town: Town) -> None:
    here = await office(town)
    (point,) = await town.tx.roadmaps.points([here.items[0].id])
    reworded = replace(
        FIRST.items[0],
        control_points=(
            replace(
                FIRST.items[0].control_points[0], text="Совещание с заведующими детскими садами"
            ),
        ),
    )
    await here.bring(draft(reworded, *FIRST.items[1:]))
    (changed,) = await town.tx.roadmaps.points([here.items[0].id])
    assert changed == replace(point, text="Совещание с заведующими детскими садами")
    assert await here.only_due(0) == Due((await here.only_due(0)).id, point.id, DECEMBER)


async def test_what_is_done_stays_done_on_its_old_day(town: Town) -> None:
    here = await office(town)
    for n, state in ((0, DueState.DONE), (1, DueState.CLAIMED_DONE)):
        due = await here.only_due(n)
        await town.tx.roadmaps.update_due(replace(due, state=state, closed_on=DECEMBER))
    await here.bring(
        draft(row("1", "дети", MARCH), row("2", "подвоз", MARCH), row("3", "залы", MARCH))
    )
    assert await here.days() == {
        "1.1": [(DECEMBER, DueState.DONE), (MARCH, DueState.OPEN)],
        "2.1": [(DECEMBER, DueState.CLAIMED_DONE), (MARCH, DueState.OPEN)],
        "3.1": [(MARCH, DueState.OPEN)],
    }


async def give_days(here: Office, n: int, *days: date, state: DueState = DueState.OPEN) -> Point:
    """Item `n`'s point is due on these days as well."""
    (point,) = await here.town.tx.roadmaps.points([here.items[n].id])
    await here.town.tx.roadmaps.add_dues([Due(0, point.id, day, state) for day in days])
    return point


async def test_more_days_than_the_document_has_fall_away(town: Town) -> None:
    here = await office(town)
    await give_days(here, 0, MARCH)
    await give_days(here, 0, MAY, state=DueState.DROPPED)
    await here.bring(draft(row("1", "дети", MAY), *FIRST.items[1:]))
    assert sorted((await here.days())["1.1"], key=str) == [
        (MARCH, DueState.DROPPED), (MAY, DueState.DROPPED), (MAY, DueState.OPEN),
    ]  # fmt: skip


async def test_a_day_that_was_done_is_not_asked_for_again(town: Town) -> None:
    here = await office(town)
    await give_days(here, 0, MAY, state=DueState.DONE)
    await here.bring(draft(row("1", "дети", MAY), *FIRST.items[1:]))
    assert (await here.days())["1.1"] == [(DECEMBER, DueState.DROPPED), (MAY, DueState.DONE)]


async def test_a_day_the_document_moves_into_the_past_is_quiet(town: Town) -> None:
    here = await office(town)
    await here.bring(draft(row("1", "дети", RULES.today - DAY), *FIRST.items[1:]))
    assert (await here.days())["1.1"] == [(RULES.today - DAY, DueState.QUIET)]


async def test_points_come_and_go_with_the_document(town: Town) -> None:
    here = await office(town)
    both = draft(row("1", "дети", DECEMBER, MAY), *FIRST.items[1:])
    await here.bring(both)
    assert {name: days for name, days in (await here.days()).items() if name < "2"} == {
        "1.1": [(DECEMBER, DueState.OPEN)], "1.2": [(MAY, DueState.OPEN)],
    }  # fmt: skip
    assert {MAY - 3 * DAY, MAY} <= await here.planned(0)
    await here.bring(FIRST, hours=1)
    assert (await here.days())["1.2"] == [(MAY, DueState.DROPPED)]
    assert MAY not in await here.planned(0)


async def test_a_new_item_is_added_with_its_days(town: Town) -> None:
    here = await office(town)
    await here.bring(draft(*FIRST.items, row("4", "кружки", MAY)))
    item = (await town.tx.roadmaps.items(here.roadmap.id))[3]
    assert (item.number, item.recommendation) == ("4", TEXTS["кружки"][0])
    assert (await here.days())["4.1"] == [(MAY, DueState.OPEN)]


async def test_an_item_that_is_gone_goes_unless_somebody_answered_about_it(town: Town) -> None:
    here = await office(town)
    await town.tx.answers.add(replace(told(town), item_id=here.items[1].id))
    await here.bring(draft(row("1", "дети", DECEMBER)))
    items = await town.tx.roadmaps.items(here.roadmap.id)
    assert items == [here.items[0], replace(here.items[1], number="2†", position=10_001)]
    assert await here.days() == {
        "1.1": [(DECEMBER, DueState.OPEN)], "2†.1": [(DECEMBER, DueState.DROPPED)],
    }  # fmt: skip
    assert await here.planned(1) == set()
    await here.bring(draft(row("1", "дети", DECEMBER)), hours=1)
    assert [item.number for item in await town.tx.roadmaps.items(here.roadmap.id)] == ["1", "2†"]


async def test_a_granted_postponement_stands_where_the_document_says_the_same(town: Town) -> None:
    here = await office(town)
    await postpone(here, 0)
    await here.bring(draft(*FIRST.items, row("4", "кружки", MAY)))
    due = await here.only_due(0)
    assert (due.day, due.first_day) == (MARCH, DECEMBER)


async def test_the_document_s_new_day_replaces_a_postponement(town: Town) -> None:
    here = await office(town)
    await postpone(here, 0)
    await here.bring(draft(row("1", "дети", MAY), *FIRST.items[1:]))
    due = await here.only_due(0)
    assert (due.day, due.first_day) == (MAY, None)


async def postpone(here: Office, n: int, day: date = MARCH, who: Person | None = None) -> None:
    """Item `n`'s day is put off."""
    tx = here.town.tx
    view = await tx.roadmaps.view((await here.only_due(n)).id)
    asked = await postponing.ask(tx, who or here.town.vetrova, view, day, "болезнь", RULES)
    await postponing.grant(tx, here.town.head, asked, RULES)


async def test_a_second_tap_takes_no_edition_over_anew(town: Town) -> None:
    here = await office(town)
    new = await here.bring(FIRST)
    with pytest.raises(UserError) as refused:
        await editing.apply_edition(town.tx, town.head, here.roadmap, new, FIRST, RULES)
    assert refused.value.key == "import-saved-already"
    assert (await editions(town.tx, here.roadmap))[0] == 1


@pytest.mark.parametrize("who", ["vetrova", "guest"])
async def test_only_a_coordinator_takes_an_edition_over_or_back(town: Town, who: str) -> None:
    here = await office(town)
    new, person = await stored(town, FIRST), getattr(town, who)
    with pytest.raises(NotAllowed):
        await editing.apply_edition(town.tx, person, here.roadmap, new, FIRST, RULES)
    with pytest.raises(NotAllowed):
        await here.undo(here.saved, who)
    assert await here.stands() == here.roadmap
    assert await town.tx.drafts.get(new.id) == new


async def test_a_new_roadmap_is_taken_back_with_everything(town: Town) -> None:
    here = await office(town)
    await here.undo(here.saved)
    with pytest.raises(NotFound):
        await here.stands()
    assert (await town.person(town.head)).roadmap_id is None
    assert (await town.person(town.vetrova)).roadmap_id == town.roadmap.id
    draft = await town.tx.drafts.get(here.saved.id)
    assert draft.roadmap_id is None, "what was read can be saved once more"
    assert (await town.log())[-1] == line(town.head, None, "log-import-undone", TITLE)


async def test_a_roadmap_can_be_taken_back_for_a_day(town: Town) -> None:
    here = await office(town)
    with pytest.raises(UserError) as refused:
        await editing.undo(
            town.tx, town.head, here.saved, replace(RULES, at=here.roadmap.imported_at + DAY + timedelta(seconds=1))
        )  # fmt: skip
    assert refused.value.key == "import-undo-too-late"
    await editing.undo(
        town.tx, town.head, here.saved, replace(RULES, at=here.roadmap.imported_at + DAY)
    )
    with pytest.raises(NotFound):
        await here.stands()


async def test_what_was_never_saved_or_taken_back_before_is_not_taken_back(town: Town) -> None:
    here = await office(town)
    new = await here.bring(draft(row("1", "дети", MARCH), *FIRST.items[1:]))
    await here.undo(new)
    for one in (await town.tx.drafts.get(new.id), await stored(town, FIRST)):
        with pytest.raises(UserError) as refused:
            await here.undo(one)
        assert refused.value.key == "import-undo-too-late"
    assert (await here.days())["1.1"] == [(DECEMBER, DueState.OPEN)]


async def test_an_edition_gives_way_to_the_one_before_it(town: Town) -> None:
    here = await office(town)
    before = await here.days()
    second = draft(row("1", "дети", MARCH), *FIRST.items[1:], title=f"{TITLE} (2)")
    third = draft(row("1", "дети", MAY), *FIRST.items[1:], title=f"{TITLE} (3)")
    two = await here.bring(second, file="второй.docx")
    three = await here.bring(third, hours=2)
    await here.undo(three, hours=3)
    assert (await here.days())["1.1"] == [(MARCH, DueState.OPEN)]
    assert {MARCH - 3 * DAY, MARCH} <= await here.planned(0)
    stands = await here.stands()
    assert (stands.title, stands.source_file_id) == (second.title, two.file_id)
    assert await editions(town.tx, stands) == (3, MORNING + 3 * HOUR)
    assert (await town.tx.drafts.get(three.id)).roadmap_id is None
    said = line(town.head, None, "log-import-undone", third.title, MORNING + 3 * HOUR)
    assert (await town.log())[-1] == said
    await here.undo(two, hours=4)
    assert await here.days() == before
    assert (await here.stands()).title == TITLE


@pytest.mark.parametrize("renamed_before", [True, False])
async def test_a_renamed_roadmap_is_known_by_the_former_title_once_an_edition_is_taken_back(
    town: Town, renamed_before: bool
) -> None:
    here = await office(town)
    rename = editing.rename_roadmap
    if renamed_before:
        await rename(town.tx, town.head, here.roadmap, "Школы", MORNING)
    new = await here.bring(draft(*FIRST.items, title="Ремонт мостов и набережных"))
    if not renamed_before:
        await rename(town.tx, town.head, await here.stands(), "Школы", MORNING)
    await here.undo(new)
    assert (await here.stands()).title == "Школы"
    found = await editing.earlier_edition(town.tx, draft(row("9", "кружки", MARCH)))
    assert found is not None
    assert found.roadmap.id == here.roadmap.id


async def test_an_edition_can_be_taken_back_for_a_day_after_it_and_not_after_the_import(
    town: Town,
) -> None:
    here = await office(town)
    new = await here.bring(draft(row("1", "дети", MARCH), *FIRST.items[1:]), hours=48)
    with pytest.raises(UserError):
        await here.undo(new, hours=73)
    await here.undo(new, hours=72)
    assert (await here.days())["1.1"] == [(DECEMBER, DueState.OPEN)]


async def test_a_later_edition_gives_the_one_before_it_no_more_time(town: Town) -> None:
    here = await office(town)
    two = await here.bring(draft(row("1", "дети", MARCH), *FIRST.items[1:]))
    three = await here.bring(draft(row("1", "дети", MAY), *FIRST.items[1:]), hours=20)
    assert await editing.may_undo(town.tx, two, MORNING + 24 * HOUR)
    assert not await editing.may_undo(town.tx, two, MORNING + 25 * HOUR)
    await here.undo(three, hours=30)
    with pytest.raises(UserError) as refused:
        await here.undo(two, hours=31)
    assert refused.value.key == "import-undo-too-late"
    assert (await here.days())["1.1"] == [(MARCH, DueState.OPEN)]


async def test_a_later_edition_gives_the_first_document_no_more_time(town: Town) -> None:
    here = await office(town)
    await here.bring(draft(row("1", "дети", MARCH), *FIRST.items[1:]), hours=48)
    with pytest.raises(UserError):
        await here.undo(here.saved, hours=49)
    assert (await here.days())["1.1"] == [(MARCH, DueState.OPEN)]


async def test_an_edition_is_taken_back_though_the_drafts_of_before_are_gone(town: Town) -> None:
    here = await office(town)
    new = await here.bring(draft(row("1", "дети", MARCH), *FIRST.items[1:]))
    await town.tx.drafts.remove(here.saved.id)
    await here.undo(new)
    assert (await here.days())["1.1"] == [(DECEMBER, DueState.OPEN)]
    assert (await town.tx.drafts.get(new.id)).roadmap_id is None


async def test_what_was_granted_before_the_edition_holds_again_when_it_is_taken_back(
    town: Town,
) -> None:
    here = await office(town)
    await postpone(here, 0, MARCH)
    await postpone(here, 0, MAY)
    await postpone(here, 1, MARCH)
    view = await town.tx.roadmaps.view((await here.only_due(2)).id)
    refused = await postponing.ask(town.tx, town.vetrova, view, MAY, "", RULES)
    await postponing.refuse(town.tx, town.head, refused, RULES)
    june = MAY + 30 * DAY
    new = await here.bring(
        draft(row("1", "дети", june), row("2", "подвоз", june), row("3", "залы", june))
    )
    await here.undo(new)
    dues = [await here.only_due(n) for n in range(3)]
    assert [(due.day, due.first_day) for due in dues] == [
        (MAY, DECEMBER), (MARCH, DECEMBER), (MARCH, None),
    ]  # fmt: skip
    assert {MAY - 3 * DAY, MAY} <= await here.planned(0)


async def test_what_was_closed_meanwhile_is_not_put_off_again(town: Town) -> None:
    here = await office(town)
    await postpone(here, 0, MARCH)
    new = await here.bring(draft(row("1", "дети", MAY), *FIRST.items[1:]))
    await here.town.tx.roadmaps.update_due(
        replace(await here.only_due(0), day=DECEMBER, state=DueState.DONE)
    )
    await here.undo(new)
    due = await here.only_due(0)
    assert (due.day, due.state) == (DECEMBER, DueState.DONE)


async def test_a_deadline_s_words_change_with_the_document(town: Town) -> None:
    here = await office(town)
    await here.bring(draft(row("1", "дети", MARCH), *FIRST.items[1:]))
    (point,) = await town.tx.roadmaps.points([here.items[0].id])
    assert point.deadline == deadline(MARCH)
