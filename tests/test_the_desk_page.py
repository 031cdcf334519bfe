"""The desk in a browser, as people with a mouse, a finger or a keyboard use it: what axe finds, and
the whole way of an answer while there is no messenger.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from bot.commands.demo import environment_of, set_clock
from bot.commands.demo_cast import CAST, IRINA, OLGA
from bot.commands.demo_opening import BEGINS, play
from sandbox.client import SandboxClient
from sandbox.demo import serve
from sandbox.server import Standin
from tests.bot.launching import launch_data
from tests.bot.running import PATIENCE, free_address
from tests.stage import CHROMIUM, SWITCHES

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs a chromium on PATH"),
    pytest.mark.asyncio(loop_scope="module"),
]
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
WIDE, PHONE = (1400, 900), (390, 844)
#: Elsewhere the desk has a public address; a public page may not frame one of this machine.
FRAMED_HERE = "--disable-features=LocalNetworkAccessChecks"
ENTRANCE = re.compile(r"(http://[^/\s]+)/enter/[\w-]+")


@dataclass
class Desk:
    """The demo's program with its desk, and the link of each person that the bot has sent."""

    browser: Browser
    standin: Standin
    links: dict[int, str]
    contexts: dict[tuple[int, bool], BrowserContext]

    async def open(self, person: int, path: str, *, scripts: bool = True) -> Page:
        """A page of the person, who enters by their link where they have not done so; in a browser
        that runs scripts, or runs none.
        """
        if (person, True) not in self.contexts:
            context = self.contexts[person, True] = await self.browser.new_context()
            page = await context.new_page()
            await page.goto(self.links[person])
            await page.get_by_role("button", name="Войти").click()
            await page.close()
        if (person, scripts) not in self.contexts:
            state = await self.contexts[person, True].storage_state()
            self.contexts[person, False] = await self.browser.new_context(
                java_script_enabled=False, storage_state=state
            )
        page = await self.contexts[person, scripts].new_page()
        await page.goto(self.base + path)
        return page

    @property
    def base(self) -> str:
        """Where the desk is served."""
        return self.links[OLGA.telegram_id].partition("/enter/")[0]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    directory = tmp_path_factory.mktemp("desk")
    clock = directory / "clock"
    set_clock(clock, BEGINS)
    environment = environment_of(directory, clock)
    standin = await serve(
        0, environment["VEKHA_TELEGRAM__TOKEN"], [one.phone() for one in CAST], clock
    )
    served = {
        "VEKHA_TELEGRAM__API_BASE": standin.base,
        "VEKHA_HTTP__LISTEN": free_address(),
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"], env=environment | served, cwd=directory
    )
    try:
        await play(standin.base)
        async with SandboxClient(standin.base) as client:
            links = {
                one.telegram_id: await link_of(client, one.telegram_id) for one in (OLGA, IRINA)
            }
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM, args=[*SWITCHES, FRAMED_HERE]
            )
            yield Desk(browser, standin, links, {})
            await browser.close()
    finally:
        program.terminate()
        program.wait(PATIENCE)
        await standin.stop()


async def link_of(client: SandboxClient, person: int) -> str:
    """What the bot answers to /desk."""
    user = client.user(person)
    sent = await user.send("/desk")
    answer = await user.wait_for("/enter/", after=sent["message_id"], within=PATIENCE)
    found = ENTRANCE.search(answer["text"])
    assert found is not None
    return found[0]


async def troubles(page: Page) -> list[str]:
    """What axe finds on a wide screen and a phone's, light and dark; and a page wider than those."""
    found: list[str] = []
    for width, height in (WIDE, PHONE):
        await page.set_viewport_size({"width": width, "height": height})
        if not await page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            found.append(f"is wider than {width} px")
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            # Of another scheme's only colours can be wrong.
            options = {"runOnly": ["color-contrast"]} if scheme == "dark" else None
            results = await Axe().run(page, options=options)
            found += [
                f"{width} {scheme}: {one['id']} {node['target']} {node['failureSummary']}"
                for one in results.response["violations"]
                for node in one["nodes"]
            ]
    return found


async def test_axe_finds_nothing_wrong_on_any_screen_light_or_dark(desk: Desk) -> None:
    board = await desk.open(OLGA.telegram_id, "/")
    await board.locator("td.number a").first.click()
    item = board.url.removeprefix(desk.base)
    stranger = await desk.browser.new_page()
    wrong: list[str] = []
    for page, paths in (
        (board, ("/", item, "/timeline", "/mine", "/people", "/report", "/import", "/items/0")),
        (board, ("/kept", "/people/bodies", "/people/names", "/people/group", "/people/2")),
        (await desk.open(IRINA.telegram_id, "/mine"), ("/mine", item)),
        (stranger, ("/", "/enter/anything")),
    ):
        for path in paths:
            await page.goto(desk.base + path)
            # What is folded up is read, too.
            await page.evaluate(
                "document.querySelectorAll('details').forEach((one) => one.open = true)"
            )
            wrong += [f"{path} {one}" for one in await troubles(page)]
    await stranger.close()
    assert not wrong, "\n".join(wrong)


