"""The whole way of a roadmap in the demo's page, as people with a mouse and a keyboard go it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from bot.commands.demo_cast import CAST, INVITED, NEWCOMER
from documents.tables.reading import read_document
from sandbox.client import SandboxClient
from tests.bot.running import PATIENCE
from tests.stage import CHROMIUM, COORDINATOR, ROOT, SERGEY, Stage, playing

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a chromium on PATH")

#: Somebody whom the demo does not know yet.
ANNA = 1004
ANSWER = "проведён мониторинг во всех школах города, справка готова 22 декабря"


@dataclass(frozen=True)
class Case:
    """A document, what Анна answers for in it, and her two points that are due on 31 December."""

    document: Path
    items: str
    done: str
    answered: str

    @property
    def item(self) -> str:
        """The item that her answer goes to."""
        return self.answered.partition(".")[0]


REAL = Case(ROOT.parent / "shared" / "roadmaps" / "ryazan-2019-2020-plan.docx", "6-7", "6.1", "7.1")
SAMPLE = Case(ROOT / "sandbox" / "sample" / "roadmap.docx", "2", "2.М2", "2.1")


async def test_a_roadmap_goes_from_its_word_file_to_its_report_in_the_page(tmp_path: Path) -> None:
    case = REAL if REAL.document.exists() else SAMPLE
    async with playing(tmp_path) as stage:
        await import_as_of_this_year(stage, case)
        await bring_in_anna(stage, case)
        await answer_both_reminders(stage, case)
        await see_both_at_the_desk(stage, case)
        report = await download_report(stage)
    draft = read_document(report, "report.docx", None, date(2026, 12, 24))
    (item,) = [item for item in draft.items if item.number == case.item]
    assert f"{ANSWER[0].upper()}{ANSWER[1:]}." in item.progress, "the report's words are official"


async def test_the_demo_opens_with_a_full_desk_and_a_newcomer_who_can_come_in(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as stage:
        desk = stage.chat(COORDINATOR)
        for words in (
            "Сохранено", "отвечает за пункты 1–6", "На контроле, 23 ноября", "справка готова",
            "Просьба о переносе",
        ):  # fmt: skip
            await expect(stage.said(COORDINATOR, words)).to_be_visible()
        for one in CAST:
            tries = stage.page.get_by_test_id(f"tries-{one.telegram_id}").locator("li")
            await expect(tries).to_have_count(len(one.tries))
        request = stage.said(COORDINATOR, "Просьба о переносе")
        await expect(request.get_by_test_id("button").first).to_be_in_viewport()
        await stage.press(request, "Согласовать")
        await stage.hear(SERGEY, "Перенос согласован")
        await stage.page.get_by_test_id(f"start-{NEWCOMER.telegram_id}").click()
        await stage.hear(NEWCOMER.telegram_id, "по приглашению")
        await desk.locator(".text a", has_text="start=").last.click()
        await stage.page.locator("#popover button", has_text="Новый участник").click()
        await stage.hear(NEWCOMER.telegram_id, "Вы подключены")
        await stage.hear(COORDINATOR, f"Подключился участник: {INVITED}")
        await stage.say(COORDINATOR, "/assign +12 Новикова", "отвеча")
        await stage.hear(NEWCOMER.telegram_id, "Вам назначен")


async def test_the_desk_is_one_click_away_for_who_answers_and_not_for_a_newcomer(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as stage:
        await expect(stage.page.get_by_test_id(f"desk-{NEWCOMER.telegram_id}")).to_be_hidden()
        for person, heading in ((COORDINATOR, "«Дорожная карта»"), (SERGEY, "Мои сроки")):
            async with stage.page.expect_popup() as opening:
                await stage.page.get_by_test_id(f"desk-{person}").click()
            desk = await opening.value
            await desk.get_by_role("button", name="Войти").click(timeout=PATIENCE * 1000)
            await expect(desk.locator("h1")).to_contain_text(heading)
            await desk.context.clear_cookies()


async def import_as_of_this_year(stage: Stage, case: Case) -> None:
    """Upload the file, read it for the year of the play, and save it."""
    await stage.send_file(COORDINATOR, case.document)
    await stage.press(await stage.hear(COORDINATOR, "Прочитано"), "Другой год")
    await stage.hear(COORDINATOR, "За какой год")
    preview = await stage.say(COORDINATOR, "2026/2027", "Прочитано")
    await expect(preview).to_contain_text("2026/2027 учебный год")
    await stage.press(preview, "Сохранить")
    if case is REAL:  # of 2019, with days that its phrases name
        await stage.press(await stage.hear(COORDINATOR, "вне периода"), "Сохранить всё равно")
    await stage.hear(COORDINATOR, "✅ Сохранено")


async def bring_in_anna(stage: Stage, case: Case) -> None:
    """Invite her, open her link as herself, give her items."""
    async with SandboxClient(stage.page.url.rstrip("/")) as client:
        await client.add_user(ANNA, "Анна", last_name="Лаптева", label="Школа № 3", state="never")
    invitation = await stage.say(COORDINATOR, "/invite Лаптева Анна", "нажмите «Начать»")
    await invitation.locator(".text a").click()
    await stage.page.locator("#popover button", has_text="Лаптева").click()
    await stage.hear(ANNA, "Вы подключены")
    await stage.say(COORDINATOR, f"/assign {case.items} Лаптева", "отвечает за")
    await stage.hear(ANNA, "Вам назначен")


async def answer_both_reminders(stage: Stage, case: Case) -> None:
    """«Выполнено» under the first reminder, a reply to the next."""
    for _ in range(3):
        await stage.page.get_by_test_id("clock-week").click()
    both = await next_reminder_of_anna(stage, 0)
    await expect(both).to_contain_text(case.answered)
    await stage.press(both, f"Выполнено {case.done}")
    await stage.hear(ANNA, "✅ Выполнено")
    one = await next_reminder_of_anna(stage, 1)
    await stage.reply(ANNA, one, ANSWER, "✅ Записано")


async def next_reminder_of_anna(stage: Stage, heard: int) -> Locator:
    """Move the clock from reminder to reminder until there are more than `heard` in her chat; the
    first of those.
    """
    reminders = stage.chat(ANNA).get_by_test_id("message").filter(has_text="Напоминание")
    everything = stage.page.locator(".theirs")
    for _ in range(30):
        said = await everything.count()
        await stage.next_reminder()
        with suppress(AssertionError):  # nobody may be left to hear it
            await expect(everything).not_to_have_count(said, timeout=10_000)
        try:
            await expect(reminders.nth(heard)).to_be_visible(timeout=1200)
        except AssertionError:
            continue
        return reminders.nth(heard)
    raise AssertionError("Анна is never reminded")


async def see_both_at_the_desk(stage: Stage, case: Case) -> None:
    """The point that is done in /summary, the answer in /item."""
    summary = await stage.say(COORDINATOR, "/summary", "Сводка на")
    await expect(summary).to_contain_text("выполнено 1")
    card = await stage.say(COORDINATOR, f"/item {case.item}", f"Пункт {case.item}")
    await expect(card).to_contain_text(ANSWER)
    await expect(card).to_contain_text("Лаптева Анна")
    done = await stage.say(COORDINATOR, f"/item {case.done.partition('.')[0]}", "выполнено")
    await expect(done).to_contain_text(case.done)


async def download_report(stage: Stage) -> bytes:
    """/report, and its Word file by a click."""
    await stage.say(COORDINATOR, "/report", "Отчёт за 1 полугодие")
    file = stage.chat(COORDINATOR).get_by_test_id("file").filter(has_text="1_полугодие").last
    await expect(file).to_be_visible(timeout=PATIENCE * 1000)
    async with stage.page.expect_download() as downloading:
        await file.click()
    return Path(await (await downloading.value).path()).read_bytes()
