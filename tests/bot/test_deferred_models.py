"""Models built at first use must read every update as models built at import do."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_CHAT = {"id": 5, "type": "private", "first_name": "Анна"}
_USER = {"id": 5, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
_MESSAGE = {"message_id": 3, "date": 1700000000, "chat": _CHAT, "from": _USER}
_FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 5}
_GROUP = {"id": -1005, "type": "supergroup", "title": "Отдел", "is_forum": True}
_MEMBER = {"status": "member", "user": _USER}
UPDATES = [
    {"message": {**_MESSAGE, "text": "6.1 готово", "entities": [{"type": "bold", "offset": 0, "length": 3}]}},
    {"message": {**_MESSAGE, "reply_to_message": {**_MESSAGE, "message_id": 2, "text": "п. 6"}, "text": "да"}},
    {"message": {**_MESSAGE, "photo": [{**_FILE, "width": 5, "height": 5}], "caption": "x", "media_group_id": "g"}},
    {"message": {**_MESSAGE, "document": {**_FILE, "file_name": "план.docx", "mime_type": "application/x"}}},
    {"message": {**_MESSAGE, "voice": {**_FILE, "duration": 5}}},
    {"message": {**_MESSAGE, "video": {**_FILE, "duration": 5, "width": 1, "height": 1}}},
    {"message": {**_MESSAGE, "chat": _GROUP, "message_thread_id": 9, "is_topic_message": True, "text": "/due"}},
    {"message": {**_MESSAGE, "chat": {**_GROUP, "type": "group"}, "migrate_to_chat_id": -1009}},
    {"message": {**_MESSAGE, "location": {"latitude": 54.6, "longitude": 39.7}}},
    {"message": {**_MESSAGE, "contact": {"phone_number": "+7", "first_name": "Анна"}}},
    {"message": {**_MESSAGE, "poll": {
        "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
        "type": "regular", "allows_multiple_answers": False}}},
    {"edited_message": {**_MESSAGE, "edit_date": 1700000001, "text": "6.1 сделано"}},
    {"channel_post": {**_MESSAGE, "chat": {"id": -1007, "type": "channel", "title": "Канал"}, "text": "x"}},
    {"callback_query": {"id": "1", "from": _USER, "chat_instance": "c", "data": "d", "message": _MESSAGE}},
    {"callback_query": {"id": "1", "from": _USER, "chat_instance": "c", "data": "d",
                        "message": {"chat": _CHAT, "message_id": 1, "date": 0}}},
    {"my_chat_member": {"chat": _CHAT, "from": _USER, "date": 1700000000, "old_chat_member": _MEMBER,
                        "new_chat_member": {"status": "kicked", "user": _USER, "until_date": 0}}},
    {"chat_join_request": {"chat": _GROUP, "from": _USER, "user_chat_id": 5, "date": 1700000000}},
    {"inline_query": {"id": "1", "from": _USER, "query": "x", "offset": ""}},
    {"message_reaction": {"chat": _CHAT, "message_id": 1, "user": _USER, "date": 1, "old_reaction": [],
                          "new_reaction": [{"type": "emoji", "emoji": "👍"}]}},
    {"pre_checkout_query": {"id": "1", "from": _USER, "currency": "RUB", "total_amount": 1, "invoice_payload": "x"}},
    {"message": {**_MESSAGE, "unheard_of": {"a": [1, 2]}}},
    {"unheard_of": {"a": 1}},
    {"message": {"message_id": "не число"}},
    {"callback_query": {"id": 5}},
]  # fmt: skip

_PROGRAM = """
import json, sys
from pydantic import BaseModel
{broken}
if {lean}:
    from bot.telegram.deferred_models import build_models_at_first_use
    build_models_at_first_use()
from aiogram.types import Update
from pydantic import ValidationError
for raw in json.load(sys.stdin):
    try:
        print(repr(Update.model_validate(raw)))
    except ValidationError as error:
        print(json.dumps(error.errors(include_url=False, include_input=False, include_context=False)))
from aiogram.methods import AnswerCallbackQuery, GetUpdates, Response, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
row = [InlineKeyboardButton(text="Выполнено", callback_data="d:1")]
for method in (
    SendMessage(chat_id=5, text="Срок", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row])),
    AnswerCallbackQuery(callback_query_id="1", text="да"),
    GetUpdates(offset=1, allowed_updates=["message"]),
):
    print(repr(method))
print(repr(Response[Message].model_validate({{"ok": True, "result": {message}}})))
print(repr(Response[bool].model_validate({{"ok": False, "description": "Bad Request", "error_code": 400}})))
status = open("/proc/self/status").read() if sys.platform == "linux" else "VmHWM: 0"
print(status.split("VmHWM:")[1].split()[0], file=sys.stderr)
"""


@dataclass(frozen=True)
class Reading:
    """How a process read the updates, its peak memory in KB, and the lines of its log."""

    models: list[str]
    memory: int
    log: list[str]


def _read(lean: bool, broken: str = "") -> Reading:
    given = json.dumps([{"update_id": number, **update} for number, update in enumerate(UPDATES)])
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(lean=lean, broken=broken, message=_MESSAGE)],
        cwd=ROOT, input=given, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *log, memory = done.stderr.splitlines()
    return Reading(done.stdout.splitlines(), int(memory), log)


@pytest.fixture(scope="module")
def stock() -> Reading:
    return _read(lean=False)


@pytest.fixture(scope="module")
def lean() -> Reading:
    return _read(lean=True)


def test_every_update_and_every_request_is_the_same(stock: Reading, lean: Reading) -> None:
    assert len(stock.models) == len(UPDATES) + 5
    assert lean.models == stock.models
    assert lean.log == []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_memory_is_saved(stock: Reading, lean: Reading) -> None:
    assert lean.memory < stock.memory * 0.7


#: What another version of pydantic might do: refuse while aiogram is imported, or only when a model
#: is built.
_BROKEN = {
    "the configuration is no longer to be changed": """
from types import MappingProxyType
BaseModel.model_config = MappingProxyType({})
""",
    "a model is no longer built at first use": """
stock = BaseModel.model_rebuild.__func__
def model_rebuild(cls, **options):
    if options.keys() >= {"_types_namespace", "_parent_namespace_depth"}:
        raise TypeError("names and a depth do not go together")
    return stock(cls, **options)
BaseModel.model_rebuild = classmethod(model_rebuild)
""",
}


@pytest.mark.parametrize("broken", _BROKEN.values(), ids=_BROKEN.keys())
def test_where_models_cannot_be_built_at_first_use_all_are_built_and_the_log_says_so(
    stock: Reading, broken: str
) -> None:
    reading = _read(lean=True, broken=broken)
    assert reading.models == stock.models
    [line] = reading.log
    assert "aiogram's models cannot be built at first use" in line
    assert "requirements.lock" in line


_UNUSED = (
    "sqlalchemy.orm", "sqlalchemy.ext", "sqlalchemy.dialects.postgresql", "alembic", "asyncpg",
    "aiohttp.web", "aiohttp_socks",
    "prometheus_client", "docx", "lxml", "xlsxwriter", "python_calamine", "matplotlib", "PIL", "icalendar", "holidays",
)  # fmt: skip
_LEFT_OUT = f"""
import sys
from bot.commands.run import _prepare
from bot.configuration.settings import Settings
_prepare(Settings())
import bot.running.program
import storage.sqlite
print([name for name in sys.modules if name.startswith({_UNUSED!r})])
"""


def test_an_idle_program_holds_no_library_that_it_does_not_use_yet() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LEFT_OUT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[]"]
