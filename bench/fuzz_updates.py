"""100,000 mutated updates through the running program, which must handle the next good one in 2 s.

Run from the repository's root: `python -m bench.fuzz_updates [HOW_MANY]`. Prints the figures; exit
code 1 where missed.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sandbox import people
from sandbox.server import Standin, running_standin
from tests.bot.running import COORDINATOR, TOKEN, Program
from tests.failures.mutations import mutated, seeds
from tests.failures.town import Town, move_in, new_database, populate

AT_ONCE = 1000
WORKED_OFF = """
    select 1 where not exists (select 1 from inbox where state = 'new')
    and (select count(*) from inbox) >= ?
"""


async def main(count: int) -> int:
    """Fuzz in batches, with a good answer after each; 1 where the program ended or was late."""
    with tempfile.TemporaryDirectory() as folder:
        async with running_standin(TOKEN) as standin:
            program = Program(Path(folder), standin.base)
            await new_database(program.database, Path(folder) / "template.db")
            town = await populate(program.database, officials=2)
            standin.world.add_person(COORDINATOR, "Анна", state="started")
            move_in(standin, town)
            process = program.start()
            try:
                slowest = await _fuzz(program, standin, town, count)
                reasons = Counter(
                    error.split()[0]
                    for (error,) in program.query(
                        "select error from inbox where state = 'quarantined'"
                    )
                )
                alive = process.poll() is None
            finally:
                await program.stop()
    print(
        f"{count} mutated updates; put aside: {dict(reasons)}; next good one handled within "
        f"{slowest:.2f} s at most"
    )
    print("the program ran to the end" if alive else "THE PROGRAM ENDED")
    return int(not alive or slowest > 2)


async def _fuzz(program: Program, standin: Standin, town: Town, count: int) -> float:
    """The longest that a good answer waited for its entry after a batch had been worked off."""
    choose, slowest = random.Random(count), 0.0
    for batch in range(count // AT_ONCE):
        for _ in range(AT_ONCE):
            good = seeds(choose.choice((COORDINATOR, town.chats[0])))
            update = {
                "update_id": standin.world.updates.next_id,
                **mutated(choose, choose.choice(good)),
            }
            standin.world.updates.add_raw(json.dumps(update))
        await program.until(WORKED_OFF, batch * (AT_ONCE + 1) + AT_ONCE, seconds=120)
        begun = time.monotonic()
        people.say(standin.world, town.chats[1], f"2.1 партия {batch}")
        await program.until("select 1 from entries where text = ?", f"партия {batch}", seconds=30)
        slowest = max(slowest, time.monotonic() - begun)
    return slowest


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)))
