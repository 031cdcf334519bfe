"""/healthz and Prometheus' /metrics, read from the database when they are asked for."""

from __future__ import annotations

import asyncio

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.clock import Clock
from roadmap.errors import StorageError
from roadmap.model.messages import MessageState
from roadmap.ports import Store

#: A poll lasts 25 s, one that gets no answer less than a minute; after so long without any Telegram
#: is out of reach.
POLL_OVERDUE_SECONDS = 180.0


class Metrics:
    """Counts of this run, beside the database's; `standby` for an instance that waits."""

    def __init__(self, store: Store, clock: Clock, *, standby: bool = False) -> None:
        self._store, self._clock, self._role = store, clock, "standby" if standby else "active"
        self._polled: float | None = None
        self.registry = CollectorRegistry()
        self._messages = Gauge(
            "vekha_messages", "Messages in the outbox by state", ["state"], registry=self.registry
        )
        self._inbox = Gauge(
            "vekha_inbox_depth", "Updates stored and not handled", registry=self.registry
        )
        self._quarantined = Gauge("vekha_quarantined", "Updates put aside", registry=self.registry)
        self._lag = Gauge(
            "vekha_lag_seconds",
            "How long the oldest due message has waited",
            registry=self.registry,
        )
        self._due = Gauge(
            "vekha_reminders_due", "Planned reminders that have fallen due", registry=self.registry
        )
        self._overdue = Gauge(
            "vekha_reminder_lag_seconds", "How late the oldest due one is", registry=self.registry
        )
        self._handling = Histogram(
            "vekha_handling_seconds", "Handling one update", registry=self.registry
        )
        active = Gauge(
            "vekha_active",
            "1 where this instance works, 0 where it stands by",
            registry=self.registry,
        )
        active.set(not standby)
        self._failed = Counter(
            "vekha_updates_failed", "Attempts at updates that raised", registry=self.registry
        )

    def handled(self, seconds: float, *, failed: bool) -> None:
        """One attempt at an update took so long."""
        self._handling.observe(seconds)
        if failed:
            self._failed.inc()

    def polled(self) -> None:
        """Telegram has responded to a request for updates, or is about to be asked at first."""
        self._polled = asyncio.get_running_loop().time()

    def app(self) -> web.Application:
        """An application with both paths."""
        app = web.Application()
        app.router.add_get("/healthz", self.health)
        app.router.add_get("/metrics", self.show)
        return app

    async def health(self, _request: web.Request) -> web.Response:
        """200 while the database answers and updates can be fetched, else 503; how many seconds ago
        they last were.

        Behind a webhook, and while standing by, nothing is fetched, and nothing is said of it.
        """
        ago = None if self._polled is None else asyncio.get_running_loop().time() - self._polled
        known = {"role": self._role} | ({} if ago is None else {"polled_seconds_ago": round(ago)})
        try:
            async with self._store.read() as tx:
                await tx.inbox.depth()
        except StorageError:
            return web.json_response({"status": "database", **known}, status=503)
        if ago is not None and ago > POLL_OVERDUE_SECONDS:
            return web.json_response({"status": "telegram", **known}, status=503)
        return web.json_response({"status": "ok", **known})

    async def show(self, _request: web.Request) -> web.Response:
        """The figures in Prometheus' text form; 503 where the database does not answer."""
        try:
            await self._read()
        except StorageError as error:
            return web.Response(status=503, text=str(error))
        return web.Response(
            body=generate_latest(self.registry),
            headers={"Content-Type": "text/plain; version=0.0.4"},
        )

    async def _read(self) -> None:
        now = self._clock.now()
        async with self._store.read() as tx:
            counts = await tx.messages.counts()
            oldest, planned = await tx.messages.oldest_waiting(), await tx.reminders.next_instant()
            self._due.set(await tx.reminders.due(now))
            self._inbox.set(await tx.inbox.depth())
            self._quarantined.set(len(await tx.inbox.quarantined()))
        for state in MessageState:
            self._messages.labels(state.value).set(counts.get(state, 0))
        self._lag.set(max(0.0, (now - oldest).total_seconds()) if oldest else 0)
        self._overdue.set(max(0.0, (now - planned).total_seconds()) if planned else 0)
