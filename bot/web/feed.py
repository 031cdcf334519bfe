"""The calendar feed, for telephones and mail programs, at an address that is a secret."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from hashlib import sha256

from aiohttp import ETag, web

from bot.files.border import Wanted
from bot.files.half_year_files import gather_in_process
from bot.logs import log
from documents.child.process import ChildFailed
from documents.child.writing import order_of, write_ordered
from roadmap.actions.feeds import feed_behind, whose_days
from roadmap.errors import StorageError
from roadmap.model import Person, Roadmap
from roadmap.model.policy import Office
from roadmap.ports import Store

#: Calendar programs ask every few hours; one that asks more often gets the last page made.
FRESH_SECONDS = 60.0
#: Calendars kept in memory, of some tens of kilobytes each.
_KEPT = 200
#: Callers who may wait at the same time; the others are asked to come again.
_WAITING = 50

_log = log("feed")


@dataclass(frozen=True, slots=True)
class _Page:
    tag: str
    content: bytes
    fresh_until: float


class Feed:
    """Serves GET /calendar/<secret>.ics; a stranger is told nothing but 404."""

    def __init__(
        self, store: Store, database_url: str, office: Office, fresh_seconds: float = FRESH_SECONDS
    ) -> None:
        self._store, self._url, self._office, self._fresh = (
            store,
            database_url,
            office,
            fresh_seconds,
        )
        self._pages: OrderedDict[tuple[int, int | None], _Page] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()
        self._waiting = 0

    def app(self, max_body: int = 1 << 20) -> web.Application:
        """An application with the one path; `max_body` bytes may be sent to those added to it."""
        app = web.Application(client_max_size=max_body)
        app.router.add_get("/calendar/{secret}.ics", self.show)
        return app

    async def show(self, request: web.Request) -> web.Response:
        """The calendar; 304 where the caller has it, 404 for a wrong secret, 503 for not now."""
        if self._waiting >= _WAITING:
            return _come_again()
        self._waiting += 1
        try:
            page = await self._page(request.match_info["secret"])
        except (StorageError, ChildFailed) as error:
            _log.error("a calendar cannot be made", error=type(error).__name__)
            return _come_again()
        finally:
            self._waiting -= 1
        return _response(request, page)

    async def _page(self, secret: str) -> _Page:
        """What the secret leads to, checked each time: a renewed one leads nowhere at once."""
        async with self._store.read() as tx:
            found = await feed_behind(tx, secret)
        if found is None:
            raise web.HTTPNotFound
        key = found[0].id, whose_days(found[1])
        async with self._one_at_a_time:
            page = self._pages.get(key)
            if page is None or asyncio.get_running_loop().time() >= page.fresh_until:
                page = self._pages[key] = await self._made(*found, page)
            self._pages.move_to_end(key)
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        return page

    async def _made(self, roadmap: Roadmap, person: Person, former: _Page | None) -> _Page:
        """A fresh page; the former's content where nothing has changed since."""
        # A calendar shows every day of the roadmap; the half-year and the instant change nothing.
        half, at = roadmap.period.halves()[0], roadmap.imported_at
        wanted = Wanted.in_office(self._office, roadmap, half, "ics", at)
        if roadmap.archived_at is not None:
            # Without days: a calendar program that got none at all would go on showing the old.
            host = wanted.bot_username or "vekha"
            order = order_of("ics", [], roadmap.title, host, 1, wanted.zone)
        else:
            own = replace(wanted, person_id=whose_days(person))
            order = (await gather_in_process(self._url, own)).order
        tag = sha256(order).hexdigest()[:32]
        if former is not None and former.tag == tag:
            content = former.content
        else:
            (content,) = await write_ordered(order)
        return _Page(tag, content, asyncio.get_running_loop().time() + self._fresh)


def _response(request: web.Request, page: _Page) -> web.Response:
    known = request.if_none_match or ()
    response = (
        web.Response(status=304) if ETag(page.tag) in known else web.Response(body=page.content)
    )
    if response.status == 200:
        response.content_type, response.charset = "text/calendar", "utf-8"
    response.etag = page.tag
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


def _come_again() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": "60"})
