"""From settings to what handlers know of the installation."""

from __future__ import annotations

from bot.configuration.settings import Http, Settings
from bot.configuration.workdays import RussianCalendar
from roadmap.model.policy import PUBLIC_FILE_LIMIT, Office

#: A server of one's own gives out 2000 MB [Bot API], but a file goes through memory and into the
#: database as a whole.
_LOCAL_LIMIT = 200 * 2**20


def office_of(settings: Settings, bot_username: str) -> Office:
    """The office that these settings describe, with the bot named `bot_username`."""
    return Office(
        policy=settings.reminders.policy(),
        calendar=RussianCalendar(settings.reminders.days_off_extra),
        bot_username=bot_username,
        language=settings.people.language,
        coordinators=frozenset(settings.people.coordinators),
        feed_base=feed_base(settings.http),
        report_template=settings.report.template,
        file_limit=PUBLIC_FILE_LIMIT if settings.telegram.is_public else _LOCAL_LIMIT,
        writes_down=bool(settings.speech.command),
    )


def feed_base(http: Http) -> str:
    """What the addresses of calendars begin with; empty where no feed is served."""
    if not http.listen:
        return ""
    return (http.public_url or f"http://{http.listen}").rstrip("/")
