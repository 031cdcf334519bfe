"""What was said of an answer, a closing or a request is changed once these change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from roadmap.actions.living import RECENT
from roadmap.model import DueState, Role
from roadmap.model.messages import MessageState, Outgoing, Urgency
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_living_reminders import changes, labels, reminded, work

AWAY = ["Не сюда", "Отозвать"]


async def due_of(desk: Desk, address: str) -> int:
    """The due day of «6.1»: a control point."""
    async with desk.store.read() as tx:
        views = await tx.roadmaps.views_between(1, None, None)
        return next(v.due.id for v in views if f"{v.item.number}.{v.point.number}" == address
                    and v.point.about.startswith("control"))  # fmt: skip


async def test_a_confirmation_says_that_the_deadline_is_open_and_then_how_it_was_closed(
    office: Desk,
) -> None:
    (said,) = await office.send(IVANOVA, "6.1 протокол подписан")
    assert "Срок открыт." in said.text
    assert labels(said) == ["Выполнено", *AWAY]
    await office.tap(COORDINATOR, f"due:done:{await due_of(office, '6.1')}")
    (change,) = await changes(office)
    assert (change.edits, change.chat_id, change.urgency) == (
        said.telegram_id, IVANOVA, Urgency.REFRESH,
    )  # fmt: skip
    assert "Срок открыт" not in change.text
    assert change.text.endswith("✅ выполнено 2 декабря, Имя 100")
    assert labels(change) == AWAY


async def test_its_own_button_closes_it_and_a_stale_tap_is_told_the_truth(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 выполнено, протокол подписан")
    assert labels(said)[0].startswith("Закрыть")
    await office.press(IVANOVA, said, "Закрыть")
    (change,) = await changes(office)
    assert change.text.endswith("✅ выполнено 2 декабря, Иванова Анна")
    assert labels(change) == AWAY
    await office.press(IVANOVA, said, "Закрыть")
    assert "уже отмечено выполненным" in office.toasts[-1]
    assert await changes(office) == []


async def test_who_closed_anothers_deadline_is_not_told_to_a_forged_tap(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 выполнено, протокол подписан")
    (closing,) = [one for row in said.buttons for one in row if one.text.startswith("Закрыть")]
    await office.press(IVANOVA, said, "Закрыть")
    await office.tap(PETROV, closing.data)
    assert "Иванова" not in office.toasts[-1]
    assert "выполненным" not in office.toasts[-1]


async def test_a_deadline_opened_again_gives_the_confirmation_its_button_back(
    office: Desk,
) -> None:
    due_id = await due_of(office, "6.1")
    (said,) = await office.send(IVANOVA, "6.1 протокол подписан")
    (closed,) = await office.press(IVANOVA, said, "Выполнено")
    await changes(office)
    await office.tap(COORDINATOR, f"due:undo:{due_id}")
    found = {one.edits: one for one in await changes(office)}
    assert labels(found[said.telegram_id]) == ["Выполнено", *AWAY]
    assert "Срок открыт." in found[said.telegram_id].text
    assert "Снова открыто" in found[closed.telegram_id].text
    assert labels(found[closed.telegram_id]) == []


async def test_an_answer_put_elsewhere_by_its_number_is_confirmed_there(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 протокол подписан")
    (where,) = await office.press(IVANOVA, said, "Не сюда")
    await office.send(IVANOVA, "6.2")
    found = {one.edits: one for one in await changes(office)}
    assert "контрольная точка 2" in found[said.telegram_id].text
    assert found[where.telegram_id].text == "Ответ записан: пункт 6, контрольная точка 2."
    assert labels(found[where.telegram_id]) == []


async def test_an_answer_withdrawn_elsewhere_leaves_no_button(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 протокол подписан")
    await office.tap(IVANOVA, said.buttons[-1][1].data, 1)
    (change,) = await changes(office)
    assert change.edits == said.telegram_id
    assert change.text == "Отозвано: пункт 6, контрольная точка 1."
    assert labels(change) == []


@pytest.mark.parametrize("by_button", [True, False])
async def test_an_answer_that_was_moved_has_its_buttons_in_one_message(
    office: Desk, by_button: bool
) -> None:
    (said,) = await office.send(IVANOVA, "6.1 протокол подписан")
    if by_button:
        (where,) = await office.press(IVANOVA, said, "Не сюда")
        (moved,) = await office.press(IVANOVA, where, "6.2")
    else:
        (moved,) = await office.send(IVANOVA, "ой не туда, это 6.2")
    assert labels(moved)[-2:] == AWAY
    (change,) = await changes(office)
    assert (change.edits, change.text) == (
        said.telegram_id, "Ответ записан: пункт 6, контрольная точка 2.",
    )  # fmt: skip
    assert labels(change) == []


async def test_an_answer_moved_by_editing_keeps_the_buttons_of_its_confirmation(
    office: Desk,
) -> None:
    message = office.message(IVANOVA, text="6.1 протокол подписан")
    (said,) = await office.feed(message=message)
    await office.feed(edited_message={**message, "text": "6.2 протокол подписан", "edit_date": 1})
    (change,) = await changes(office)
    assert change.edits == said.telegram_id
    assert "пункт 6, контрольная точка 2" in change.text
    assert labels(change)[-2:] == AWAY


async def test_an_edited_answer_that_tells_of_done_work_now_offers_to_close(office: Desk) -> None:
    message = office.message(IVANOVA, text="6.1 протокол готовим")
    (said,) = await office.feed(message=message)
    assert not labels(said)[0].startswith("Закрыть")
    await office.feed(
        edited_message={**message, "text": "6.1 выполнено, протокол подписан", "edit_date": 1}
    )
    (change,) = await changes(office)
    assert labels(change)[0].startswith("Закрыть")


async def test_the_joint_confirmation_follows_each_of_its_lines(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 выполнено, протокол\n6.2 выполнено, приказ")
    assert labels(said)[0].startswith("Закрыть")
    await office.tap(COORDINATOR, f"due:done:{await due_of(office, '6.1')}")
    (change,) = await changes(office)
    assert "6.КТ1: ✅ выполнено 2 декабря" in change.text or "6.1: ✅" in change.text
    assert "6.2" in labels(change)[0] or "КТ2" in labels(change)[0]
    await office.press(IVANOVA, change, "Закрыть")
    (change,) = await changes(office)
    assert labels(change) == ["Исправить"]


async def test_a_question_answered_by_words_loses_its_buttons(office: Desk) -> None:
    (asked,) = await office.send(IVANOVA, "всё проведено")
    await office.reply(IVANOVA, asked, "региональный этап")
    found = {one.edits: one for one in await changes(office)}
    assert found[asked.telegram_id].text.startswith("Ответ записан: пункт 6")
    assert labels(found[asked.telegram_id]) == []


async def test_a_question_about_an_edited_message_asks_of_its_new_words(office: Desk) -> None:
    message = office.message(IVANOVA, text="провели совещание")
    (asked,) = await office.feed(message=message)
    (anew,) = await office.feed(edited_message={**message, "text": "провели два", "edit_date": 1})
    (change,) = await changes(office)
    assert (change.edits, change.buttons) == (asked.telegram_id, ())
    await office.press(IVANOVA, anew, "6.1")
    async with office.store.read() as tx:
        assert await tx.answers.unplaced_of(None) == []


async def asked_for(desk: Desk) -> tuple[Outgoing, list[Outgoing]]:
    """Иванова asks to postpone 6.1; what she is told, and what the coordinators are."""
    await desk.tap(IVANOVA, f"due:postpone:{await due_of(desk, '6.1')}")
    (sure,) = await desk.send(IVANOVA, "до 15 февраля, ждём акт")
    said = await desk.press(IVANOVA, sure, "Да")
    mine = next(one for one in said if one.chat_id == IVANOVA)
    return mine, [one for one in said if one.chat_id != IVANOVA]


async def second_coordinator(desk: Desk) -> None:
    async with desk.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        await tx.people.update(replace(petrov, role=Role.COORDINATOR))


async def test_a_decided_request_keeps_its_name_and_reason_for_everybody_who_has_it(
    office: Desk,
) -> None:
    await second_coordinator(office)
    mine, requests = await asked_for(office)
    assert {one.chat_id for one in requests} == {COORDINATOR, PETROV}
    pressed = next(one for one in requests if one.chat_id == COORDINATOR)
    said = await office.press(COORDINATOR, pressed, "Согласовать")
    shown = next(one for one in said if one.edits == pressed.telegram_id)
    for part in ("Иванова Анна", "ждём акт", "✅ Согласовано", "2 декабря"):
        assert part in shown.text
    assert len(labels(shown)) == 1, "one tap takes it back"
    found = {(one.chat_id, one.edits): one for one in await changes(office)}
    others = next(one for one in requests if one.chat_id == PETROV)
    change = found[(PETROV, others.telegram_id)]
    for part in ("Иванова Анна", "ждём акт", "✅ Согласовано"):
        assert part in change.text
    assert labels(change) == []
    assert "✅ Согласовано" in found[(IVANOVA, mine.telegram_id)].text
    assert labels(found[(IVANOVA, mine.telegram_id)]) == []
    await office.press(PETROV, others, "Не согласовать")
    assert office.toasts[-1].startswith("✅ Согласовано: ")
    assert office.toasts[-1].endswith(", 2 декабря")


async def test_a_grant_taken_back_gives_every_coordinator_the_request_again(office: Desk) -> None:
    await second_coordinator(office)
    mine, requests = await asked_for(office)
    pressed = next(one for one in requests if one.chat_id == COORDINATOR)
    others = next(one for one in requests if one.chat_id == PETROV)
    said = await office.press(COORDINATOR, pressed, "Согласовать")
    shown = next(one for one in said if one.edits == pressed.telegram_id)
    await changes(office)
    await office.tap(COORDINATOR, shown.buttons[0][0].data, pressed.telegram_id)
    found = {(one.chat_id, one.edits): one for one in await changes(office)}
    assert labels(found[(PETROV, others.telegram_id)]) == labels(others)
    assert labels(found[(IVANOVA, mine.telegram_id)]) == ["Отозвать"]


async def test_a_withdrawn_request_has_no_buttons_with_the_coordinators(office: Desk) -> None:
    mine, (request,) = await asked_for(office)
    await office.press(IVANOVA, mine, "Отозвать")
    (change,) = await changes(office)
    assert change.edits == request.telegram_id
    assert "↩️ Просьба отозвана" in change.text
    assert labels(change) == []


async def test_a_request_for_what_is_done_meanwhile_is_not_to_be_decided(office: Desk) -> None:
    _, (request,) = await asked_for(office)
    await office.tap(IVANOVA, f"due:done:{await due_of(office, '6.1')}")
    found = {one.edits: one for one in await changes(office)}
    assert "✅ выполнено 2 декабря, Иванова Анна" in found[request.telegram_id].text
    assert labels(found[request.telegram_id]) == []


async def test_while_a_request_waits_the_confirmation_does_not_offer_to_ask_again(
    office: Desk,
) -> None:
    (said,) = await office.send(IVANOVA, "6.2 список составлен, просим перенести на май")
    assert labels(said)[0] == "Просить перенос до 31 мая 2020"
    await office.press(IVANOVA, said, "Просить перенос")
    (change,) = await changes(office)
    assert labels(change) == AWAY


async def test_acceptance_by_one_coordinator_is_seen_by_the_other_and_by_the_official(
    office: Desk,
) -> None:
    await second_coordinator(office)
    async with office.store.begin() as tx:
        await tx.roadmaps.update(replace(await tx.roadmaps.get(1), acceptance=True))
    said = await office.tap(IVANOVA, f"due:done:{await due_of(office, '6.1')}")
    closed = next(one for one in said if one.chat_id == IVANOVA)
    asked = {one.chat_id: one for one in said if one.chat_id != IVANOVA}
    await office.press(COORDINATOR, asked[COORDINATOR], "Принять")
    found = {(one.chat_id, one.edits): one for one in await changes(office)}
    theirs = found[(PETROV, asked[PETROV].telegram_id)]
    assert theirs.text.startswith("<b>Отмечено выполненным:</b> Иванова Анна")
    assert theirs.text.endswith("✅ Принято: Имя 100, 2 декабря")
    assert labels(theirs) == []
    mine = found[(IVANOVA, closed.telegram_id)]
    assert labels(mine) == [labels(closed)[0]], "a word may be added, but nothing taken back"


async def test_what_somebody_reported_who_was_erased_since_can_still_be_accepted(
    office: Desk,
) -> None:
    async with office.store.begin() as tx:
        await tx.roadmaps.update(replace(await tx.roadmaps.get(1), acceptance=True))
    due_id = await due_of(office, "6.1")
    said = await office.tap(IVANOVA, f"due:done:{due_id}")
    asked = next(one for one in said if one.chat_id == COORDINATOR)
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
    assert ivanova is not None
    await office.tap(IVANOVA, f"person:erase_now:{ivanova.id}:0")
    accepted = await office.press(COORDINATOR, asked, "Принять")
    assert accepted[-1].text.startswith("<b>Отмечено выполненным:</b> без автора\n")
    async with office.store.read() as tx:
        assert (await tx.roadmaps.view(due_id)).due.state is DueState.DONE


async def test_a_change_before_the_confirmation_is_sent_goes_with_it(office: Desk) -> None:
    due_id = await due_of(office, "6.1")
    update = office.writing(IVANOVA, "6.1 протокол подписан")
    sent, office.sent = office.sent, _nobody  # type: ignore[method-assign]
    await office.feed(**update)
    await office.tap(COORDINATOR, f"due:done:{due_id}")
    office.sent = sent  # type: ignore[method-assign]
    found = [one for one in await changes(office) if one.chat_id == IVANOVA]
    assert [one.edits for one in found] == [None]
    assert found[0].text.endswith("✅ выполнено 2 декабря, Имя 100")
    assert labels(found[0]) == AWAY


async def _nobody() -> list[Outgoing]:
    return []


async def test_ten_changes_in_a_second_are_one_edit(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 протокол подписан")
    due_id, found = await due_of(office, "6.1"), list[Outgoing]()
    for number in range(11):
        verb = "undo" if number % 2 else "done"
        found += await office.tap(COORDINATOR, f"due:{verb}:{due_id}")
        await work(office)
    found += await changes(office)
    (edit,) = [one for one in found if one.edits == said.telegram_id]
    assert "✅ выполнено 2 декабря" in edit.text


async def test_what_was_said_more_than_a_month_ago_is_left_as_it_is(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 протокол подписан")
    reminder = await reminded(office, IVANOVA, "6.2")
    office.at += RECENT + timedelta(days=1)
    await office.tap(COORDINATOR, f"due:done:{await due_of(office, '6.1')}")
    assert said.telegram_id not in {one.edits for one in await changes(office)}
    assert reminder.state is MessageState.SENT


async def test_closing_what_was_meant_leaves_the_points_next_day_alone(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 выполнено, протокол подписан")
    async with office.store.begin() as tx:
        view = await tx.roadmaps.view(await due_of(office, "6.1"))
        (later,) = await tx.roadmaps.add_dues(
            [replace(view.due, id=0, day=view.due.day + timedelta(days=60))]
        )
    await office.press(IVANOVA, said, "Закрыть")
    (change,) = await changes(office)
    assert labels(change) == AWAY
    async with office.store.read() as tx:
        assert (await tx.roadmaps.view(later.id)).due.state is DueState.OPEN
