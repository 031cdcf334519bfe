"""When Telegram was last heard; after a day without, what people wrote may be lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.logs import log
from handlers.looking.deafness import tell_of_gap
from roadmap.model.policy import Office
from roadmap.ports import Store

#: Telegram keeps updates for 24 h [Bot API]; its clock and ours may differ.
KEPT = timedelta(hours=23)
#: How often it is written down that Telegram was heard.
_EVERY = timedelta(minutes=10)
_FACT = "heard"

_log = log("polling")


class Hearing:
    """Knows, over restarts, when Telegram last answered; tells once of a gap longer than KEPT."""

    def __init__(self, store: Store, office: Office, clock: Clock) -> None:
        self._store, self._office, self._clock = store, office, clock
        self._last: datetime | None = None
        self._noted: datetime | None = None

    async def heard(self, *, after_failure: bool) -> None:
        """Telegram has answered. A gap counts after a start or a failure: a clock that was moved
        while Telegram answered all the time has lost nothing.
        """
        now, begun = self._clock.now(), self._last is None
        if self._last is None:
            async with self._store.read() as tx:
                noted = await tx.facts.get(_FACT)
            self._last = datetime.fromisoformat(noted) if noted else now
        gap = now - self._last
        lost = (begun or after_failure) and gap > KEPT
        if lost or self._noted is None or abs(now - self._noted) >= _EVERY:
            async with self._store.begin() as tx:
                if lost:
                    await tell_of_gap(tx, self._last, now, self._office)
                await tx.facts.set(_FACT, now.isoformat())
            self._noted = now
        if lost:
            _log.warning(
                "nothing was heard for more than a day", hours=round(gap.total_seconds() / 3600)
            )
        self._last = now
