"""Inviting people, letting them in, and what a blocked bot means."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from roadmap.actions import joining
from roadmap.actions.namesakes import names_apart
from roadmap.errors import NotFound, UserError
from roadmap.model import Assignment, Period, Person, PersonState, Roadmap, Role
from roadmap.model.messages import MessageState, Outgoing
from tests.roadmap.actions.town import DAY, HOUR, MORNING, Town, line

CODE = "AbCdEf0123456789AbCdEf"
STRANGER = 9999


async def invited(town: Town, name: str = "Новиков Олег", role: Role = Role.OFFICIAL) -> Person:
    """Somebody with a link that `CODE` opens."""
    return await joining.invite(town.tx, name, role, CODE, MORNING, job="инженер")


async def opens(town: Town, code: str, at: datetime = MORNING) -> int | None:
    """Whom a link is for; None where it leads nowhere."""
    used = await town.tx.people.use_invite(joining.code_hash(code), at)
    return used.person_id if used else None


async def joined(town: Town, code: str = CODE, telegram: int = STRANGER) -> Person:
    """Somebody opens the link an hour later."""
    return (await joining.join(town.tx, code, telegram, MORNING + HOUR)).person


async def test_a_code_is_long_and_each_time_another() -> None:
    codes = {joining.new_code() for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch(r"[\w-]{22}", code) for code in codes)


def test_a_link_opens_the_bot_or_is_the_command_where_it_has_no_name() -> None:
    assert joining.invite_link("vekha_bot", CODE) == f"https://t.me/vekha_bot?start={CODE}"
    assert joining.invite_link("", CODE) == f"/start {CODE}"


def test_only_a_digest_of_a_code_is_kept() -> None:
    assert joining.code_hash("код") == sha256("код".encode()).hexdigest()


async def test_who_is_invited_is_known_and_has_not_come_yet(town: Town) -> None:
    person = await invited(town, "  Новиков   Олег ")
    assert person == Person(person.id, "Новиков Олег", Role.OFFICIAL, "инженер")
    assert await town.person(person) == person
    assert await opens(town, CODE) == person.id


async def test_a_job_need_not_be_told(town: Town) -> None:
    person = await joining.invite(town.tx, "Новиков", Role.OBSERVER, CODE, MORNING)
    assert (person.job, person.role) == ("", Role.OBSERVER)


async def test_a_link_lives_for_two_weeks(town: Town) -> None:
    await invited(town)
    assert await opens(town, CODE, MORNING + 14 * DAY) is None
    assert await opens(town, CODE, MORNING + 14 * DAY - timedelta(seconds=1)) is not None


@pytest.mark.parametrize("name", ["", "   "])
async def test_nobody_is_invited_without_a_name(town: Town, name: str) -> None:
    with pytest.raises(UserError) as refused:
        await invited(town, name)
    assert refused.value.key == "error-invite-needs-name"
    assert await town.tx.people.all() == sorted(town.everybody(), key=lambda one: one.name)


async def test_the_same_name_gets_a_new_link_in_any_letters(town: Town) -> None:
    again = await invited(town, "ветрова анна")
    assert again == replace(town.vetrova, job="инженер"), "what she is was not known before"
    assert await opens(town, CODE) == town.vetrova.id


async def test_a_name_taken_in_another_role_is_refused(town: Town) -> None:
    with pytest.raises(UserError) as refused:
        await invited(town, " Ветрова  Анна", Role.OBSERVER)
    assert (refused.value.key, refused.value.variables) == (
        "error-name-taken", {"name": "Ветрова Анна"},
    )  # fmt: skip
    assert await opens(town, CODE) is None


async def listed(town: Town, *rows: tuple[str, str]) -> list[joining.InvitedRow]:
    """A list of names and posts arrives."""

    async def nothing(addresses: str, person: Person) -> None:
        raise AssertionError("no row has items")

    return await joining.invite_rows(town.tx, [(*row, "") for row in rows], MORNING, nothing)


async def test_one_person_is_known_again_however_the_name_is_written(town: Town) -> None:
    rows = await listed(
        town,
        ("Семенов А.П.", ""),
        ("Семёнов Артём Петрович", "завуч"),
        ("Артём Петрович Семёнов", ""),
        ("Семёнову А.П.", ""),
    )
    assert len({row.person.id for row in rows if row.person}) == 1
    assert [row.known for row in rows] == [False, True, True, True]
    assert rows[0].person is not None
    kept = await town.person(rows[0].person)
    assert (kept.name, kept.job) == ("Семёнов Артём Петрович", "завуч")
    assert all(not row.perhaps for row in rows)


async def test_namesakes_of_two_schools_are_two_people_and_the_lists_tell_them_apart(
    town: Town,
) -> None:
    first, second, again = await listed(
        town, ("Иванова А.П.", "директор, СОШ № 5"), ("Иванова А.П.", "директор, СОШ № 7"),
        ("ИВАНОВА А. П.", "СОШ № 5"),
    )  # fmt: skip
    assert first.person is not None
    assert second.person is not None
    assert first.person.id != second.person.id
    assert again.person == first.person
    assert (first.known, second.known, again.known) == (False, False, True)
    assert not second.perhaps
    shown = await names_apart(town.tx, [first.person, second.person, town.osin])
    assert list(shown.values()) == ["Иванова А.П., СОШ № 5", "Иванова А.П., СОШ № 7", "Осин Глеб"]


async def test_a_row_that_may_mean_either_namesake_is_refused_with_their_posts(town: Town) -> None:
    *_, either = await listed(
        town, ("Иванова А.П.", "СОШ № 5"), ("Иванова А.П.", "СОШ № 7"), ("Иванова А.П.", "")
    )
    assert either.person is None
    assert either.error is not None
    assert either.error.key == "error-invite-several"
    assert either.error.variables["names"] == "Иванова А.П. (СОШ № 5), Иванова А.П. (СОШ № 7)"


@pytest.mark.parametrize(
    ("known", "written"),
    [
        (("Кузнецова О.И.", ""), ("Кузнецова О.", "")),
        (("Кузнецова О.И.", ""), ("Кузнецова Ольга", "завуч")),
        (("Кузнецова О.И.", ""), ("Кузнецов О.И.", "")),
        (("Кузнецова Ольга Ивановна", "завуч"), ("Кузнецова Ольга Ивановна", "директор")),
    ],
)
async def test_who_may_be_the_same_is_asked_about_and_never_merged(
    town: Town, known: tuple[str, str], written: tuple[str, str]
) -> None:
    before, after = await listed(town, known, written)
    assert before.person is not None
    assert after.person is not None
    assert before.person.id != after.person.id
    assert after.perhaps == (before.person,)


async def test_a_list_is_invited_row_by_row(town: Town) -> None:
    given: list[tuple[str, str]] = []

    async def give(addresses: str, person: Person) -> None:
        given.append((addresses, person.name))

    rows = [("Новиков", "инженер", "1, 2"), ("Орлова", "", " "), ("Ветрова Анна", "", "3")]
    done = await joining.invite_rows(town.tx, rows, MORNING, give)
    assert given == [("1, 2", "Новиков"), ("3", "Ветрова Анна")]
    assert [row.name for row in done] == ["Новиков", "Орлова", "Ветрова Анна"]
    assert [row.error for row in done] == [None, None, None]
    assert [row.person.job for row in done if row.person] == ["инженер", "", ""]
    assert len({row.code for row in done}) == 3
    for row in done:
        assert row.person is not None
        assert row.person.role is Role.OFFICIAL
        assert await opens(town, row.code) == row.person.id


async def test_a_refused_row_is_undone_alone_and_says_why(town: Town) -> None:
    async def nothing(addresses: str, person: Person) -> None:
        raise AssertionError("there is nobody to assign to")

    rows = [("", "", "1"), ("Гостев Илья", "", "1"), ("Орлова", "", "")]
    done = await joining.invite_rows(town.tx, rows, MORNING, nothing)
    assert [row.error and row.error.key for row in done] == [
        "error-invite-needs-name", "error-name-taken", None,
    ]  # fmt: skip
    assert [row.person and row.person.name for row in done] == [None, None, "Орлова"]


async def test_items_that_cannot_be_given_leave_the_invitation_standing(town: Town) -> None:
    async def give(addresses: str, person: Person) -> None:
        await town.tx.people.assign([Assignment(town.items[2].id, None, person.id)])
        raise NotFound("error-no-such-item", number="99")

    done = await joining.invite_rows(town.tx, [("Орлова", "", "3, 99")], MORNING, give)
    (row,) = done
    assert row.person is not None
    assert row.error is not None
    assert row.error.variables == {"number": "99"}
    assert await opens(town, row.code) == row.person.id
    assert await town.assigned(2) == []


async def test_who_opens_the_link_comes_in_as_whom_it_was_made_for(town: Town) -> None:
    person = await invited(town)
    came = await joined(town)
    assert came == replace(
        person,
        telegram_id=STRANGER,
        state=PersonState.ACTIVE,
        seen_at=MORNING + HOUR,
        roadmap_id=town.roadmap.id,
    )
    assert await town.person(person) == came
    assert await town.log() == [line(person, None, "log-joined", "Новиков Олег", MORNING + HOUR)]


async def test_a_link_opens_once(town: Town) -> None:
    await invited(town)
    await joined(town)
    with pytest.raises(NotFound) as refused:
        await joined(town, telegram=STRANGER + 1)
    assert refused.value.key == "join-code-unknown"
    assert len(await town.log()) == 1


async def test_an_unknown_or_old_code_opens_nothing(town: Town) -> None:
    person = await invited(town)
    with pytest.raises(NotFound):
        await joined(town, "another")
    with pytest.raises(NotFound):
        await joining.join(town.tx, CODE, STRANGER, MORNING + 14 * DAY)
    assert await town.person(person) == person


async def test_an_account_that_somebody_else_uses_is_refused(town: Town) -> None:
    person = await invited(town)
    assert town.vetrova.telegram_id is not None
    with pytest.raises(UserError) as refused:
        await joined(town, telegram=town.vetrova.telegram_id)
    assert (refused.value.key, refused.value.variables) == (
        "join-already-known", {"name": "Ветрова Анна"},
    )  # fmt: skip
    assert await town.person(person) == person


async def test_an_account_is_free_once_its_person_is_gone(town: Town) -> None:
    await invited(town)
    await town.tx.people.update(replace(town.vetrova, state=PersonState.GONE))
    assert town.vetrova.telegram_id is not None
    came = await joined(town, telegram=town.vetrova.telegram_id)
    assert came.telegram_id == town.vetrova.telegram_id
    assert (await town.person(town.vetrova)).telegram_id is None


async def test_a_person_comes_again_by_a_new_link(town: Town) -> None:
    assert town.vetrova.telegram_id is not None
    await town.tx.people.update(replace(town.vetrova, state=PersonState.BLOCKED))
    await invited(town, "Ветрова Анна")
    came = await joined(town, telegram=town.vetrova.telegram_id)
    assert came == replace(town.vetrova, seen_at=MORNING + HOUR, job="инженер")


async def test_who_comes_works_with_the_roadmap_of_the_last_item_given_to_them(town: Town) -> None:
    person = await invited(town)
    newest = await town.tx.roadmaps.add(Roadmap(0, "Новая", Period.school(2020), MORNING))
    others = await town.tx.roadmaps.add_items(
        [replace(town.items[0], id=0, roadmap_id=newest.id, position=n) for n in range(2)]
    )
    for item in (*others, town.items[0]):
        await town.tx.people.assign([Assignment(item.id, None, person.id)])
    assert (await joined(town)).roadmap_id == town.roadmap.id


async def test_who_has_no_item_works_with_the_newest_roadmap(town: Town) -> None:
    await invited(town)
    newest = await town.tx.roadmaps.add(Roadmap(0, "Новая", Period.school(2020), MORNING))
    assert (await joined(town)).roadmap_id == newest.id


async def test_who_had_a_roadmap_keeps_it(town: Town) -> None:
    await invited(town, "Ветрова Анна")
    await town.tx.roadmaps.add(Roadmap(0, "Новая", Period.school(2020), MORNING))
    assert (await joined(town)).roadmap_id == town.roadmap.id


async def test_without_any_roadmap_there_is_none_to_work_with(town: Town) -> None:
    await town.tx.roadmaps.remove(town.roadmap.id)
    await invited(town)
    assert (await joined(town)).roadmap_id is None
    first = await joining.admit_first_coordinator(town.tx, 1, "Директор", MORNING)
    assert first.roadmap_id is None


async def test_the_first_coordinator_comes_in_without_a_link(town: Town) -> None:
    first = await joining.admit_first_coordinator(town.tx, STRANGER, "Директор", MORNING)
    assert first == Person(
        first.id, "Директор", Role.COORDINATOR, telegram_id=STRANGER, state=PersonState.ACTIVE,
        seen_at=MORNING, roadmap_id=town.roadmap.id,
    )  # fmt: skip
    assert await town.person(first) == first
    assert await town.log() == [line(first, None, "log-joined", "Директор")]


@pytest.mark.parametrize(
    "state",
    [PersonState.INVITED, PersonState.BLOCKED, PersonState.DEACTIVATED, PersonState.UNKNOWN_CHAT],
)
async def test_any_sign_of_life_makes_a_person_reachable_again(
    town: Town, state: PersonState
) -> None:
    away = replace(town.vetrova, state=state)
    back = await joining.come_back(town.tx, away, MORNING)
    assert back == replace(town.vetrova, seen_at=MORNING)
    assert await town.person(away) == back


@pytest.mark.parametrize("state", [PersonState.ACTIVE, PersonState.GONE])
async def test_who_is_here_or_gone_stays_so(town: Town, state: PersonState) -> None:
    person = replace(town.vetrova, state=state)
    assert await joining.come_back(town.tx, person, MORNING) == person
    assert await town.person(person) == town.vetrova


async def test_a_blocked_bot_says_nothing_more_to_the_one_who_blocked_it(town: Town) -> None:
    tx = town.tx
    mine, other = [await tx.messages.add(Outgoing(chat, "Напоминание")) for chat in (7001, 7002)]
    await joining.leave_chat(tx, town.vetrova, MORNING)
    assert await town.person(town.vetrova) == replace(town.vetrova, state=PersonState.BLOCKED)
    kept = [await tx.messages.get(one.id) for one in (mine, other)]
    assert [(one.state, one.reason) for one in kept] == [
        (MessageState.DROPPED, "blocked"), (MessageState.PLANNED, ""),
    ]  # fmt: skip
    assert await town.log() == [line(town.vetrova, None, "log-blocked", "Ветрова Анна")]


async def test_who_has_no_chat_any_more_is_only_marked(town: Town) -> None:
    away = replace(town.vetrova, telegram_id=None)
    await joining.leave_chat(town.tx, away, MORNING)
    assert await town.person(away) == replace(away, state=PersonState.BLOCKED)