async def test_telegram_opens_the_desk_for_the_person_it_names(desk: Desk) -> None:
    """At once in its own window; in a browser's Telegram, where it stands in a frame, by a button."""
    at = datetime.fromtimestamp(desk.standin.world.clock.now(), UTC)
    told = launch_data(IRINA.telegram_id, at, "1:sandbox")
    address = f"{desk.base}/launch#{urlencode({'tgWebAppData': told, 'tgWebAppVersion': '9.2'})}"
    phone = await desk.browser.new_context()
    page = await phone.new_page()
    await page.goto(address)
    await expect(page.get_by_role("banner")).to_contain_text(IRINA.last_name)
    await phone.close()
    messenger = await desk.browser.new_context()
    page = await messenger.new_page()
    framing = f'<iframe src="{address}"></iframe>'
    await page.route(
        "https://web.telegram.org/**",
        lambda route: route.fulfill(body=framing, content_type="text/html"),
    )
    await page.goto("https://web.telegram.org/k/")
    async with messenger.expect_page() as opening:
        await page.frame_locator("iframe").get_by_role("button", name="Войти").click()
    opened = await opening.value
    await expect(opened.get_by_role("banner")).to_contain_text(IRINA.last_name)
    await messenger.close()


async def test_a_report_that_was_ordered_comes_by_itself(desk: Desk) -> None:
    page = await desk.open(OLGA.telegram_id, "/report")
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name="Word").click()
    download = await downloading.value
    assert (await download.path()).read_bytes().startswith(b"PK")
    await expect(page.get_by_role("link", name="Скачать: Word")).to_be_visible()


async def test_an_answer_goes_its_whole_way_while_there_is_no_messenger(desk: Desk) -> None:
    """Irina answers with a file, without scripts; Olga, who has filtered her roadmap and corrected a
    deadline, sees it.
    """
    irina = await desk.open(IRINA.telegram_id, "/", scripts=False)
    olga = await desk.open(OLGA.telegram_id, "/")
    await desk.standin.stop()
    await olga.get_by_label("Ответственный").select_option(label=IRINA.name)
    await expect(olga.locator("#found")).to_contain_text("6 пунктов из 12")
    await olga.get_by_label("Поиск").fill("математик")
    await expect(olga.locator("td.number")).to_have_text(["1"])
    await olga.locator("td.number a").click()
    point = olga.locator(".points li", has_text="1.1")
    await expect(point).to_contain_text("до 30 ноября")
    await point.get_by_text("Исправить срок").click()
    await point.get_by_label("Как в документе").fill("15 декабря 2026")
    await point.get_by_role("button", name="Исправить").click()
    await expect(olga.get_by_role("status")).to_have_text("Исправлено.")
    await expect(point).to_contain_text("до 15 декабря")

    await irina.reload()
    own = irina.locator(".points li", has_text="1.1")
    await expect(own).to_contain_text("до 15 декабря")
    await own.get_by_text("Ответить").click()
    await own.get_by_label("Ответ", exact=True).fill("совещание завучей провели 20 ноября")
    file = {"name": "протокол.txt", "mimeType": "text/plain", "buffer": b"minutes"}
    await own.get_by_label("Файлы").set_input_files(file)  # type: ignore[arg-type]
    await own.get_by_label("Выполнено").check()
    await own.get_by_role("button", name="Отправить").first.click()
    await expect(irina.get_by_role("status")).to_have_text("Ответ записан.")
    await expect(own).to_have_count(0)

    await olga.reload()
    await expect(point).to_have_class("state done")
    told = olga.locator("article.entry").first
    await expect(told).to_contain_text("совещание завучей провели 20 ноября")
    async with olga.expect_download() as downloading:
        await told.get_by_text("протокол.txt").click()
    download = await downloading.value
    assert (await download.path()).read_bytes() == b"minutes"
    await olga.goto(desk.base + "/timeline?q=математик")
    mark = olga.get_by_role("link", name="1.1 совещание")
    await mark.focus()
    await expect(olga.locator(".tip .when")).to_have_text("15 декабря · выполнено")
    await olga.keyboard.press("Enter")
    await expect(olga.locator("h1")).to_have_text("Пункт 1")


async def test_of_two_windows_that_change_one_answer_the_second_loses_no_words(desk: Desk) -> None:
    first = await desk.open(OLGA.telegram_id, "/")
    await first.locator("td.number a", has_text="5").click()
    second = await desk.open(OLGA.telegram_id, first.url.removeprefix(desk.base))
    words = "доля несъеденных порций 12 %, справка подписана"
    for page in (first, second):
        await page.locator("article summary", has_text="Изменить").click()
    await first.locator("article textarea").fill("доля несъеденных порций 11 %, справка готова")
    await first.get_by_role("button", name="Сохранить").click()
    await expect(first.get_by_role("status")).to_have_text("Исправлено.")
    await second.locator("article textarea").fill(words)
    await second.get_by_role("button", name="Сохранить").click()
    await expect(second.get_by_role("alert")).to_contain_text("11 %, справка готова")
    await expect(second.locator("blockquote")).to_have_text(words)
    await first.reload()
    await expect(first.locator("article .text").first).to_contain_text("11 %, справка готова")


async def test_the_timeline_on_paper_names_its_months_and_the_day_on_every_page(desk: Desk) -> None:
    page = await desk.open(OLGA.telegram_id, "/timeline")
    await page.emulate_media(media="print")
    head = page.locator(".timeline thead")
    await expect(head).to_have_css("display", "table-header-group")
    await expect(head).to_have_css("position", "static")
    await expect(head.locator("text.today")).to_have_text(re.compile(r"^сегодня, \d+ ноября$"))
    await expect(page.locator(".timeline tbody tr").first).to_have_css("break-inside", "avoid")
    for control in ("header nav", ".filters"):
        await expect(page.locator(control)).to_be_hidden()
    await expect(page.locator(".counts")).to_be_visible()
    await page.close()
