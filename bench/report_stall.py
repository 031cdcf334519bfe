"""How long making and storing the report of 2,000 items with 10 entries each stops the bot's loop.

`python -m bench.report_stall [items]`. The job as the bot does it, with a heartbeat of a
millisecond beside it: while it is gathered and written by other processes, and while its result is
put into the database. 1 where the heartbeat came more than 50 ms late.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass

from aiogram import Bot

from bench.processes import conditions
from bench.report_beside_chat import ENTRIES, enlarge
from bench.town import now, populate
from bot.clock import Clock
from bot.configuration.workdays import RussianCalendar
from bot.jobs.context import JobContext
from bot.jobs.kinds import do_task
from roadmap.actions.tasks import Asker, WriteFile
from roadmap.model import Roadmap
from roadmap.model.forms import Form
from roadmap.model.policy import Office, Policy
from storage.store import SqlStore, open_store

TARGET_MS = 50
FORMS = (Form.DOCX, Form.XLSX, Form.ICS)


@dataclass
class Heart:
    """Beats each millisecond; `late` is the longest delay since it was last set to 0 [s]."""

    late: float = 0.0

    async def beat(self) -> None:
        """Until cancelled."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            self.late = max(self.late, time.perf_counter() - began - 0.001)


async def do(
    context: JobContext, store: SqlStore, task: WriteFile, asker: Asker, heart: Heart
) -> tuple[float, float, float]:
    """One report: its longest stalls while it is made and stored [ms], and its whole time [s]."""
    began, heart.late = time.perf_counter(), 0.0
    outcome = await do_task(context, task, asker)
    making, heart.late = heart.late, 0.0
    async with store.begin() as tx:
        await outcome(tx)
    await asyncio.sleep(0.01)
    return making * 1000, heart.late * 1000, time.perf_counter() - began


async def measured(url: str, roadmap: Roadmap) -> float:
    """Print a line for each form; the longest stall [ms]."""
    store, heart = await open_store(url), Heart()
    async with store.read() as tx:
        person = (await tx.people.all())[0]
    context = JobContext(
        store, Bot("1:x"), Office(Policy(), RussianCalendar(()), "vekha_bot"), Clock(), url
    )
    beating, worst = asyncio.create_task(heart.beat()), 0.0
    half = roadmap.period.half_at(roadmap.imported_at.date()).number
    for form in FORMS:
        task = WriteFile(roadmap.id, half, form, with_state=form is Form.DOCX)
        asker = Asker(chat_id=7, person_id=person.id)
        making, storing, spent = await do(context, store, task, asker, heart)
        print(f"{form:8}{making:>16.1f}{storing:>16.1f}{spent:>10.1f}", flush=True)
        worst = max(worst, making, storing)
    beating.cancel()
    await store.close()
    return worst


async def main(items: int) -> int:
    """Print the table; 1 where the loop stood still too long."""
    with tempfile.TemporaryDirectory() as folder:
        url, at = f"sqlite+aiosqlite:///{folder}/vekha.db", now()
        await populate(url, 1, at)
        roadmap = await enlarge(url, items, at)
        print(f"{'form':8}{'made, ms late':>16}{'stored, ms late':>16}{'all, s':>10}")
        worst = await measured(url, roadmap)
    print(f"{items} items, {ENTRIES} entries each; {conditions()}")
    return int(worst > TARGET_MS)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)))
