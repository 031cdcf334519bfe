"""An ordinary aiogram bot lives on the stand-in without knowing it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    Message,
)

from sandbox.client import User
from sandbox.server import TOKEN, Standin

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def bot(standin: Standin):
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(standin.base)))
    yield bot
    await bot.session.close()


@pytest.fixture
async def polling(bot: Bot):
    dispatcher = Dispatcher()
    markup = InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text="Выполнено", callback_data="done:6", style="success")]
        ]
    )

    @dispatcher.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("Пункт <b>6</b>", parse_mode="HTML", reply_markup=markup)

    @dispatcher.callback_query(F.data == "done:6")
    async def done(query: CallbackQuery) -> None:
        await query.answer("Записано")
        await query.message.edit_text("Пункт 6 выполнен")

    @dispatcher.message(F.document)
    async def received(message: Message, bot: Bot) -> None:
        content = await bot.download(message.document)
        await message.reply(f"Принято байтов: {len(content.read())}")

    task = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
    )
    yield
    await dispatcher.stop_polling()
    await task


async def test_a_whole_talk_goes_through(polling, olga: User) -> None:
    await olga.send("/start")
    card = await olga.wait_for("Пункт 6")
    assert card["reply_markup"]["inline_keyboard"][0][0]["style"] == "success"
    await olga.press(card, "Выполнено")
    edited = await olga.wait_for("Пункт 6 выполнен")
    assert edited["message_id"] == card["message_id"]
    assert "reply_markup" not in edited
    await olga.upload("Справка.docx", b"12345")
    assert (await olga.wait_for("Принято байтов: 5"))["reply_to_message"]["document"][
        "file_name"
    ] == "Справка.docx"


async def test_what_the_bot_sends_is_read_back_by_its_own_types(bot: Bot, olga: User) -> None:
    paper = BufferedInputFile(b"report", "отчёт.docx")
    sent = await bot.send_document(olga.id, paper, caption="Отчёт")
    assert sent.document.file_name == "отчёт.docx"
    assert (await bot.get_file(sent.document.file_id)).file_path.endswith(".docx")
    group = await bot.send_media_group(
        olga.id, [InputMediaDocument(media=paper), InputMediaDocument(media=paper)]
    )
    assert len(group) == 2
    assert (await bot.send_photo(olga.id, BufferedInputFile(b"png", "линия.png"))).photo
    assert (await bot.copy_message(olga.id, olga.id, sent.message_id)).message_id > sent.message_id
    assert (await bot.get_chat(olga.id)).first_name == "Ольга"
    assert await bot.pin_chat_message(olga.id, sent.message_id)
    assert await bot.send_chat_action(olga.id, "typing")
    commands = [BotCommand(command="my", description="Мои пункты")]
    assert await bot.set_my_commands(commands)
    assert [one.description for one in await bot.get_my_commands()] == ["Мои пункты"]
    assert (await bot.get_webhook_info()).url == ""


async def test_refusals_arrive_as_the_errors_that_aiogram_names(bot: Bot, olga: User) -> None:
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(olga.id, "я" * 5000)
    await olga.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(olga.id, "да")


def test_it_runs_as_a_process_that_says_where_it_listens(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sandbox",
        "--token",
        "9:x",
        "--clock-file",
        str(tmp_path / "clock"),
        "--no-flood",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        try:
            ready = json.loads(process.stdout.readline())
            with urllib.request.urlopen(f"{ready['url']}/bot{ready['token']}/getMe") as answer:
                assert json.load(answer)["ok"]
        finally:
            process.terminate()
        assert process.wait(10) == 0
