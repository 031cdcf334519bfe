"""`vekha demo` with its page open in a browser: what tests and the guides' pictures play on."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright, expect

from tests.bot.running import PATIENCE

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
#: The people of the demo.
COORDINATOR, IRINA, SERGEY = 1001, 1002, 1003


class Stage:
    """The page, and what a person does on it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def chat(self, person: int) -> Locator:
        """One person's column."""
        return self.page.get_by_test_id(f"chat-{person}")

    def said(self, person: int, words: str) -> Locator:
        """The newest message of this chat, from either side, that has `words`."""
        return self.chat(person).get_by_test_id("message").filter(has_text=words).last

    async def hear(self, person: int, words: str, within: float = PATIENCE) -> Locator:
        """Wait, for `within` seconds at most, until a message with `words` stands in the chat; the
        message.
        """
        message = self.said(person, words)
        await expect(message).to_be_visible(timeout=within * 1000)
        return message

    async def say(self, person: int, text: str, hear: str) -> Locator:
        """Write `text` as the person; the bot's newest message that has `hear`, which must come
        after it.
        """
        heard = self.chat(person).locator(".theirs").filter(has_text=hear)
        before = await heard.count()
        await self.page.get_by_test_id(f"input-{person}").fill(text)
        await self.page.get_by_test_id(f"send-{person}").click()
        await expect(heard).not_to_have_count(before, timeout=PATIENCE * 1000)
        return heard.last

    async def reply(self, person: int, message: Locator, text: str, hear: str) -> Locator:
        """Answer a message by Telegram's own «Ответить»."""
        await message.hover()
        await message.get_by_label("Ответить").click()
        return await self.say(person, text, hear)

    async def press(self, message: Locator, label: str) -> None:
        """Tap the button of `message` whose text begins with `label`."""
        await (
            message.get_by_test_id("button")
            .filter(has_text=re.compile(f"^{re.escape(label)}"))
            .first.click()
        )

    async def send_file(self, person: int, file: Path) -> None:
        """Choose a file in the page's file input."""
        await self.page.get_by_test_id(f"attach-{person}").set_input_files(file)

    async def next_reminder(self) -> None:
        """Move the clock to the next reminder."""
        await self.page.get_by_test_id("clock-next").click()


@asynccontextmanager
async def playing(directory: Path, width: int = 1500, height: int = 950) -> AsyncIterator[Stage]:
    """`vekha demo` as a process whose temporary files lie in `directory`, and its page, until the
    block ends.

    Raises AssertionError where the page had an error of its own.
    """
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("VEKHA_")
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "demo"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**environment, "TMPDIR": str(directory)},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None, "the demo says no address"
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM, args=list(SWITCHES)
            )
            page = await browser.new_page(
                viewport={"width": width, "height": height}, locale="ru-RU"
            )
            troubles: list[str] = []
            page.on("pageerror", lambda error: troubles.append(str(error)))
            await page.goto(found[0])
            yield Stage(page)
            await browser.close()
            assert not troubles
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
