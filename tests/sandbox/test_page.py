"""The page in a real browser: what people see and do there."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from sandbox.client import User
from sandbox.demo import serve
from sandbox.server import Standin
from tests.sandbox.conftest import named_next

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a chromium on PATH")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MARIA, OLGA = 101, 102


@pytest.fixture
async def standin(tmp_path: Path) -> AsyncIterator[Standin]:
    people = [
        {"id": MARIA, "first_name": "Мария", "last_name": "Ветрова", "label": "координатор"},
        {
            "id": OLGA,
            "first_name": "Ольга",
            "last_name": "Лаптева",
            "label": "школа № 3",
            "state": "started",
        },
    ]
    standin = await serve(0, "1:sandbox", people, tmp_path / "clock")
    yield standin
    await standin.stop()


@pytest.fixture
async def page(standin: Standin) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(standin.base)
        await expect(page.get_by_test_id("connection")).to_have_text("на связи")
        yield page
        await browser.close()
        assert not troubles


async def test_a_new_person_starts_the_bot_and_sees_its_answer(page: Page, wire) -> None:
    await page.get_by_test_id(f"start-{MARIA}").click()
    [update] = await wire.ok("getUpdates", timeout=5)
    assert update["message"]["text"] == "/start"
    await wire.ok(
        "sendMessage", chat_id=MARIA, text="<b>Здравствуйте</b> &lt;i&gt;", parse_mode="HTML"
    )
    answer = page.get_by_test_id(f"chat-{MARIA}").get_by_test_id("message").last
    await expect(answer).to_contain_text("Здравствуйте <i>")
    await expect(answer.locator(".text b")).to_have_text("Здравствуйте")


async def test_markup_in_a_text_is_shown_and_never_run(page: Page, wire) -> None:
    await wire.ok("sendMessage", chat_id=OLGA, text="<img src=x onerror=alert(1)>")
    shown = page.get_by_test_id(f"chat-{OLGA}").get_by_test_id("message").last
    await expect(shown).to_contain_text("<img src=x onerror=alert(1)>")
    assert await shown.locator("img").count() == 0


async def test_a_button_reaches_the_bot_and_its_answer_shows_as_a_toast(page: Page, wire) -> None:
    markup = {
        "inline_keyboard": [[{"text": "Выполнено", "callback_data": "done:6", "style": "success"}]]
    }
    await wire.ok("sendMessage", chat_id=OLGA, text="Пункт 6", reply_markup=markup)
    await page.get_by_test_id(f"chat-{OLGA}").get_by_test_id("button").click()
    [update] = await wire.ok("getUpdates", timeout=5)
    query = update["callback_query"]
    assert (query["data"], query["from"]["id"]) == ("done:6", OLGA)
    await wire.ok("answerCallbackQuery", callback_query_id=query["id"], text="Записано")
    await expect(page.get_by_test_id("toast")).to_have_text("Записано")
    await wire.ok(
        "answerCallbackQuery",
        callback_query_id=(await press_again(page, wire)),
        text="Нельзя",
        show_alert=True,
    )
    await expect(page.locator("#alert p")).to_have_text("Нельзя")


async def press_again(page: Page, wire) -> str:
    await page.get_by_test_id(f"chat-{OLGA}").get_by_test_id("button").click()
    updates = await wire.ok("getUpdates", timeout=5)
    return updates[-1]["callback_query"]["id"]


async def test_an_answer_is_sent_replied_to_and_edited_from_the_keyboard(page: Page, wire) -> None:
    await wire.ok("sendMessage", chat_id=OLGA, text="Пункт 6 до 31 декабря")
    chat, field = page.get_by_test_id(f"chat-{OLGA}"), page.get_by_test_id(f"input-{OLGA}")
    await chat.get_by_test_id("message").last.hover()
    await chat.get_by_label("Ответить").last.click()
    await field.fill("завершён 16 декабря")
    await page.get_by_test_id(f"send-{OLGA}").click()
    await expect(chat.get_by_test_id("message")).to_have_count(2)
    await field.press("ArrowUp")
    await field.fill("завершён 17 декабря")
    await field.press("Enter")
    await expect(chat.get_by_test_id("message").last).to_contain_text("изменено")
    sent, edited = await wire.ok("getUpdates")
    assert sent["message"]["reply_to_message"]["text"] == "Пункт 6 до 31 декабря"
    assert edited["edited_message"]["text"] == "завершён 17 декабря"


async def test_files_go_up_and_come_down_whole(page: Page, wire, tmp_path: Path) -> None:
    paper = tmp_path / "Справка.docx"
    paper.write_bytes(b"PK bytes")
    await page.get_by_test_id(f"attach-{OLGA}").set_input_files(paper)
    [update] = await wire.ok("getUpdates", timeout=5)
    document = update["message"]["document"]
    assert document["file_name"] == "Справка.docx"
    await wire.ok("sendDocument", chat_id=OLGA, document=document["file_id"], caption="Отчёт")
    chat = page.get_by_test_id(f"chat-{OLGA}")
    await expect(chat.get_by_test_id("message")).to_have_count(2)
    async with page.expect_download() as downloading:
        await chat.get_by_test_id("file").last.click()
    download = await downloading.value
    assert download.suggested_filename == "Справка.docx"
    assert Path(await download.path()).read_bytes() == b"PK bytes"


async def test_an_invitation_is_opened_as_the_person_chosen(page: Page, wire) -> None:
    await wire.ok("sendMessage", chat_id=OLGA, text="t.me/vekha_sandbox_bot?start=Ab-9_x")
    await page.get_by_test_id(f"chat-{OLGA}").locator(".text a").click()
    await page.locator("#popover button", has_text="Ветрова").click()
    [update] = await wire.ok("getUpdates", timeout=5)
    assert (update["message"]["text"], update["message"]["from"]["id"]) == ("/start Ab-9_x", MARIA)


async def test_commands_of_the_person_s_own_scope_are_in_the_menu(page: Page, wire) -> None:
    await wire.ok("setMyCommands", commands=[{"command": "help", "description": "Помощь"}])
    await wire.ok(
        "setMyCommands",
        commands=[{"command": "my", "description": "Мои пункты"}],
        scope={"type": "chat", "chat_id": OLGA},
    )
    await page.get_by_test_id(f"chat-{OLGA}").get_by_label("Команды бота").click()
    await expect(page.locator("#popover button")).to_have_text(["/myМои пункты"])
    await page.locator("#popover button").click()
    [update] = await wire.ok("getUpdates", timeout=5)
    assert update["message"]["text"] == "/my"


async def test_the_desk_opens_by_the_link_that_the_bot_sends(
    page: Page, standin: Standin, wire
) -> None:
    desk = page.get_by_test_id(f"desk-{OLGA}")
    await expect(desk).to_be_hidden()
    await wire.ok("setMyCommands", commands=[{"command": "desk", "description": "Рабочий стол"}])
    await expect(page.get_by_test_id(f"desk-{MARIA}")).to_be_hidden()
    async with page.expect_popup() as opening:
        await desk.click()
    opened = await opening.value
    await expect(opened.locator("body")).to_have_text("Жду ссылку от бота…")
    [update] = await wire.ok("getUpdates", timeout=5)
    assert (update["message"]["text"], update["message"]["from"]["id"]) == ("/desk", OLGA)
    await wire.ok("sendMessage", chat_id=OLGA, text="Напоминание: срок завтра")
    address = f"{standin.base}/enter/Ab-9_x"
    await wire.ok("sendMessage", chat_id=OLGA, text=f"Рабочий стол: {address}\nДействует 5 минут")
    await opened.wait_for_url(address)


async def test_the_clock_moves_to_the_next_reminder_and_to_the_next_morning(
    page: Page, tmp_path: Path
) -> None:
    named_next(tmp_path, "2031-12-17T06:00:00+00:00")
    await page.get_by_test_id("clock-next").click()
    await expect(page.get_by_test_id("clock-now")).to_contain_text("17 декабря 2031")
    await expect(page.get_by_test_id("clock-now")).to_contain_text("09:00")
    await page.get_by_test_id("clock-hour").click()
    await expect(page.get_by_test_id("clock-now")).to_contain_text("10:00")
    await page.get_by_test_id("clock-day").click()
    await expect(page.get_by_test_id("clock-now")).to_contain_text("18 декабря 2031")
    await expect(page.get_by_test_id("clock-now")).to_contain_text("09:00")


async def test_a_blocked_bot_is_offered_to_be_let_in_again(
    page: Page, standin: Standin, wire
) -> None:
    async with standin.client() as client:
        await User(client, OLGA).block()
    await page.get_by_test_id(f"start-{OLGA}").click()
    await expect(page.get_by_test_id(f"input-{OLGA}")).to_be_visible()
    statuses = [
        one["my_chat_member"]["new_chat_member"]["status"] for one in await wire.ok("getUpdates")
    ]
    assert statuses == ["kicked", "member"]


async def test_the_page_opens_at_the_last_message_and_stays_there(
    page: Page, wire, standin: Standin
) -> None:
    for number in range(60):
        chat = standin.world.chats[OLGA]
        standin.world.post(chat, standin.world.bot, {"text": f"Напоминание {number}\nпо пункту 6"})
    await page.reload()
    await expect(page.get_by_text("Напоминание 59")).to_be_in_viewport()
    await wire.ok("sendMessage", chat_id=OLGA, text="Самое новое")
    await expect(page.get_by_text("Самое новое")).to_be_in_viewport()


async def test_a_typing_bot_and_a_narrow_screen_show_what_is_new(page: Page, wire) -> None:
    await wire.ok("sendChatAction", chat_id=OLGA, action="typing")
    await expect(page.get_by_test_id(f"chat-{OLGA}")).to_contain_text("бот печатает…")
    await page.set_viewport_size({"width": 390, "height": 800})
    await expect(page.get_by_test_id(f"chat-{OLGA}")).to_be_hidden()
    await wire.ok("sendMessage", chat_id=OLGA, text="Срок завтра")
    await expect(page.locator("#tabs .unread")).to_have_text("1")
    await page.get_by_role("button", name="Ольга").click()
    await expect(page.get_by_text("Срок завтра")).to_be_in_viewport()


async def test_what_there_is_to_try_goes_into_the_line_and_is_sent_by_the_person(
    page: Page, standin: Standin
) -> None:
    tries = [
        {"what": "Осмотритесь", "say": ""},
        {"what": "Спросите", "say": "/my"},
        {"what": "Пусть Мария напишет", "say": "/assign 1", "chat": MARIA},
    ]
    standin.world.add_person(103, "Пётр", state="started", tries=tries)
    shown = page.get_by_test_id("tries-103")
    await expect(shown).to_contain_text("Попробуйте:")
    await expect(shown.locator("li")).to_have_text(
        ["Осмотритесь", "Спросите: /my", "Пусть Мария напишет: /assign 1"]
    )
    await shown.get_by_role("button").first.click()
    await expect(page.get_by_test_id("input-103")).to_have_value("/my")
    await expect(page.get_by_test_id(f"tries-{MARIA}")).to_be_hidden()


async def test_on_a_phone_what_another_is_to_write_turns_to_their_chat(
    page: Page, standin: Standin
) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.reload()
    tries = [{"what": "Пусть Ольга назначит пункт", "say": "/assign 1", "chat": OLGA}]
    standin.world.add_person(103, "Пётр", state="never", tries=tries)
    await page.get_by_role("button", name="Пётр").click()
    await page.get_by_test_id("tries-103").locator("li button").click()
    await expect(page.get_by_test_id("chat-103")).to_be_hidden()
    await expect(page.get_by_test_id(f"input-{OLGA}")).to_have_value("/assign 1")


async def test_an_invitation_is_offered_first_to_who_has_not_come_in(page: Page, wire) -> None:
    await wire.ok(
        "sendMessage", chat_id=OLGA, text="https://t.me/vekha_sandbox_bot?start=abcdefghijklmnop"
    )
    await page.get_by_test_id(f"chat-{OLGA}").locator(".text a").last.click()
    await expect(page.locator("#popover button b").first).to_have_text("Ветрова Мария")
