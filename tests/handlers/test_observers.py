"""Observers are offered what they may do, and are not scolded for a kind word."""

from __future__ import annotations

import pytest

from tests.handlers.conftest import COORDINATOR, Desk

OBSERVER = 400


@pytest.fixture
async def watched(office: Desk) -> Desk:
    """Орлова has come in as an observer."""
    (invited,) = await office.send(COORDINATOR, "/invite наблюдатель Орлова Вера")
    await office.send(OBSERVER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    return office


async def test_the_menu_promises_an_observer_only_what_observers_may_do(watched: Desk) -> None:
    (said,) = await watched.send(OBSERVER, "/help")
    assert "/people — участники и за что они отвечают" in said.text
    assert "/roadmaps — дорожные карты: выбрать, какую смотреть" in said.text
    for forbidden in ("отпуск", "передача", "приёмка", "ссылки"):
        assert forbidden not in said.text
    (coordinator,) = await watched.send(COORDINATOR, "/help")
    assert "ссылки, отпуск, передача пунктов" in coordinator.text


@pytest.mark.parametrize(
    ("word", "back"),
    [
        ("спасибо", "Пожалуйста! Сводки и отчёты: /help"),
        ("привет", "Здравствуйте! Сводки и отчёты: /help"),
        ("понятно", "Хорошо. Сводки и отчёты: /help"),
    ],
)
async def test_a_kind_word_of_an_observer_is_answered_in_kind(
    watched: Desk, word: str, back: str
) -> None:
    (said,) = await watched.send(OBSERVER, word)
    assert said.text == back


async def test_an_observer_is_not_promised_items(watched: Desk) -> None:
    (said,) = await watched.send(OBSERVER, "/my")
    assert said.text == (
        "Наблюдатели за пункты не отвечают. Что сделано и что просрочено: /summary"
    )
