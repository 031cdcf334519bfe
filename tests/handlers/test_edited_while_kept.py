"""A message that waits for its item is edited: what is then placed carries the new words and files,
and never the old file too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from roadmap.model.messages import Outgoing
from roadmap.ports import Unplaced
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_answers_of_every_kind import entries, photo, remind
from tests.handlers.test_living_reminders import changes
from tests.handlers.test_where_it_belongs import album, labels, placed


def act(unique: str) -> dict[str, Any]:
    return {"document": {"file_id": unique, "file_unique_id": unique, "file_name": f"{unique}.pdf"}}


async def edit(desk: Desk, message: dict[str, Any], **changed: Any) -> list[Outgoing]:
    """The message with other fields, as Telegram tells it an hour later: what is said, and what
    stood before it and is changed.
    """
    desk.at += timedelta(hours=1)
    edited = {**message, **changed, "edit_date": int(desk.at.timestamp())}
    said = await desk.feed(edited_message=edited)
    return [*said, *await changes(desk)]


async def waiting(desk: Desk) -> list[Unplaced]:
    async with desk.store.read() as tx:
        return await tx.answers.unplaced_of(None)


async def files_of(desk: Desk) -> list[str]:
    (entry,) = await entries(desk)
    return [file.unique_id for file in entry.attachments]


async def test_a_file_replaced_while_the_answer_waits_is_the_only_one_placed(office: Desk) -> None:
    message = office.message(IVANOVA, caption="акт осмотра", **act("draft"))
    (before,) = await office.feed(message=message)
    asked, closed = await edit(office, message, **act("signed"))
    assert (closed.edits, closed.buttons) == (before.telegram_id, ())
    await office.press(IVANOVA, asked, "6.1")
    assert await placed(office) == [("1", "акт осмотра")]
    assert await files_of(office) == ["signed"]


async def test_a_file_added_to_words_that_wait_comes_with_them(office: Desk) -> None:
    message = office.message(IVANOVA, text="подписали акт")
    await office.feed(message=message)
    del message["text"]
    asked, _ = await edit(office, message, caption="подписали акт осмотра", **act("signed"))
    await office.press(IVANOVA, asked, "6.2")
    assert await placed(office) == [("2", "подписали акт осмотра")]
    assert await files_of(office) == ["signed"]


@pytest.mark.parametrize("part", [0, 1])
async def test_any_caption_and_any_file_of_an_album_that_waits_may_be_edited(
    office: Desk, part: int
) -> None:
    parts = [album(office, 1, "зал"), album(office, 2, "крыльцо")]
    for message in parts:
        await office.feed(message=message)
    words = ["актовый зал", "крыльцо после ремонта"][part]
    asked, _ = await edit(office, parts[part], caption=words, **photo(3))
    await office.press(IVANOVA, asked, "6.1")
    whole = [("актовый зал\nкрыльцо"), ("зал\nкрыльцо после ремонта")][part]
    assert await placed(office) == [("1", whole)]
    assert await files_of(office) == [["u3", "u2"], ["u1", "u3"]][part]


async def test_the_question_about_an_album_holds_when_a_later_part_has_a_caption(
    office: Desk,
) -> None:
    (asked,) = await office.feed(message=album(office, 1))
    await office.feed(message=album(office, 2, "зал и крыльцо"))
    await office.press(IVANOVA, asked, "6.1")
    assert await placed(office) == [("1", "зал и крыльцо")]
    assert await files_of(office) == ["u1", "u2"]


async def test_an_item_named_by_the_edit_takes_the_answer_at_once_on_its_own_day(
    office: Desk,
) -> None:
    message = office.message(IVANOVA, caption="акт осмотра", **act("draft"))
    (before,) = await office.feed(message=message)
    written = office.at
    office.at += timedelta(days=2)
    said, ended = await edit(office, message, caption="6.1 акт осмотра", **act("signed"))
    assert "контрольная точка 1" in said.text
    assert (ended.edits, ended.buttons) == (before.telegram_id, ())
    assert "контрольная точка 1" in ended.text
    assert await placed(office) == [("1", "акт осмотра")]
    assert await files_of(office) == ["signed"]
    (entry,) = await entries(office)
    assert (entry.at, entry.day) == (written, written.date())
    assert await waiting(office) == []


async def test_a_message_edited_to_a_number_alone_places_the_words_that_wait(office: Desk) -> None:
    message = office.message(IVANOVA, text="провели собрание")
    await office.feed(message=message)
    await edit(office, message, text="6.2")
    assert await placed(office) == [("2", "провели собрание")]
    assert await waiting(office) == []


async def test_a_reply_that_waits_is_asked_about_among_what_it_replied_to(office: Desk) -> None:
    joint = await remind(office, "1", "2")
    shown = {"message_id": joint.telegram_id, "date": 1, "text": "-"}
    shown["chat"] = {"id": IVANOVA, "type": "private"}
    message = office.message(IVANOVA, text="провели", reply_to_message=shown)
    await office.feed(message=message)
    asked, _ = await edit(office, message, text="провели два совещания")
    assert sorted(one[:3] for one in labels(asked)[:-2]) == ["6.1", "6.2"]


async def test_a_coordinators_question_about_anothers_words_is_asked_anew_too(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "совещание перенесли на вечер")
    message = office.message(IVANOVA, text="провели собрание")
    await office.feed(message=message)
    asked = await office.tap(COORDINATOR, "list:unplaced:0:0")
    (theirs,) = [one for one in asked if "провели собрание" in one.text]
    said = await edit(office, message, text="провели два собрания")
    (change,) = [one for one in said if one.chat_id == COORDINATOR]
    assert (change.edits, change.text) == (theirs.telegram_id, "Ответ изменён, этот вопрос снят.")


async def test_a_preview_of_a_link_asks_nothing_again(office: Desk) -> None:
    message = office.message(IVANOVA, text="итоги на сайте школы")
    (asked,) = await office.feed(message=message)
    assert await edit(office, message) == []
    await office.press(IVANOVA, asked, "6.1")
    assert await placed(office) == [("1", "итоги на сайте школы")]


async def test_a_line_that_waits_beside_recorded_ones_follows_the_edit(office: Desk) -> None:
    message = office.message(IVANOVA, text="6.1 утвердили\n25 готовимся")
    _, asked = await office.feed(message=message)
    assert await placed(office) == [("1", "утвердили")]
    said = await edit(office, message, text="6.1 утвердили приказом\n6.2 готовимся")
    assert any("Исправлено" in one.text for one in said)
    assert any(one.edits == asked.telegram_id and not one.buttons for one in said)
    assert await placed(office) == [("1", "утвердили приказом"), ("2", "готовимся")]
    assert await waiting(office) == []


async def test_a_recorded_line_follows_the_edit_and_the_one_that_waits_stays(office: Desk) -> None:
    message = office.message(IVANOVA, text="6.1 утвердили\n7 отчёт не прислали")
    _, asked = await office.feed(message=message)
    (said,) = await edit(office, message, text="6.1 утвердили приказом\n7 отчёт не прислали")
    assert "Исправлено" in said.text
    await office.press(IVANOVA, asked, "6.2")
    assert await placed(office) == [
        ("1", "утвердили приказом"),
        ("2", "7 отчёт не прислали"),
    ]


async def test_the_first_line_that_waits_keeps_the_messages_new_file(office: Desk) -> None:
    message = office.message(IVANOVA, caption="7 готово\n6.1 утвердили", **act("draft"))
    await office.feed(message=message)
    assert await placed(office) == [("1", "утвердили")]
    await edit(office, message, caption="6.2 готово\n6.1 утвердили", **act("signed"))
    assert sorted(await placed(office)) == [("1", "утвердили"), ("2", "готово")]
    first, second = await entries(office)
    assert [file.unique_id for file in (*first.attachments, *second.attachments)] == ["signed"]
    assert await waiting(office) == []


async def test_nobody_edits_what_another_has_waiting(office: Desk) -> None:
    message = album(office, 1, "зал")
    await office.feed(message=message)
    theirs = {**message, "from": {**message["from"], "id": PETROV}, "caption": "иное"}
    await office.feed(edited_message={**theirs, "edit_date": 1})
    (kept,) = await waiting(office)
    assert kept.text == "зал"


async def test_a_file_too_large_is_told_when_an_edit_brings_it(office: Desk) -> None:
    message = office.message(IVANOVA, caption="запись", **act("draft"))
    await office.feed(message=message)
    large = act("large")
    large["document"]["file_size"] = 25 * 2**20
    told = await edit(office, message, **large)
    assert "«large.pdf» больше 20 МБ" in told[0].text
