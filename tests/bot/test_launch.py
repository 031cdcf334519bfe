"""Who opens the desk within Telegram is believed when Telegram has signed it, and just now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.launch import launched_by
from roadmap.actions.entering import LINK_LIFETIME
from tests.bot.launching import TOKEN, launch_data

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
PERSON = 4_503_599_627_370_495  # ids have up to 52 bits


def test_a_person_whom_telegram_names_is_believed() -> None:
    assert launched_by(TOKEN, launch_data(PERSON, AT), AT) == PERSON


@pytest.mark.parametrize(
    ("later", "believed"),
    [
        (LINK_LIFETIME - timedelta(seconds=1), True),
        (LINK_LIFETIME, False),
        (timedelta(days=365), False),
        (timedelta(seconds=-30), True),
        (timedelta(minutes=-2), False),
    ],
)
def test_what_was_signed_earlier_opens_nothing(later: timedelta, believed: bool) -> None:
    assert (launched_by(TOKEN, launch_data(PERSON, AT), AT + later) is not None) is believed


def test_another_bot_s_signature_opens_nothing() -> None:
    assert launched_by(TOKEN, launch_data(PERSON, AT, token="43:other"), AT) is None


def test_without_a_token_nobody_is_believed() -> None:
    assert launched_by("", launch_data(PERSON, AT, token=""), AT) is None


@pytest.mark.parametrize("field", ["user", "auth_date", "query_id", "hash"])
def test_what_was_changed_on_its_way_opens_nothing(field: str) -> None:
    told = [one.split("=") for one in launch_data(PERSON, AT).split("&")]
    told = [[name, value[:-1] + "0" if name == field else value] for name, value in told]
    data = "&".join("=".join(one) for one in told)
    assert data == launch_data(PERSON, AT) or launched_by(TOKEN, data, AT) is None


@pytest.mark.parametrize(
    "more",
    [{"user": "[]"}, {"user": "{}"}, {"user": "x"}, {"user": '{"id":"x"}'}, {"auth_date": "x"},
     {"auth_date": "9" * 30}, {"user": '{"id":null}'}],
)  # fmt: skip
def test_what_is_signed_and_names_nobody_opens_nothing(more: dict[str, str]) -> None:
    assert launched_by(TOKEN, launch_data(PERSON, AT, **more), AT) is None


@given(st.one_of(st.text(), st.text().map("hash={}".format), st.just("hash=%C3%A9&user=1")))
def test_anything_else_opens_nothing(data: str) -> None:
    assert launched_by(TOKEN, data, AT) is None
