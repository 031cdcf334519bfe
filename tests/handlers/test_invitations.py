"""An invitation is a message that can be forwarded as it is."""

from __future__ import annotations

from handlers.speaking.texts import within_quotes
from tests.handlers.conftest import COORDINATOR, Desk

LINK = "https://t.me/vekha_bot?start="


async def _invited(desk: Desk, words: str) -> str:
    """The message that /invite gives, without the line of whom it is for and the code at its
    end.
    """
    (message,) = await desk.send(COORDINATOR, f"/invite {words}")
    before, link, code = message.text.partition(LINK)
    assert link
    assert len(code.strip()) == 22
    whom, _, rest = before.strip().partition("\n")
    assert whom.startswith("<b>")
    return rest


async def test_it_says_what_somebody_answers_for_and_what_to_do(office: Desk) -> None:
    await _invited(office, "Ветрова Ирина Петровна")
    await office.send(COORDINATOR, "/assign 5, 7 Ветрова")
    assert await _invited(office, "Ветрова Ирина Петровна") == (
        "Здравствуйте, Ирина Петровна! Вы отвечаете за пункты 5 и 7 дорожной карты «Дорожная карта "
        "города Верхнеозёрска».\n"
        "Веха – бот в Telegram: утром напоминает, что и к какому дню нужно сделать.\n"
        "Ответьте ему строкой или кнопкой, и ответ войдёт в отчёт.\n"
        "Откройте ссылку и нажмите «Начать». Ссылка только для вас, действует 14 дней:"
    )


async def test_one_item_is_spoken_of_as_one_and_a_point_by_its_address(office: Desk) -> None:
    await _invited(office, "Лугов Пётр")
    await office.send(COORDINATOR, "/assign 6.1 Лугов")
    assert (await _invited(office, "Лугов Пётр")).startswith(
        "Здравствуйте, Лугов Пётр! Вы отвечаете за пункт 6.1 дорожной карты"
    )


async def test_who_answers_for_nothing_yet_is_invited_to_the_roadmap(office: Desk) -> None:
    assert (await _invited(office, "Лугов Пётр")).startswith(
        "Здравствуйте, Лугов Пётр! Вас приглашают к работе по дорожной карте «Дорожная карта города"
    )
    observer = await _invited(office, "наблюдатель Орлова Вера Ильинична")
    assert observer.startswith("Здравствуйте, Вера Ильинична! Вам открыты сводки и отчёты")
    assert "Вы видите, что сделано" in observer
    assert "Ответьте" not in observer
    assert (await _invited(office, "координатор Второй Глава")).startswith(
        "Здравствуйте, Второй Глава! Вы назначены координатором"
    )


async def test_before_there_is_a_roadmap_the_bot_itself_is_spoken_of(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    assert (await _invited(desk, "Лугов Пётр")).startswith(
        "Здравствуйте, Лугов Пётр! Вас приглашают к работе с ботом, который напоминает о сроках."
    )


async def test_the_card_s_link_is_such_a_message_too(office: Desk) -> None:
    (people,) = await office.send(COORDINATOR, "/people Петров")
    (card,) = await office.press(COORDINATOR, people, "Петров")
    (message,) = await office.press(COORDINATOR, card, "Ссылка")
    assert message.text.startswith("<b>Петров Олег</b>\nЗдравствуйте, Петров Олег! Вас приглашают")
    assert LINK in message.text


def test_a_title_with_quotation_marks_stands_within_others() -> None:
    assert within_quotes("«Дорожная карта» школы") == "„Дорожная карта“ школы"
    assert within_quotes("Решение съезда «Школа, в…") == "Решение съезда „Школа, в…“"


async def test_a_name_that_may_be_somebody_known_is_asked_about_before_there_are_two(
    office: Desk,
) -> None:
    async def names() -> list[str]:
        async with office.store.read() as tx:
            return sorted(one.name for one in await tx.people.all())

    await office.send(COORDINATOR, "/invite Полякова Мария Львовна")
    before = await names()
    (asked,) = await office.send(COORDINATOR, "/invite Полякова")
    assert "похоже, этот человек в списке уже есть. Кого пригласить?" in asked.text
    assert await names() == before, "nobody hangs behind while it is not answered"
    (known,) = await office.press(COORDINATOR, asked, "Новая ссылка: Полякова Мария")
    assert "start=" in known.text
    assert await names() == before
    (asked,) = await office.send(COORDINATOR, "/invite Полякова")
    await office.send(COORDINATOR, "/summary")
    assert await names() == before
    (asked,) = await office.send(COORDINATOR, "/invite Полякова")
    (new,) = await office.press(COORDINATOR, asked, "Нет, другой человек")
    assert "start=" in new.text
    assert await names() == sorted([*before, "Полякова"])
