"""Killing the program while answers arrive, and counting what became of each answer."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sandbox.people import say
from sandbox.server import Standin
from tests.bot.running import PATIENCE, Program
from tests.failures.town import Town


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of kills left behind. `repeats`: confirmations said once more, for each run of the
    program.
    """

    answers: int
    kills: int
    stored: int
    stored_twice: int
    confirmed: int
    repeats: tuple[int, ...]
    seconds: float

    @property
    def lost(self) -> int:
        """Answers that are not in the database."""
        return self.answers - self.stored


async def kill_while_answers_arrive(
    standin: Standin,
    program: Program,
    town: Town,
    kills: int,
    answers: int,
    begins: str = "getupdates",
) -> Outcome:
    """Bring `answers` answers over `kills` runs, each ended by -9 at a random instant of its work;
    let the last one finish. `begins` is the method by which the program says that it takes updates
    in.
    """
    choose, begun = random.Random(1), time.monotonic()
    before, repeats = Counter[int](), list[int]()
    for run in range(kills + 1):
        calls, sends = standin.world.ledger.calls[begins], len(standin.world.ledger.sends)
        program.start()
        share = range(answers * run // (kills + 1), answers * (run + 1) // (kills + 1))
        for number in share:
            official = number % len(town.chats)
            say(standin.world, town.chats[official], f"{official + 1}.1 текст {number}")
        if run < kills:
            await _until(program, lambda seen=calls: standin.world.ledger.calls[begins] > seen)
            await _some_sends(standin, sends + choose.choice((0, 1, 1, 2, 3)))
            await asyncio.sleep(choose.uniform(0, 0.04))
        else:
            await _until(program, lambda: len(set(confirmations(standin, town))) == answers)
        await program.stop(signal.SIGKILL)
        after = Counter(confirmations(standin, town))
        repeats.append(sum(max(0, after[key] - max(1, before[key])) for key in after))
        before = after
    stored = Counter(text for (text,) in program.query("select text from entries"))
    return Outcome(
        answers, kills, len(stored), sum(count - 1 for count in stored.values()), len(before), tuple(repeats),
        time.monotonic() - begun,
    )  # fmt: skip


def confirmations(standin: Standin, town: Town) -> Iterator[int]:
    """Of each confirmation the id of the answer that it replies to."""
    for chat in town.chats:
        for message in standin.world.chats[chat].messages.values():
            if message["from"]["is_bot"] and "reply_to_message" in message:
                yield message["reply_to_message"]["message_id"]


async def _until(program: Program, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(program.log.read_text()[-3000:])
        await asyncio.sleep(0.002)


async def _some_sends(standin: Standin, count: int) -> None:
    """Wait for so many sends; where nothing is left to send, a moment is as good an instant to die
    at.
    """
    end = time.monotonic() + 0.15
    while len(standin.world.ledger.sends) < count and time.monotonic() < end:
        await asyncio.sleep(0.001)
