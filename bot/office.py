"""From settings to what handlers know of the installation."""

from __future__ import annotations

from bot.settings import Settings
from bot.workdays import RussianCalendar
from handlers.turn import Office


def office_of(settings: Settings, bot_username: str) -> Office:
    """The office that these settings describe, with the bot named `bot_username`."""
    return Office(
        settings.reminders.policy(),
        RussianCalendar(settings.reminders.days_off_extra),
        bot_username,
        settings.people.language,
        frozenset(settings.people.coordinators),
        settings.http.public_url,
    )
