"""`vekha backup`, `vekha restore`, `vekha migrate` and `vekha quarantine`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import click

from bot.clock import Clock
from bot.commands.shared import showing, with_store
from bot.configuration.settings import Settings
from bot.configuration.settings_file import load
from bot.database.single_instance import LEASE_NAME, Leader, only_instance, sqlite_file
from roadmap.errors import StorageError
from roadmap.ports import Store


@click.command("backup", help="Сделать проверенную резервную копию; бот может продолжать работу.")
@click.argument("file", metavar="ФАЙЛ", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup_command(config: str | None, file: Path) -> None:
    """Copy the database to `file`."""
    from storage.backup import backup

    settings = load(config)
    with showing("Копирование") as step:
        asyncio.run(backup(settings.database.url, file))
        step()
    click.echo(f"Копия готова: {file}")


@click.command("restore", help="Восстановить базу из резервной копии; бот должен быть остановлен.")
@click.argument(
    "file", metavar="ФАЙЛ", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.pass_obj
def restore_command(config: str | None, file: Path) -> None:
    """Put `file` in place of the database; reminders due before now wait for a coordinator."""
    settings = load(config)
    with showing("Восстановление", steps=2) as step:
        held = asyncio.run(_restore(settings, file, step))
    click.echo("База восстановлена.")
    if held:
        click.echo(f"Напоминаний, срок которых уже прошёл: {held}. Они ждут решения координатора.")


async def _restore(settings: Settings, file: Path, step: Callable[[], None]) -> int:
    from bot.telegram.deferred_models import build_models_at_first_use

    # Before aiogram is imported: a restore needs none of its models.
    if settings.telegram.lean:
        build_models_at_first_use()
    from handlers.reminding.held_reminders import ASKED_FACT
    from storage.backup import restore
    from storage.migrate import migrate

    clock = Clock.from_settings(settings.clock.offset_file)

    async def hold(store: Store) -> int:
        async with store.begin() as tx:
            lease = await tx.leases.get(LEASE_NAME)
            if lease is not None:  # of the instance that worked when the copy was made
                await tx.leases.drop(LEASE_NAME, lease.holder)
            await tx.facts.set(ASKED_FACT, None)
            return await tx.reminders.hold_before(clock.now())

    async with _alone(settings, clock):
        await restore(settings.database.url, file)
        step()
        await migrate(settings.database.url)
        held = await with_store(settings, hold)
    step()
    return held


@click.command(
    "migrate",
    help="Привести базу к схеме этой версии или к схеме РЕВИЗИЯ; бот должен быть остановлен.",
)
@click.argument("revision", metavar="[РЕВИЗИЯ]", default="head")
@click.pass_obj
def migrate_command(config: str | None, revision: str) -> None:
    """Take the schema up or down to `revision`: before a version before this one starts, down to
    the newest that it knows. Answers that came since stay; what that schema has no place for goes.
    """
    from storage.migrate import migrate
    from storage.version import HEAD, REVISIONS

    if revision not in ("head", *REVISIONS):
        raise StorageError(f"Схемы {revision} нет: первая {REVISIONS[0]}, последняя {HEAD}")
    settings = load(config)

    async def work() -> None:
        async with _alone(settings, Clock.from_settings(settings.clock.offset_file)):
            await migrate(settings.database.url, revision)

    with showing("Обновление схемы") as step:
        asyncio.run(work())
        step()
    click.echo(f"Схема базы: {HEAD if revision == 'head' else revision}")


@asynccontextmanager
async def _alone(settings: Settings, clock: Clock) -> AsyncIterator[None]:
    """Nobody else works with the database meanwhile; raises AlreadyRunning where somebody does."""
    from storage.migrate import drop_lease
    from storage.version import schema_is_current

    file = sqlite_file(settings.database.url)
    if file is not None:
        with only_instance(file):
            yield
        return
    holder = f"restore-{os.getpid()}"

    async def take(store: Store) -> None:
        await Leader(store, holder, clock).take_or_refuse()

    async def drop(store: Store) -> None:
        async with store.begin() as tx:
            await tx.leases.drop(LEASE_NAME, holder)

    # Where the schema is another's, or there is none, no instance of this program works.
    ours = await schema_is_current(settings.database.url)
    if ours:
        await with_store(settings, take)
    try:
        yield
    finally:
        if ours and await schema_is_current(settings.database.url):
            await with_store(settings, drop)
        elif ours:
            await drop_lease(settings.database.url, LEASE_NAME, holder)


@click.group("quarantine", help="Отложенные обращения, которые не удалось обработать.")
def quarantine_group() -> None:
    """Updates that were put aside."""


@quarantine_group.command("list", help="Показать отложенные обращения и причины.")
@click.pass_obj
def quarantine_list(config: str | None) -> None:
    """One line for each: its id, when it came (UTC), why."""

    async def show(store: Store) -> None:
        async with store.read() as tx:
            put_aside = await tx.inbox.quarantined()
        for one in put_aside:
            error = " ".join(one.error.split())
            click.echo(f"{one.update_id}\t{one.received_at:%Y-%m-%d %H:%M}\t{error}")
        if not put_aside:
            click.echo("Отложенных обращений нет.", err=True)

    asyncio.run(with_store(load(config), show))


@quarantine_group.command(
    "retry", help="Обработать отложенные обращения ещё раз; без номеров — все."
)
@click.argument("update_ids", metavar="НОМЕР...", nargs=-1, type=int)
@click.pass_obj
def quarantine_retry(config: str | None, update_ids: tuple[int, ...]) -> int:
    """Put them back into the inbox for a running bot; 1 where a number is not there."""

    async def again(store: Store) -> int:
        async with store.begin() as tx:
            wanted = update_ids or tuple(one.update_id for one in await tx.inbox.quarantined())
            missing = [number for number in wanted if not await tx.inbox.retry(number)]
        click.echo(f"Возвращено: {len(wanted) - len(missing)}")
        for number in missing:
            click.echo(f"Среди отложенных нет номера {number}", err=True)
        return 1 if missing else 0

    return asyncio.run(with_store(load(config), again))
