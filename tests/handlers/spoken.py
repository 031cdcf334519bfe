"""Voice messages whose program is `cat`: their content is what is said in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.configuration.settings import Speech
from bot.jobs.context import JobContext
from bot.jobs.kinds import do_task
from roadmap.actions.tasks import asker_of, task_of
from roadmap.model import ProgressEntry
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import Desk
from tests.handlers.written import Standing


class Said:
    """What people say in voice messages at a desk, and the work that writes it down."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk = desk
        desk.office = replace(desk.office, writes_down=True)
        self.said: dict[str, str] = {}
        said = self.said

        async def download(self: JobContext, file_id: str) -> bytes:
            return said[file_id].encode()

        monkeypatch.setattr(JobContext, "download", download)

    def voice(self, user: int, said: str, **fields: Any) -> dict[str, Any]:
        """The update of a voice message."""
        number = next(self.desk.ids)
        self.said[f"v{number}"] = said
        media = {"file_id": f"v{number}", "file_unique_id": f"u{number}", "duration": 3}
        return {"message": self.desk.message(user, message_id=number, voice=media, **fields)}

    async def send(self, user: int, said: str, **fields: Any) -> list[Outgoing]:
        """Send it; what the bot says at once."""
        return await self.desk.feed(**self.voice(user, said, **fields))

    async def written(self) -> list[Outgoing]:
        """Do all slow work that waits; what is then said."""
        desk = self.desk
        context = JobContext(
            desk.store, desk.bot, desk.office, Standing(desk), "", Speech(command=("cat",))
        )
        while True:
            async with desk.store.begin() as tx:
                job = await tx.jobs.claim(desk.at, desk.at + timedelta(minutes=1))
            if job is None:
                return await desk.sent()
            outcome = await do_task(context, task_of(job), asker_of(job))
            async with desk.store.begin() as tx:
                await outcome(tx)
                await tx.jobs.done(job.id)

    async def entries(self, number: str = "6") -> list[ProgressEntry]:
        """The answers that stand at an item."""
        async with self.desk.store.read() as tx:
            (item,) = await tx.roadmaps.items_by_number(1, [number])
            return [one for one in await tx.answers.of_item(item.id) if one.withdrawn_at is None]
