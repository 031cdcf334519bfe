"""What may stand in the log: never a token, never what a person wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.logs import redact

ROOT = Path(__file__).parents[2]
TOKEN = "700123456:AAF" + "x" * 32

_PROGRAM = """
import logging, sys
from bot.logs import log, set_up
set_up({form!r}, {level!r}, ["weak-token", "hook-secret"])
log("a").info("started", url="https://api.telegram.org/bot{token}/getMe", short="weak-token")
logging.getLogger("aiohttp.client").warning("retry %s", "/file/bot{token}/x")
try:
    raise RuntimeError("Иванова написала bot{token}")
except RuntimeError:
    log("b").error("handling failed", exc_info=True)
    logging.getLogger("asyncio").exception("Task exception was never retrieved hook-secret")
raise ValueError("Петров: bot{token}")
"""


def _lines(form: str, level: str) -> str:
    program = _PROGRAM.format(form=form, level=level, token=TOKEN)
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    ).stderr


@pytest.mark.parametrize("form", ["console", "json"])
@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_a_token_never_stands_in_the_log(form: str, level: str) -> None:
    lines = _lines(form, level)
    assert "started" in lines
    assert "handling failed" in lines
    assert all(
        secret not in lines for secret in (TOKEN, TOKEN.split(":")[1], "weak-token", "hook-secret")
    )


@pytest.mark.parametrize("form", ["console", "json"])
def test_an_exception_is_logged_by_its_place_and_not_by_its_text(form: str) -> None:
    lines = _lines(form, "INFO")
    assert "RuntimeError at" in lines
    assert "Иванова" not in lines
    assert "Петров" not in lines
    assert "the program ended by an error" in lines


def test_json_lines_are_json_with_event_level_and_time() -> None:
    first = json.loads(_lines("json", "INFO").splitlines()[0])
    assert (first["event"], first["level"], first["logger"]) == ("started", "info", "a")
    assert first["timestamp"].endswith("Z")


def test_a_token_in_an_escaped_address_is_hidden() -> None:
    assert (
        redact("https://proxy/bot700123456%3AAAF" + "x" * 32 + "/sendMessage")
        == "https://proxy/bot***/sendMessage"
    )


def test_plain_numbers_and_times_stay() -> None:
    assert redact("update 123456789 at 12:00:05") == "update 123456789 at 12:00:05"
