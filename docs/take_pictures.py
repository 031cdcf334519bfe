"""Take the guides' pictures from the demo into docs/pictures: `python -m docs.take_pictures`.

It needs Chromium with its own words in Russian (Debian's chromium-l10n), and for the page of the
report LibreOffice and pdftoppm.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from asyncio.subprocess import PIPE
from io import BytesIO
from pathlib import Path

import docx
from PIL import Image
from playwright.async_api import FloatRect, Locator, Page

from tests.stage import COORDINATOR, IRINA, ROOT, SERGEY, Stage, playing

PICTURES = ROOT / "docs" / "pictures"
#: A picture with so many colours looks as it did and is a quarter of its size.
COLOURS = 128
#: Pixels: on a page as high as this the longest message is seen as a whole.
WIDTH, TALL = 1500, 2400
#: The desk on a usual screen and on a phone.
WIDE, PHONE = (1280, 860), (390, 844)
SAMPLE = ROOT / "sandbox" / "sample" / "roadmap.docx"
#: What fills the report's first page.
ANSWERS = """1.М1 срезы прошли во всех школах, справка разослана 2 октября
2.М1 опрошены 1 840 читателей, полки обновлены в 9 школах из 12
3.М2 работы проверены 18 ноября, расхождений 4 %"""


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


async def take_from(stage: Stage, name: str, first: Locator, last: Locator) -> None:
    """A picture of a chat's messages from `first` to `last`."""
    await last.scroll_into_view_if_needed()
    chat, above, below = [await one.bounding_box() for one in (last.locator(".."), first, last)]
    assert chat is not None
    assert above is not None
    assert below is not None
    bottom = below["y"] + below["height"]
    clip = FloatRect(x=chat["x"], y=above["y"], width=chat["width"], height=bottom - above["y"])
    keep(name, await stage.page.screenshot(clip=clip))


def another_plan(file: Path) -> None:
    """Write a roadmap that the demo does not know yet: a few items of the sample, under a title of
    its own.
    """
    plan = docx.Document(str(SAMPLE))
    title, *rest = plan.paragraphs
    title.runs[0].text = "План работы школ района на 2026-2027 учебный год"
    for paragraph in rest:
        paragraph._p.getparent().remove(paragraph._p)
    table = plan.tables[0]
    for row in table.rows[1:]:
        if row.cells[0].text not in ("4.", "6."):
            row._tr.getparent().remove(row._tr)
    for number, row in enumerate(table.rows[1:], 1):
        row.cells[0].paragraphs[0].runs[0].text = f"{number}."
    plan.save(str(file))


async def first_page(pdf: Path) -> bytes:
    """A document's first page as a PNG."""
    drawing = await asyncio.create_subprocess_exec(
        "pdftoppm", "-r", "100", "-f", "1", "-l", "1", "-png", str(pdf), stdout=PIPE
    )
    picture, _ = await drawing.communicate()
    return picture


async def officials(stage: Stage) -> None:
    """The page as it opens, a reminder, an answer in one line, a postponement."""
    reminder = await stage.hear(IRINA, "Напоминание")
    await settle(stage)
    keep("demo", await stage.page.screenshot())
    await take(stage, "reminder", reminder)
    await stage.press(reminder, "Выполнено 1.М3")
    await stage.hear(IRINA, "✅ Выполнено: пункт 1, мероприятие 3")
    recorded = await stage.say(
        IRINA, "1.1 совещание завучей проведено 20 ноября, были все школы", "✅ Записано"
    )
    await stage.reply(
        SERGEY, await stage.hear(SERGEY, "Напоминание"), "9.1 перечень готов, 75 %", "✅ Записано"
    )
    await settle(stage)
    await take_from(stage, "answer", stage.chat(IRINA).locator(".own").last, recorded)
    await stage.page.set_viewport_size({"width": WIDTH, "height": TALL})
    await stage.say(IRINA, ANSWERS, "Записано")
    await stage.press(reminder, "Выполнено 3.М2")
    await stage.press(stage.said(SERGEY, "✅ Записано"), "Закрыть")
    asked = await stage.say(SERGEY, "11.М2 перенести на 15 января, ждём музей", "Перенести срок")
    await stage.press(asked, "Да")


async def coordinator(stage: Stage, directory: Path) -> None:
    """The request, a file, an invitation, an item, the report and its page, the summary and its
    timeline.
    """
    request = await stage.hear(COORDINATOR, "ждём музей")
    await take(stage, "postponement", request)
    await stage.press(request, "Согласовать")
    await stage.hear(SERGEY, "Перенос согласован")
    another_plan(directory / "plan.docx")
    await stage.send_file(COORDINATOR, directory / "plan.docx")
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
    report = stage.said(COORDINATOR, "Отчёт за 1 полугодие")
    await take(stage, "report", report)
    await stage.press(report, "PDF")
    await stage.hear(COORDINATOR, ".pdf")
    async with stage.page.expect_download() as downloading:
        await stage.chat(COORDINATOR).get_by_test_id("file").last.click()
    keep("page", await first_page(await (await downloading.value).path()))
    summary = await stage.say(COORDINATOR, "/summary", "Сводка на")
    await take(stage, "summary", summary)
    await stage.press(summary, "Лента сроков")
    picture = stage.chat(COORDINATOR).locator("img.photo").last
    address = await picture.evaluate("picture => picture.src")
    keep("timeline", await (await stage.page.request.get(address)).body())


async def at_the_desk(stage: Stage, person: int, width: int, height: int) -> Page:
    """The desk of a person who has just entered, in a browser of their own."""
    said = await stage.say(person, "/desk", "/enter/")
    found = re.search(r"http://[^/\s]+/enter/[\w-]+", await said.inner_text())
    assert found is not None, "the bot gives no link"
    browser = stage.page.context.browser
    assert browser is not None
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="ru-RU", color_scheme="light"
    )
    page = await context.new_page()
    await page.goto(found[0])
    await page.get_by_role("button", name="Войти").click()
    await page.wait_for_load_state()
    return page


async def desks(stage: Stage) -> None:
    """The coordinator's roadmap, an item, what was read of a document, the report; on a phone what
    an official has to do.
    """
    page = await at_the_desk(stage, COORDINATOR, *WIDE)
    keep("deskboard", await page.screenshot())
    await page.locator("td.number a").first.click()
    keep("deskitem", await page.screenshot())
    await page.get_by_role("link", name="Отчёт", exact=True).click()
    keep("deskreport", await page.screenshot())
    await page.get_by_role("link", name="Импорт").click()
    await page.locator(".drafts a").first.click()
    # What is asked, and the document beside what was read of it, are seen together.
    await page.set_viewport_size({"width": WIDE[0], "height": 1500})
    keep("deskimport", await page.screenshot())
    own = await at_the_desk(stage, IRINA, *PHONE)
    keep("deskmine", await own.screenshot())


async def play() -> None:
    """All of them, in one play."""
    with tempfile.TemporaryDirectory() as directory:
        async with playing(Path(directory), WIDTH) as stage:
            await officials(stage)
            await coordinator(stage, Path(directory))
            await desks(stage)


if __name__ == "__main__":
    os.environ["LANGUAGE"] = "ru"  # in which Chromium names its own button «Выберите файл»
    asyncio.run(play())
