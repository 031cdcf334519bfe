"""What has happened in the demo before its page is opened, played in the chats themselves."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.demo_cast import INVITED, IRINA, OLGA, SERGEY, Cast
from handlers.speaking.texts import texts_in
from sandbox.client import Message, SandboxClient, User

SAMPLE = Path(__file__).resolve().parents[2] / "sandbox" / "sample" / "roadmap.docx"
#: The roadmap has been running for two weeks when the page is opened (UTC).
BEGINS = datetime(2026, 11, 9, 7, 0, tzinfo=UTC)
#: A Monday on which reminders have fallen due in the morning, and the coordinator has been told
#: what is late.
MORNING = datetime(2026, 11, 23, 6, 16, tzinfo=UTC)
OPENS = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
#: Seconds for one step, even of a busy machine.
_PATIENCE = 60.0

_texts = texts_in("ru")


async def play(base: str) -> None:
    """Play it through the stand-in at `base`, whose bot has just been started at BEGINS; the clock
    stands at OPENS afterwards. Raises TimeoutError where the bot does not answer.
    """
    async with SandboxClient(base) as client:
        olga = client.user(OLGA.telegram_id)
        await _say(olga, "/start", "/log")
        await _import(olga)
        for one in (IRINA, SERGEY):
            await _bring_in(client, olga, one)
        await client.move_clock(to=MORNING)
        reminded = [
            await client.user(one.telegram_id).wait_for("Напоминание", within=_PATIENCE)
            for one in (IRINA, SERGEY)
        ]
        await olga.wait_for("5.1", after=reminded[0]["message_id"] - 1, within=_PATIENCE)
        await client.move_clock(to=OPENS)
        await _answer(client.user(IRINA.telegram_id))
        await _say(olga, "/item 5", "справка готова")
        await _say(olga, f"/invite {INVITED}", "start=")
        await _ask_for_time(client.user(SERGEY.telegram_id))
        await olga.wait_for("Просьба о переносе", within=_PATIENCE)


async def _say(user: User, text: str, hear: str) -> Message:
    """Write `text`; the bot's message with `hear` that comes after it."""
    sent = await user.send(text)
    return await user.wait_for(hear, after=sent["message_id"], within=_PATIENCE)


async def _import(olga: User) -> None:
    sent = await olga.upload(SAMPLE.name, SAMPLE.read_bytes())
    preview = await olga.wait_for("Прочитано", after=sent["message_id"], within=_PATIENCE)
    await olga.press(preview, _texts("button-save"))
    await olga.wait_for("Теперь назначьте", after=sent["message_id"], within=_PATIENCE)


async def _bring_in(client: SandboxClient, olga: User, one: Cast) -> None:
    invitation = await _say(olga, f"/invite {one.name}", "start=")
    found = re.search(r"start=([\w-]+)", invitation["text"])
    assert found is not None
    theirs = client.user(one.telegram_id)
    joined = await theirs.send(f"/start {found[1]}")
    # The coordinator's notice of a second person within a minute waits for that minute.
    await theirs.wait_for("подключены", after=joined["message_id"], within=_PATIENCE)
    await _say(olga, f"/assign {one.items} {one.last_name}", "отвечает за")
    await theirs.wait_for("Вам назначен", within=_PATIENCE)


async def _answer(irina: User) -> None:
    """She answers what is late and closes it."""
    said = "5.1 доля несъеденных порций в первой четверти 12 %, справка готова"
    recorded = await _say(irina, said, "Записано")
    rows = recorded["reply_markup"]["inline_keyboard"]
    labels = [one["text"] for row in rows for one in row]
    closing = [one for one in labels if one.startswith(("Закрыть", "Выполнено"))]
    await irina.press(recorded, closing[0])


async def _ask_for_time(sergey: User) -> None:
    """He asks for a month more, and says why."""
    asked = await _say(
        sergey, "10.1 перенести на 22 января, группы набираем до каникул", "Перенести срок"
    )
    await sergey.press(asked, _texts("button-yes"))
