"""Whatever an official sends finds its item, is confirmed once, and is never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.model import DueState, ProgressEntry, Reminder, ReminderState
from roadmap.model.messages import ButtonStyle, Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_living_reminders import changes

GROUP = {"id": -100500, "type": "supergroup", "title": "Отдел", "is_forum": True}


def photo(number: int = 1) -> dict[str, Any]:
    return {
        "photo": [
            {"file_id": f"f{number}", "file_unique_id": f"u{number}", "width": 9, "height": 9}
        ]
    }


def document(name: str) -> dict[str, Any]:
    return {"document": {"file_id": "d", "file_unique_id": "du", "file_name": name}}


async def entries(desk: Desk, number: str = "6") -> list[ProgressEntry]:
    """What stands about an item, withdrawn answers left out."""
    async with desk.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, [number])
        return [entry for entry in await tx.answers.of_item(item.id) if entry.withdrawn_at is None]


async def point_of(desk: Desk, entry: ProgressEntry) -> str:
    async with desk.store.read() as tx:
        return str((await tx.roadmaps.point(entry.point_id)).number) if entry.point_id else ""


async def remind(desk: Desk, *numbers: str) -> Outgoing:
    """A reminder of these control points of item 6, sent to Иванова as the ticker does."""
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(person.id, [ReminderState.PLANNED])
        chosen: dict[int, Reminder] = {}
        for reminder in planned:
            view = await tx.roadmaps.view(reminder.due_id)
            if view.point.number in numbers and view.point.kind.value == "control_point":
                chosen.setdefault(reminder.due_id, reminder)
        message = await compose(Voice(tx, desk.at, desk.office).to(person), list(chosen.values()))
        ids = [reminder.id for reminder in chosen.values()]
        await tx.reminders.set_state(ids, ReminderState.QUEUED)
        await tx.reminders.queued_as(ids, (await tx.messages.add(message)).id)
    return (await desk.sent())[-1]


async def reply_with(desk: Desk, user: int, to: Outgoing, **fields: Any) -> list[Outgoing]:
    shown = {
        "message_id": to.telegram_id,
        "date": 1,
        "chat": {"id": to.chat_id, "type": "private"},
        "text": "-",
    }
    return await desk.feed(message=desk.message(user, reply_to_message=shown, **fields))


async def in_group(desk: Desk, user: int, text: str, to: Outgoing | None = None) -> list[Outgoing]:
    fields: dict[str, Any] = {"chat": GROUP, "message_thread_id": 77, "is_topic_message": True}
    if to is not None:
        fields["reply_to_message"] = {
            "message_id": to.telegram_id,
            "date": 1,
            "chat": GROUP,
            "text": "-",
        }
    return await desk.send(user, text, **fields)


async def test_a_photo_with_a_number_under_it_goes_to_its_point(office: Desk) -> None:
    (said,) = await office.feed(message=office.message(IVANOVA, caption="6.1", **photo()))
    assert "контрольная точка 1, 1 файл" in said.text
    (entry,) = await entries(office)
    assert [one.kind for one in entry.attachments] == ["photo"]


async def test_an_album_of_ten_is_one_answer_with_one_confirmation(office: Desk) -> None:
    said: list[Outgoing] = []
    for number in range(10):
        caption = {"caption": "6.1 фотоотчёт"} if number == 0 else {}
        fields = {**photo(number), **caption, "media_group_id": "album"}
        said += await office.feed(message=office.message(IVANOVA, **fields))
    (confirmed,) = said  # by the first picture: how many will follow is not known yet
    assert "контрольная точка 1, файлы альбома" in confirmed.text
    (entry,) = await entries(office)
    assert len(entry.attachments) == 10
    assert entry.text == "фотоотчёт"


async def test_an_album_that_is_sent_twice_has_each_picture_once(office: Desk) -> None:
    pictures = [
        office.message(IVANOVA, **photo(number), media_group_id="a", caption="6.1 фото")
        for number in (1, 2)
    ]
    for message in (*pictures, *pictures):
        await office.feed(message=message)
    (entry,) = await entries(office)
    assert len(entry.attachments) == 2


async def test_an_album_without_a_number_is_asked_about_once(office: Desk) -> None:
    said: list[Outgoing] = []
    for number in range(3):
        said += await office.feed(
            message=office.message(IVANOVA, **photo(number), media_group_id="album")
        )
    (asked,) = said
    await office.press(IVANOVA, asked, "6.1")
    (entry,) = await entries(office)
    assert len(entry.attachments) == 3


async def test_a_document_whose_caption_begins_with_a_number_is_an_answer_even_of_the_coordinator(
    office: Desk,
) -> None:
    message = office.message(
        COORDINATOR, caption="6.2 протокол заседания", **document("протокол.docx")
    )
    (said,) = await office.feed(message=message)
    assert "контрольная точка 2, 1 файл" in said.text


async def test_a_voice_message_in_reply_to_a_reminder_is_an_answer(office: Desk) -> None:
    reminder = await remind(office, "1")
    voice = {"voice": {"file_id": "v", "file_unique_id": "vu", "duration": 3}}
    (said,) = await reply_with(office, IVANOVA, reminder, **voice)
    assert "контрольная точка 1, 1 файл" in said.text


async def test_an_edited_caption_edits_the_answer(office: Desk) -> None:
    message = office.message(IVANOVA, caption="6.1 готовимся", **photo())
    await office.feed(message=message)
    (said,) = await office.feed(
        edited_message={**message, "caption": "6.1 провели", "edit_date": 1}
    )
    assert "Исправлено" in said.text
    (entry,) = await entries(office)
    assert (entry.text, entry.revisions[0][1]) == ("провели", "готовимся")
    assert (
        await office.feed(edited_message={**message, "caption": "6.1 провели", "edit_date": 2})
        == []
    )


async def test_an_edited_number_moves_the_answer(office: Desk) -> None:
    message = office.message(IVANOVA, text="6.1 готовимся")
    await office.feed(message=message)
    await office.feed(edited_message={**message, "text": "6.2 готовимся", "edit_date": 1})
    (entry,) = await entries(office)
    assert await point_of(office, entry) == "2"


async def test_each_line_of_an_edited_message_goes_to_its_own_answer(office: Desk) -> None:
    message = office.message(IVANOVA, text="6.1 готово\n6.2 готовимся")
    await office.feed(message=message)
    await office.feed(edited_message={**message, "text": "6.1 готово\n6.2 начали", "edit_date": 1})
    assert [entry.text for entry in await entries(office)] == ["готово", "начали"]


async def test_an_answer_is_withdrawn_once(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 готово")
    (withdrawn,) = await office.press(IVANOVA, said, "Отозвать")
    assert "Отозвано" in withdrawn.text
    assert await entries(office) == []
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "готово" not in card.text
    await office.press(IVANOVA, said, "Отозвать")
    assert "отозван" in office.toasts[-1]


async def test_words_go_to_the_only_reminder_that_waits_and_move_with_one_tap(office: Desk) -> None:
    await remind(office, "1")
    (said,) = await office.send(IVANOVA, "провели, протокол подписан")
    assert "контрольная точка 1" in said.text
    assert "Не сюда" in said.text
    (where,) = await office.press(IVANOVA, said, "Не сюда")
    (moved,) = await office.press(IVANOVA, where, "6.2")
    assert "контрольная точка 2" in moved.text
    (entry,) = await entries(office)
    assert await point_of(office, entry) == "2"


async def test_a_reply_to_a_joint_message_is_asked_about_among_what_it_showed(office: Desk) -> None:
    joint = await remind(office, "1", "2")
    (asked,) = await office.reply(IVANOVA, joint, "провели два совещания")
    assert [row[0].text[:3] for row in asked.buttons[:-1]] == ["6.1", "6.2"]


async def test_an_item_named_within_a_message_goes_before_the_only_reminder_that_waits(
    office: Desk,
) -> None:
    await remind(office, "1")
    (said,) = await office.send(IVANOVA, "Сдали отчёт по пункту 6, контрольная точка 2 закрыта")
    assert "пункт 6, контрольная точка 2" in said.text
    assert [await point_of(office, entry) for entry in await entries(office)] == ["2"]


async def test_a_clause_of_an_order_within_a_message_is_no_item(office: Desk) -> None:
    await remind(office, "1")
    await office.send(IVANOVA, "Совещание проведено согласно п. 6 приказа")
    assert [await point_of(office, entry) for entry in await entries(office)] == ["1"]


async def test_a_reply_stays_with_its_reminder_whatever_it_mentions(office: Desk) -> None:
    reminder = await remind(office, "1")
    await office.reply(IVANOVA, reminder, "Сделано вместе с п. 6.2")
    assert [await point_of(office, entry) for entry in await entries(office)] == ["1"]


async def test_several_items_in_one_line_are_several_answers(office: Desk) -> None:
    await office.send(IVANOVA, "Коллеги, 6.1 – готово, 6.2 в работе")
    found = [(await point_of(office, entry), entry.text) for entry in await entries(office)]
    assert found == [("1", "Коллеги, 6.1 – готово"), ("2", "в работе")]


async def test_a_number_in_a_reply_goes_before_what_is_replied_to(office: Desk) -> None:
    reminder = await remind(office, "1")
    (said,) = await office.reply(IVANOVA, reminder, "6.2 – готовимся")
    assert "контрольная точка 2" in said.text


async def test_what_is_refused_is_kept_until_the_coordinator_places_it(office: Desk) -> None:
    (refused,) = await office.send(PETROV, "6.1 готово")
    assert "отвечаете не вы" in refused.text
    said = await office.send(COORDINATOR, "/my")
    (kept,) = await office.press(COORDINATOR, said[-1], "Указать пункт")
    assert "6.1 готово" in kept.text
    (taken,) = await office.press(COORDINATOR, kept, "6.1")
    (ended,) = await changes(office)
    assert (ended.edits, ended.chat_id, ended.buttons) == (refused.telegram_id, PETROV, ())
    assert (taken.edits, taken.chat_id) == (kept.telegram_id, COORDINATOR)
    (entry,) = await entries(office)
    async with office.store.read() as tx:
        assert entry.person_id == (await tx.people.by_telegram(PETROV)).id


async def test_what_is_no_answer_is_let_go(office: Desk) -> None:
    (asked,) = await office.send(IVANOVA, "провели собрание")
    await office.press(IVANOVA, asked, "Это не ответ")
    async with office.store.read() as tx:
        assert await tx.answers.unplaced_of(None) == []


async def test_a_message_edited_while_it_waits_is_kept_anew(office: Desk) -> None:
    message = office.message(IVANOVA, text="провели совещание")
    (before,) = await office.feed(message=message)
    (asked,) = await office.feed(
        edited_message={**message, "text": "провели два совещания", "edit_date": 1}
    )
    (closed,) = await changes(office)
    assert (closed.edits, closed.buttons) == (before.telegram_id, ())
    await office.press(IVANOVA, asked, "6.1")
    assert [entry.text for entry in await entries(office)] == ["провели два совещания"]


async def test_a_sticker_is_declined_and_an_event_of_the_chat_is_passed_over(office: Desk) -> None:
    sticker = {"file_id": "s", "file_unique_id": "su", "type": "regular", "width": 1, "height": 1}
    sticker |= {"is_animated": False, "is_video": False}
    (said,) = await office.feed(message=office.message(IVANOVA, sticker=sticker))
    assert "сохранить нельзя" in said.text
    assert await office.feed(message=office.message(IVANOVA, group_chat_created=True)) == []


async def test_the_same_update_twice_is_one_answer(office: Desk) -> None:
    message = office.message(IVANOVA, text="6.1 готово\n6.2 начали")
    assert len(await office.feed(message=message)) == 1
    assert await office.feed(message=message) == []
    assert len(await entries(office)) == 2


async def test_a_second_thought_joins_the_answer_before_within_an_hour(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 провели")
    office.at += timedelta(minutes=20)
    (said,) = await office.send(IVANOVA, "6.1 протокол подписан")
    (joined,) = await office.press(IVANOVA, said, "Добавить к прошлому")
    assert "Добавлено" in joined.text
    assert [entry.text for entry in await entries(office)] == ["провели\nпротокол подписан"]
    office.at += timedelta(hours=2)
    (later,) = await office.send(IVANOVA, "6.1 ещё одно")
    assert not [b for row in later.buttons for b in row if b.text.startswith("Добавить")]


@pytest.mark.parametrize(
    "text",
    [
        "<b>жирно</b> & <script>",
        "\u202eтсет\u202c",
        "го\u200bто\u200bво",
        "👍🏽👨‍👩‍👧",
        "б" * 4090,
        "<" * 4090,
    ],
)
async def test_odd_characters_do_no_harm(office: Desk, text: str) -> None:
    (said,) = await office.send(IVANOVA, f"6.1 {text}"[:4096])
    assert "контрольная точка 1" in said.text
    assert [entry.text for entry in await entries(office)] == [text]
    cards = await office.send(COORDINATOR, "/item 6")
    assert "<script>" not in cards[0].text


async def test_invisible_characters_alone_are_no_answer(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "\u200b\u2060")
    assert "сохранить нельзя" in said.text


async def test_groups_hear_commands_and_replies_in_their_topic_and_nothing_else(
    office: Desk,
) -> None:
    (card,) = await in_group(office, IVANOVA, "/item@vekha_bot 6")
    assert (card.chat_id, card.thread_id) == (GROUP["id"], 77)
    for chatter in ("коллеги, кто на обед?", "6.1 готово", "/unknown"):
        assert await in_group(office, IVANOVA, chatter) == []
    (said,) = await in_group(office, IVANOVA, "6.1 готовимся", card)
    assert (said.chat_id, said.thread_id) == (GROUP["id"], 77)
    assert len(await entries(office)) == 1


async def test_a_stranger_in_a_group_gets_silence(office: Desk) -> None:
    assert await in_group(office, 900, "/summary") == []


async def test_done_75_percent_and_march_are_proposed_and_taken_with_one_tap(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 проведено 29.11, участвовали 75 %")
    labels = [row[0].text for row in said.buttons]
    assert labels[0].startswith("Закрыть, выполнено 29 ноября")
    await office.press(IVANOVA, said, "Значение критерия: 75 %")
    await office.press(IVANOVA, said, "Закрыть")
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
    assert item.criterion_value == "75 %"
    (said,) = await office.send(IVANOVA, "6.2 список составлен, просим перенести на май")
    asked = await office.press(IVANOVA, said, "Просить перенос до 31 мая 2020")
    assert "Просьба о переносе" in next(one for one in asked if one.chat_id == COORDINATOR).text
    await office.press(IVANOVA, said, "Просить перенос")
    assert "уже попросили" in office.toasts[-1]


async def test_another_date_is_granted_and_the_official_is_told(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 просим перенести на март")
    asked = await office.press(IVANOVA, said, "Да")
    request = next(message for message in asked if message.chat_id == COORDINATOR)
    (how,) = await office.press(COORDINATOR, request, "Другая дата")
    (sure,) = await office.reply(COORDINATOR, how, "до 20 января")
    told = await office.press(COORDINATOR, sure, "Да")
    official = next(message for message in told if message.chat_id == IVANOVA)
    assert "20 января 2020" in official.text


async def test_what_is_closed_waits_for_acceptance_and_may_be_returned_with_a_word(
    office: Desk,
) -> None:
    await office.tap(COORDINATOR, "rm:acceptance:1:0")
    reminder = await remind(office, "1")
    said = await office.press(IVANOVA, reminder, "Выполнено")
    assert "Ждёт приёмки" in said[0].text
    request = next(message for message in said if message.chat_id == COORDINATOR)
    assert "Принять?" in request.text
    await office.press(COORDINATOR, request, "Вернуть")
    told = await office.send(COORDINATOR, "приложите протокол <подписанный>")
    official = next(message for message in told if message.chat_id == IVANOVA)
    assert "приложите протокол &lt;подписанный&gt;" in official.text
    async with office.store.read() as tx:
        view = await tx.roadmaps.view(int(reminder.buttons[0][0].data.rsplit(":", 1)[1]))
    assert view.due.state is DueState.OPEN
    await office.press(COORDINATOR, request, "Принять")
    assert office.toasts[-1] == "6.1: срок снова открыт."


async def test_a_request_to_accept_shows_the_answer_and_its_files_and_keeps_them_once_decided(
    office: Desk,
) -> None:
    await office.tap(COORDINATOR, "rm:acceptance:1:0")
    reminder = await remind(office, "1")
    sent = office.message(IVANOVA, caption="6.1 протокол <подписан>", **document("протокол.pdf"))
    await office.feed(message=sent)
    said = await office.press(IVANOVA, reminder, "Выполнено")
    request = next(message for message in said if message.chat_id == COORDINATOR)
    for told in ("Иванова Анна", "протокол &lt;подписан&gt;", "1 документ", "Принять?"):
        assert told in request.text
    (decided, *_) = [
        one
        for one in await office.press(COORDINATOR, request, "Принять")
        if one.chat_id == COORDINATOR
    ]
    for told in ("Иванова Анна", "протокол &lt;подписан&gt;", "1 документ", "✅ Принято: "):
        assert told in decided.text
    assert not decided.buttons


async def _asked_with_files(office: Desk, count: int) -> Outgoing:
    """The request to accept 6.1, for which Иванова has sent so many documents."""
    await office.tap(COORDINATOR, "rm:acceptance:1:0")
    reminder = await remind(office, "1")
    for number in range(count):
        sent = office.message(IVANOVA, caption="6.1 протокол", **document(f"{number}.pdf"))
        await office.feed(message=sent)
    said = await office.press(IVANOVA, reminder, "Выполнено")
    return next(message for message in said if message.chat_id == COORDINATOR)


async def test_the_files_of_a_request_come_at_a_tap_each_as_it_was_sent(office: Desk) -> None:
    request = await _asked_with_files(office, 2)
    files = await office.press(COORDINATOR, request, "Файлы (2)")
    async with office.store.read() as tx:
        names = [(await tx.answers.attachment(one.attachment_id or 0)).name for one in files]
    assert names == ["0.pdf", "1.pdf"]
    assert {(one.chat_id, one.text) for one in files} == {
        (COORDINATOR, "6.1: Иванова Анна, 2 декабря")
    }


async def test_many_files_of_a_request_come_ten_at_a_tap(office: Desk) -> None:
    request = await _asked_with_files(office, 12)
    *first, left = await office.press(COORDINATOR, request, "Файлы (12)")
    assert (len(first), left.text) == (10, "Ещё 2 файла.")
    rest = await office.press(COORDINATOR, left, "Прислать ещё (2)")
    shown = [one.attachment_id for one in [*first, *rest]]
    assert len(set(shown) - {None}) == 12


async def test_a_request_without_files_offers_none_and_what_was_withdrawn_is_not_sent(
    office: Desk,
) -> None:
    request = await _asked_with_files(office, 0)
    assert [one.text for row in request.buttons for one in row] == [
        "Принять",
        "Вернуть",
        "Карточка пункта",
    ]
    due_id = request.buttons[0][0].data.rsplit(":", 1)[1]
    assert await office.tap(COORDINATOR, f"list:accept_files:0:{due_id}") == []
    assert office.toasts[-1] == "Файлов в этом ответе больше нет."


async def test_everybody_is_told_in_the_language_of_their_own(office: Desk) -> None:
    await office.tap(COORDINATOR, "set:language:en")
    (said,) = await office.send(IVANOVA, "6.1 просим перенести на март")
    asked = await office.press(IVANOVA, said, "Да")
    request = next(message for message in asked if message.chat_id == COORDINATOR)
    assert "item 6, control point 1" in request.text
    told = await office.press(COORDINATOR, request, "Grant")
    assert (
        "Перенос согласован" in next(message for message in told if message.chat_id == IVANOVA).text
    )


async def test_that_work_is_done_is_one_quiet_tap_away_where_the_words_do_not_say_so(
    office: Desk,
) -> None:
    (said,) = await office.send(IVANOVA, "6.1 акт подписан")
    labels = [[one.text for one in row] for row in said.buttons]
    assert labels == [["Выполнено"], ["Не сюда", "Отозвать"]]
    assert said.buttons[0][0].style is ButtonStyle.PLAIN
    (closed,) = await office.press(IVANOVA, said, "Выполнено")
    assert "Выполнено: пункт 6, контрольная точка 1" in closed.text
    (said,) = await office.send(IVANOVA, "6.1 акт в приложении")
    assert "Выполнено" not in [one.text for row in said.buttons for one in row]


async def test_whoever_asks_for_more_time_is_not_asked_whether_it_is_done(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 просим перенести на март")
    assert "Выполнено" not in [one.text for row in said.buttons for one in row]
