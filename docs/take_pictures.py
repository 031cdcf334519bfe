"""Take the guides' pictures from the demo into docs/pictures: `python -m docs.take_pictures`."""

from __future__ import annotations

import asyncio
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Locator

from tests.stage import COORDINATOR, IRINA, ROOT, SERGEY, Stage, playing

PICTURES = ROOT / "docs" / "pictures"
#: A picture with so many colours looks as it did and is a quarter of its size.
COLOURS = 128
#: Pixels: on a page as high as this the longest message is seen as a whole.
WIDTH, TALL = 1500, 2400


def keep(name: str, picture: bytes) -> None:
    """Write `picture`, a PNG, into docs/pictures with fewer colours."""
    PICTURES.mkdir(exist_ok=True)
    image = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS)
    image.save(PICTURES / f"{name}.png", optimize=True)


async def settle(stage: Stage) -> None:
    """Let toasts go and scrolling end."""
    await stage.page.wait_for_timeout(4500)


async def take(stage: Stage, name: str, shown: Locator) -> None:
    """A picture of one message or one chat."""
    await shown.scroll_into_view_if_needed()
    await stage.page.mouse.move(0, 0)
    keep(name, await shown.screenshot())


async def officials(stage: Stage) -> None:
    """The page as it opens, a reminder, an answer in one line, a postponement."""
    reminder = await stage.hear(IRINA, "Напоминание")
    await settle(stage)
    keep("demo", await stage.page.screenshot())
    await take(stage, "reminder", reminder)
    await stage.press(reminder, "Выполнено 1.М3")
    await stage.hear(IRINA, "✅ Выполнено: пункт 1, мероприятие 3")
    await stage.say(
        IRINA, "1.1 совещание завучей проведено 20 ноября, были все школы", "✅ Записано"
    )
    await stage.reply(
        SERGEY, await stage.hear(SERGEY, "Напоминание"), "9.1 перечень готов, 75 %", "✅ Записано"
    )
    await settle(stage)
    await take(stage, "answer", stage.chat(IRINA))
    await stage.page.set_viewport_size({"width": WIDTH, "height": TALL})
    asked = await stage.say(SERGEY, "11.М2 перенести на 15 января, ждём музей", "Перенести срок")
    await stage.press(asked, "Да")


async def coordinator(stage: Stage) -> None:
    """The request, the file, the summary, an item, a report, an invitation."""
    request = await stage.hear(COORDINATOR, "ждём музей")
    await take(stage, "postponement", request)
    await stage.press(request, "Согласовать")
    await stage.hear(SERGEY, "Перенос согласован")
    await stage.send_file(COORDINATOR, ROOT / "sandbox" / "sample" / "roadmap.docx")
    preview = await stage.hear(COORDINATOR, "Прочитано")
    await take(stage, "import", preview)
    await stage.press(preview, "Вопросы")
    await take(stage, "question", await stage.hear(COORDINATOR, "Вопрос 1"))
    await take(
        stage,
        "invite",
        await stage.say(COORDINATOR, "/invite Лаптева Анна Петровна", "нажмите «Начать»"),
    )
    await take(stage, "item", await stage.say(COORDINATOR, "/item 1", "Пункт 1"))
    await stage.say(COORDINATOR, "/report", "Отчёт за 1 полугодие")
    await stage.hear(COORDINATOR, "1_полугодие")
    await take(stage, "report", stage.said(COORDINATOR, "Отчёт за 1 полугодие"))
    await take(stage, "summary", await stage.say(COORDINATOR, "/summary", "Сводка на"))


async def play() -> None:
    """All of them, in one play."""
    with tempfile.TemporaryDirectory() as directory:
        async with playing(Path(directory), WIDTH) as stage:
            await officials(stage)
            await coordinator(stage)


if __name__ == "__main__":
    asyncio.run(play())
