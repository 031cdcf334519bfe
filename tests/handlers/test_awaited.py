"""What a conversation awaits is kept from the question to the words that answer it."""

from __future__ import annotations

import json
from datetime import date
from typing import get_args

import pytest

from handlers.speaking import awaited as kinds
from handlers.speaking.awaited import Awaited, await_next, await_nothing, awaited_for, awaited_in
from handlers.speaking.turn import Turn
from roadmap.errors import UserError
from roadmap.model import Capacity, Period, Role
from roadmap.ports import Tx
from tests.handlers.conftest import COORDINATOR, Desk

#: One of each; a kind that is missing here fails the test below.
EACH: tuple[Awaited, ...] = (
    kinds.AnswerToItem(6, 0, 29_000_000),
    kinds.HeardWords(-500, 77, 29_000_000),
    kinds.QuestionDate(1, 2),
    kinds.DocumentYear(1),
    kinds.ColumnMeanings(5, ("number", "measure", "deadline")),
    kinds.TypedTitle(),
    kinds.TypedYear("План"),
    kinds.TypedLines("План", Period.school(2019), "1. Семинар\n"),
    kinds.PostponementRequest(3),
    kinds.PostponementReason(3, date(2020, 2, 29)),
    kinds.PostponementDate(4),
    kinds.RefusalWord(4, 24_735_000),
    kinds.DueDate(3),
    kinds.SnoozeDay(3),
    kinds.PostponementWords("на неделю", "8 на неделю", 77, 1_574_000_000),
    kinds.ReturnWord(3),
    kinds.ReportText(6, 2),
    kinds.RoadmapName(1),
    kinds.ArchivedItem(1),
    kinds.DraftPlace(1, 2),
    kinds.DraftWalk(1, 2, 3),
    kinds.PeopleForItem("+", ("p5r:0",)),
    kinds.Correction(kinds.Corrected.DUE, 6, "15 ноября"),
    kinds.NewPoint(6),
    kinds.InviteName(Role.OBSERVER),
    kinds.NewPersonToConfirm(Role.OFFICIAL, "Полякова"),
    kinds.LeaveDays(2),
    kinds.LeaveDeputy(2, date(2019, 12, 9), date(2019, 12, 22)),
    kinds.Heir(2),
    kinds.BodyPeople(3, beside=True),
    kinds.BodyNewcomer(3, beside=False, name="Ким Олег"),
    kinds.BodyName(3, rename=True),
    kinds.BodyTwin(3),
    kinds.NewBody(),
    kinds.QuietHours(),
    kinds.PeopleFile(),
    kinds.RemindingToConfirm(("5:12,13", "6:12"), ("7",)),
    kinds.AssignmentToConfirm(7, ("p5r:12,13.7",), ("p6c:12", "b3r:14")),
    kinds.PeopleOfItem(6, ("5r", "7c"), "иванов", seeking=True),
    kinds.ItemsOfPerson(2, ("6", "8"), Capacity.CO_EXECUTOR),
    kinds.WhichPerson("/assign 1 Иванова", "Иванова", "null"),
    kinds.SamePerson(2),
    kinds.PartedPerson(2, ("6", "7"), "Иванова Анна, СОШ № 7"),
    kinds.PlaceSearch(5, moves=True),
)


def turn_of(desk: Desk, tx: Tx) -> Turn:
    return Turn(tx, desk.at, desk.office, COORDINATOR)


def test_each_kind_is_among_these() -> None:
    assert {type(one) for one in EACH} == set(get_args(Awaited))


@pytest.mark.parametrize("awaited", EACH, ids=lambda one: type(one).__name__)
async def test_what_is_awaited_is_the_same_after_its_wait(desk: Desk, awaited: Awaited) -> None:
    async with desk.store.begin() as tx:
        await await_next(turn_of(desk, tx), awaited)
    async with desk.store.begin() as tx:
        assert await awaited_in(turn_of(desk, tx)) == awaited
        await await_nothing(turn_of(desk, tx))
        assert await awaited_in(turn_of(desk, tx)) is None


@pytest.mark.parametrize(
    ("dialog", "awaited"),
    [
        ({"awaits": "answer", "item": 6, "point": 0, "due": 9}, kinds.AnswerToItem(6, 0)),
        ({"awaits": "question_date", "draft": 1, "index": 2}, kinds.QuestionDate(1, 2)),
        ({"awaits": "year", "draft": 1}, kinds.DocumentYear(1)),
        (
            {"awaits": "columns", "file": 5, "guesses": ["number", "other"], "width": 2},
            kinds.ColumnMeanings(5, ("number", "other")),
        ),
        (
            {
                "awaits": "typed_lines",
                "title": "План",
                "year": ["2020", "2020-01-01", "2020-12-31"],
                "lines": "",
            },
            kinds.TypedLines("План", Period("2020", date(2020, 1, 1), date(2020, 12, 31)), ""),
        ),
        (
            {"awaits": "postponement_reason", "due": 3, "day": date(2020, 2, 29).toordinal()},
            kinds.PostponementReason(3, date(2020, 2, 29)),
        ),
        ({"awaits": "postponement_date", "postponement": 4}, kinds.PostponementDate(4)),
        ({"awaits": "report_text", "item": 6, "period": 2}, kinds.ReportText(6, 2)),
        ({"awaits": "item_add_point", "item": 6}, kinds.NewPoint(6)),
        ({"awaits": "name", "role": "observer"}, kinds.InviteName(Role.OBSERVER)),
        ({"awaits": "person_handover", "person": 2}, kinds.Heir(2)),
    ],
    ids=lambda one: one["awaits"] if isinstance(one, dict) else "",
)
async def test_a_question_asked_before_an_update_takes_its_answer_after_it(
    desk: Desk, dialog: dict[str, object], awaited: Awaited
) -> None:
    async with desk.store.begin() as tx:
        await tx.people.set_dialog(COORDINATOR, dialog)
        assert await awaited_in(turn_of(desk, tx)) == awaited


@pytest.mark.parametrize(
    "dialog",
    [
        {},
        {"awaits": "a song"},
        {"awaits": ["answer"]},
        {"awaits": "answer", "item": 6},
        {"awaits": "answer", "item": "6", "point": 0},
        {"awaits": "postponement_reason", "due": 3, "day": 10**12},
        {"awaits": "postponement_reason", "due": 3, "day": -5},
        {"awaits": "postponement_reason", "due": 3, "day": "2020-02-29"},
        {"awaits": "name", "role": "tsar"},
        {"awaits": "typed_lines", "title": "План", "year": ["2020"], "lines": ""},
        {"awaits": "typed_lines", "title": "План", "year": None, "lines": ""},
    ],
    ids=json.dumps,
)
async def test_a_question_that_this_version_does_not_know_awaits_nothing(
    office: Desk, dialog: dict[str, object]
) -> None:
    async with office.store.begin() as tx:
        await tx.people.set_dialog(COORDINATOR, dialog)
        assert await awaited_in(turn_of(office, tx)) is None
    (asked,) = await office.send(COORDINATOR, "акт подписан")
    assert "К какому пункту" in asked.text


async def test_a_button_that_goes_on_with_a_question_needs_that_question(desk: Desk) -> None:
    async with desk.store.begin() as tx:
        turn = turn_of(desk, tx)
        await await_next(turn, kinds.TypedYear("План"))
        assert await awaited_for(turn, kinds.TypedYear) == kinds.TypedYear("План")
        with pytest.raises(UserError):
            await awaited_for(turn, kinds.TypedLines)
        await await_nothing(turn)
        with pytest.raises(UserError):
            await awaited_for(turn, kinds.TypedYear)
