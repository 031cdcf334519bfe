"""The duties of this program: what they do, and when."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.configuration.settings import Settings
from bot.logs import log
from bot.schedule.duties import Duty
from handlers.looking.digests import every_day, every_week, plan_on
from handlers.people.leave import say_leave_news
from roadmap.actions.editing import forget_undoable
from roadmap.model.policy import Office
from roadmap.ports import Tx
from roadmap.schedule.hours import in_hours
from storage.backup import backup
from storage.store import SqlStore

#: Telegram keeps updates for at most 24 h [Bot API], so nothing older can arrive once more.
INBOX_KEPT = timedelta(days=2)
#: A month of `people.keep_months`, as the longest there is: nothing is forgotten early.
MONTH = timedelta(days=31)
#: The settings of reminders that the plan was last made by.
_PLANNED_BY = "planned_by"

_log = log("duties")


def duties_of(settings: Settings, store: SqlStore, office: Office) -> list[Duty]:
    """Everything that is done daily or weekly under these settings."""

    async def copy(at: datetime) -> None:
        await nightly_backup(settings, at)

    async def tidy(at: datetime) -> None:
        async with store.begin() as tx:
            await tx.inbox.prune(at - INBOX_KEPT)
            await tx.messages.drop_files()
            await tx.group_links.forget(at)
            await tx.passes.forget(at)
            await forget_undoable(tx, at)
            await tx.facts.forget_gone()
        if settings.people.keep_months:
            before = at - settings.people.keep_months * MONTH
            await store.forget(before, before.astimezone(settings.reminders.timezone).date())
        await store.scrub()

    async def plan_further(tx: Tx, at: datetime) -> None:
        await plan_on(tx, at, office)

    async def desk(tx: Tx, at: datetime) -> None:
        if office.calendar.is_working(office.policy.day_of(at)):
            await every_day(tx, at, office)
            await say_leave_news(tx, at, office)

    async def week(tx: Tx, at: datetime) -> None:
        await every_week(tx, at, office)

    def office_hours(at: datetime) -> bool:
        return in_hours(at, None, office.policy, office.calendar)

    night, morning = settings.backup.at, settings.reminders.at
    duties = [
        Duty("plan", night, within=plan_further),
        Duty("tidy", night, act=tidy),
        Duty("desk", _later(morning, 15), within=desk, made_up=office_hours),
        Duty("week", _later(morning, 30), within=week, weekday=0, made_up=office_hours),
    ]
    if settings.backup.directory:
        duties.append(Duty("backup", night, act=copy))
    return duties


async def plan_by_new_settings(tx: Tx, settings: Settings, at: datetime, office: Office) -> None:
    """At a start (`at` in UTC): plan everything again where the settings of reminders are no longer
    those of the last start. The night would do so too late: until then reminders would go out at
    the old zone's hour.
    """
    now = settings.reminders.model_dump_json(exclude={"tick_seconds"})
    before = await tx.facts.get(_PLANNED_BY)
    if before == now:
        return
    if before is not None:
        await plan_on(tx, at, office)
        _log.info("planned anew by changed settings")
    await tx.facts.set(_PLANNED_BY, now)


def _later(at: time, minutes: int) -> time:
    """`minutes` after `at`, on the same day: after the morning's reminders have gone out."""
    return (datetime.combine(date.min, at) + timedelta(minutes=minutes)).time()


async def nightly_backup(settings: Settings, at: datetime) -> None:
    """A verified copy named by the day; then the oldest beyond `backup.keep` go."""
    directory = Path(settings.backup.directory)
    day = at.astimezone(settings.reminders.timezone).date()
    await asyncio.to_thread(directory.mkdir, parents=True, exist_ok=True)
    await backup(settings.database.url, directory / f"vekha-{day.isoformat()}.backup")
    await asyncio.to_thread(_forget_old, directory, settings.backup.keep)


def _forget_old(directory: Path, keep: int) -> None:
    for old in sorted(directory.glob("vekha-????-??-??.backup"))[:-keep]:
        old.unlink()
