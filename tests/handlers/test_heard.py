"""The words of a voice message count once its author has confirmed them, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from roadmap.answers.heard import LONGEST
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, MORNING, PETROV, Desk
from tests.handlers.spoken import Said
from tests.handlers.test_living_reminders import changes, labels, reminded

WORDS = "Провели совещание, выполнено"


@pytest.fixture
def said(office: Desk, monkeypatch: pytest.MonkeyPatch) -> Said:
    return Said(office, monkeypatch)


async def offered(said: Said, words: str = WORDS) -> Outgoing:
    """Иванова answers a reminder by voice; the words that the bot shows her."""
    await reminded(said.desk, IVANOVA, "6.1")
    (taken,) = await said.send(IVANOVA, words)
    assert "Записано" in taken.text
    (offer,) = await said.written()
    return offer


async def texts(said: Said, number: str = "6") -> list[str]:
    return [one.text for one in await said.entries(number)]


async def test_the_words_of_a_voice_are_shown_to_its_author_and_not_recorded(said: Said) -> None:
    offer = await offered(said)
    (entry,) = await said.entries()
    assert entry.source is not None
    assert offer.text == f"С голоса: «{WORDS}»\nВерно?"
    assert (offer.chat_id, offer.reply_to) == (IVANOVA, entry.source.message_id)
    assert labels(offer) == ["Верно", "Исправить", "Не надо"]
    assert entry.text == ""


async def test_the_author_confirms_the_words_and_is_offered_what_they_suggest(said: Said) -> None:
    offer = await offered(said)
    (confirmed,) = await said.desk.press(IVANOVA, offer, "Верно")
    assert confirmed.edits == offer.telegram_id
    assert "Записано: пункт 6" in confirmed.text
    assert labels(confirmed)[0] == "Закрыть, выполнено 2 декабря"
    assert await texts(said) == [WORDS]
    await said.desk.press(IVANOVA, offer, "Верно")
    assert "устарела" in said.desk.toasts[-1]
    assert await texts(said) == [WORDS]


async def test_the_author_corrects_the_words(said: Said) -> None:
    offer = await offered(said)
    (asks,) = await said.desk.press(IVANOVA, offer, "Исправить")
    assert "Напишите, как правильно." in asks.text
    assert labels(asks) == ["Верно", "Не надо"]
    ended, confirmed = await said.desk.send(IVANOVA, "Провели два совещания")
    assert (ended.edits, labels(ended)) == (offer.telegram_id, [])
    assert "Записано: пункт 6" in confirmed.text
    assert await texts(said) == ["Провели два совещания"]
    await said.desk.send(IVANOVA, "6.1 и ещё одно")
    assert await texts(said) == ["Провели два совещания", "и ещё одно"]


async def test_words_to_correct_are_awaited_for_an_hour(said: Said) -> None:
    await said.desk.press(IVANOVA, await offered(said), "Исправить")
    said.desk.at += timedelta(minutes=61)
    await said.desk.send(IVANOVA, "6.1 сдали акт")
    assert await texts(said) == ["", "сдали акт"]


async def test_the_author_refuses_the_words_and_the_voice_stays(said: Said) -> None:
    offer = await offered(said)
    (ended,) = await said.desk.press(IVANOVA, offer, "Не надо")
    assert (ended.edits, labels(ended)) == (offer.telegram_id, [])
    (entry,) = await said.entries()
    assert (entry.text, len(entry.attachments)) == ("", 1)
    await said.desk.press(IVANOVA, offer, "Верно")
    assert await texts(said) == [""]


@pytest.mark.parametrize(
    ("reply", "recorded"),
    [
        ("Да, всё верно", WORDS),
        ("Не надо.", ""),
        ("Провели три совещания", "Провели три совещания"),
    ],
)
async def test_a_reply_to_the_words_is_about_them(said: Said, reply: str, recorded: str) -> None:
    offer = await offered(said)
    await said.desk.reply(IVANOVA, offer, reply)
    assert await texts(said) == [recorded]


async def test_a_bare_yes_soon_after_the_words_confirms_them(said: Said) -> None:
    await offered(said)
    await said.desk.send(IVANOVA, "верно")
    assert await texts(said) == [WORDS]


async def test_a_bare_yes_days_later_is_about_something_else(said: Said) -> None:
    await offered(said)
    said.desk.at += timedelta(days=2)
    await said.desk.send(IVANOVA, "верно")
    assert WORDS not in await texts(said)


async def test_somebody_else_s_tap_is_refused(said: Said) -> None:
    offer = await offered(said)
    for user in (PETROV, COORDINATOR):
        for verb in ("Верно", "Исправить", "Не надо"):
            await said.desk.press(user, offer, verb)
            assert "не" in said.desk.toasts[-1].lower()
    assert await texts(said) == [""]
    await said.desk.press(IVANOVA, offer, "Верно")
    assert await texts(said) == [WORDS]


async def test_in_a_group_only_the_author_confirms_and_a_reply_corrects(said: Said) -> None:
    desk, group = said.desk, {"id": -500, "type": "supergroup", "title": "Отдел"}
    (card,) = await desk.send(IVANOVA, "/item 6", chat=group)
    shown = {"message_id": card.telegram_id, "date": 0, "chat": group, "text": "-"}
    await said.send(IVANOVA, WORDS, chat=group, reply_to_message=shown)
    (offer,) = await said.written()
    assert offer.chat_id == -500
    words = {"message_id": offer.telegram_id, "date": 0, "chat": group, "text": "-"}
    await desk.send(PETROV, "верно", chat=group, reply_to_message=words)
    await desk.press(PETROV, offer, "Верно")
    assert WORDS not in await texts(said)
    await desk.send(IVANOVA, "Провели два", chat=group, reply_to_message=words)
    assert await texts(said) == ["Провели два"]


async def test_words_are_added_to_a_caption(said: Said) -> None:
    await said.send(IVANOVA, "Провели совещание", caption="6.1 запись")
    (offer,) = await said.written()
    assert offer.text.endswith("Добавить эти слова к ответу?")
    await said.desk.press(IVANOVA, offer, "Верно")
    assert await texts(said) == ["запись\nПровели совещание"]


async def test_an_edited_caption_takes_no_confirmed_words_away(said: Said) -> None:
    update = said.voice(IVANOVA, "Провели совещание", caption="6.1 запись")
    await said.desk.feed(**update)
    (offer,) = await said.written()
    await said.desk.press(IVANOVA, offer, "Верно")
    edited = {**update["message"], "caption": "6.1 запись совещания", "edit_date": 1}
    await said.desk.feed(edited_message=edited)
    assert await texts(said) == ["запись совещания\nПровели совещание"]


async def test_words_that_name_another_item_move_the_answer_once_confirmed(said: Said) -> None:
    await said.desk.send(COORDINATOR, "/assign +7 Иванова")
    offer = await offered(said, "Пункт 7: наставники назначены")
    assert await texts(said, "7") == []
    (confirmed,) = await said.desk.press(IVANOVA, offer, "Верно")
    assert "пункт 7" in confirmed.text
    assert (await texts(said), await texts(said, "7")) == ([], ["наставники назначены"])


async def test_an_address_in_confirmed_words_places_a_voice_that_had_no_place(said: Said) -> None:
    (where,) = await said.send(IVANOVA, "По пункту 6.2 готовим приказ")
    assert "К какому пункту" in where.text or "номер" in where.text
    (offer,) = await said.written()
    assert "Верно?" in offer.text
    assert await texts(said) == []
    said.desk.at += timedelta(days=1)
    ended, confirmed = await said.desk.press(IVANOVA, offer, "Верно")
    (question,) = await changes(said.desk)
    assert (ended.edits, labels(ended)) == (offer.telegram_id, [])
    assert "контрольная точка 2" in confirmed.text
    assert (question.edits, labels(question)) == (where.telegram_id, [])
    (entry,) = await said.entries()
    assert entry.day == MORNING.date(), "an answer is of its voice's day"
    assert "готовим приказ" in entry.text
    assert len(entry.attachments) == 1
    assert await said.written() == [], "once is enough"


async def test_words_without_a_place_are_asked_about_once_more(said: Said) -> None:
    (where,) = await said.send(IVANOVA, "Готовим приказ")
    (offer,) = await said.written()
    ended, again = await said.desk.press(IVANOVA, offer, "Верно")
    (old,) = await changes(said.desk)
    assert "Готовим приказ" in ended.text
    assert (old.edits, labels(old)) == (where.telegram_id, [])
    await said.desk.press(IVANOVA, again, "6.1")
    (entry,) = await said.entries()
    assert (entry.text, len(entry.attachments)) == ("Готовим приказ", 1)
    assert await said.written() == []


async def test_a_voice_placed_before_its_words_are_confirmed_takes_them_along(said: Said) -> None:
    (where,) = await said.send(IVANOVA, "Готовим приказ")
    (offer,) = await said.written()
    await said.desk.press(IVANOVA, where, "6.1")
    assert await texts(said) == [""]
    assert await said.written() == [], "it is not tried a second time"
    await said.desk.press(IVANOVA, offer, "Верно")
    assert await texts(said) == ["Готовим приказ"]


async def test_words_of_an_answer_withdrawn_meanwhile_are_not_shown(said: Said) -> None:
    await reminded(said.desk, IVANOVA, "6.1")
    (taken,) = await said.send(IVANOVA, WORDS)
    await said.desk.press(IVANOVA, taken, "Отозвать")
    assert await said.written() == []


async def test_words_of_an_answer_withdrawn_after_them_are_not_recorded(said: Said) -> None:
    await reminded(said.desk, IVANOVA, "6.1")
    (taken,) = await said.send(IVANOVA, WORDS)
    (offer,) = await said.written()
    await said.desk.press(IVANOVA, taken, "Отозвать")
    await said.desk.press(IVANOVA, offer, "Верно")
    assert await texts(said) == []
    assert "отозван" in said.desk.toasts[-1]


async def test_words_follow_a_voice_that_was_added_to_the_answer_before_it(said: Said) -> None:
    await said.desk.send(IVANOVA, "6.1 готовим приказ")
    (taken,) = await said.send(IVANOVA, "Приказ подписан")
    await said.desk.press(IVANOVA, taken, "Добавить")
    (offer,) = await said.written()
    await said.desk.press(IVANOVA, offer, "Верно")
    assert await texts(said) == ["готовим приказ\nПриказ подписан"]


async def test_words_that_come_late_do_not_wake_their_author(said: Said) -> None:
    await reminded(said.desk, IVANOVA, "6.1")
    await said.send(IVANOVA, WORDS)
    said.desk.at = MORNING.replace(hour=22)
    assert await said.written() == []
    said.desk.at = MORNING + timedelta(days=1)
    assert len(await said.written()) == 1


async def test_without_a_program_a_voice_is_kept_and_nothing_is_asked(said: Said) -> None:
    said.desk.office = replace(said.desk.office, writes_down=False)
    await reminded(said.desk, IVANOVA, "6.1")
    await said.send(IVANOVA, WORDS)
    assert await said.written() == []
    (entry,) = await said.entries()
    assert entry.attachments[0].stored_id is not None
    assert entry.attachments[0].heard is None


async def test_long_words_are_cut_and_marks_are_set_inside_quotes(said: Said) -> None:
    offer = await offered(said, "Форум «Город» " + "слово " * 1000)
    assert "«Форум „Город“ слово" in offer.text
    await said.desk.press(IVANOVA, offer, "Верно")
    (text,) = await texts(said)
    assert text.startswith("Форум «Город»")
    assert LONGEST - 10 < len(text) <= LONGEST + 1
