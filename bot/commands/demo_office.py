"""The installation that the demo begins with: people who have joined, a roadmap, assignments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.commands.shared import with_store
from bot.configuration.settings import Settings
from roadmap.model import Role
from roadmap.ports import Store

SAMPLE = Path(__file__).resolve().parents[2] / "sandbox" / "sample" / "roadmap.docx"


@dataclass(frozen=True, slots=True)
class Cast:
    """One person of the play; `items` are the addresses that they answer for."""

    telegram_id: int
    first_name: str
    last_name: str
    role: str
    label: str
    items: str = ""

    @property
    def name(self) -> str:
        """As the roadmap's people are called."""
        return f"{self.last_name} {self.first_name}"


async def prepare(settings: Settings, clock: Clock, cast: Sequence[Cast]) -> None:
    """Fill the database of `settings` by the actions that the shell and the chat use too."""
    from bot.telegram.deferred_models import build_models_at_first_use

    build_models_at_first_use()
    from bot.commands.desk_work import DeskWork
    from documents.tables.people_file import PersonRow

    async def fill(store: Store) -> None:
        desk = DeskWork(settings, store, clock)
        coordinators = [one for one in cast if one.role == Role.COORDINATOR]
        links = {one.name: await desk.invite(Role.COORDINATOR, one.name) for one in coordinators}
        await desk.import_file(SAMPLE, SAMPLE.read_bytes(), None, lambda: None)
        officials = [one for one in cast if one.role == Role.OFFICIAL]
        invited, failed = await desk.people(
            [PersonRow(one.name, "", one.items) for one in officials]
        )
        assert not failed
        for one in cast:
            await _join(store, one, {**links, **dict(invited)}[one.name], clock)

    await with_store(settings, fill)


async def _join(store: Store, one: Cast, link: str, clock: Clock) -> None:
    from roadmap.actions.joining import join

    async with store.begin() as tx:
        await join(tx, link.split()[-1], one.telegram_id, clock.now())
