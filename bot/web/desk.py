"""The desk's web server: who is asking, by cookie; what their request is; and what keeps a browser
from doing anything else. The pages are those of handlers/pages/.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote, unquote

from aiohttp import BodyPartReader, web

from bot.clock import Clock
from bot.logs import log
from bot.telegram.launch import launched_by
from handlers.pages.html import STATIC, bare_html, page_html
from handlers.pages.page import Download, Page, Redirect, Response, Route, Shown, Upload
from handlers.pages.routes import ROUTES, menu_for
from handlers.speaking.texts import Html, plain
from roadmap.actions.entering import (
    LAUNCH,
    Session,
    enter,
    enter_launched,
    is_to_be_prolonged,
    leave,
    new_secret,
    prolong,
    session_of,
)
from roadmap.errors import NotAllowed, NotFound, StorageError, UserError
from roadmap.model.policy import Office
from roadmap.ports import Store

#: Bytes of one request: the largest file that a bot can fetch [Bot API], and the rest of its form.
MAX_BODY = 21 << 20
#: Fields of one form, and files in it.
_MOST_PARTS, _MOST_FILES = 300, 10
_SESSION, _SAID = "vekha_session", "vekha_said"
#: Nothing is loaded from anywhere else, no script stands in a page, and no other page frames ours.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
)
#: Telegram in a browser opens apps in a frame; the page there has one button, which opens a window.
_FRAMED = {"Content-Security-Policy": _POLICY + "https://web.telegram.org"}
_HEADERS = {
    "Content-Security-Policy": _POLICY + "'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_NUMBER = re.compile(r"{(\w+)}")

_log = log("desk")


class Desk:
    """Serves the pages to those who have entered."""

    def __init__(self, store: Store, office: Office, clock: Clock, token: str = "") -> None:
        """`token` is the bot's: it proves what Telegram says of who opens the desk within it."""
        self._store, self._office, self._clock = store, office, clock
        self._token = token
        self._on_done: Callable[[], None] = lambda: None

    def work_with(self, office: Office, on_done: Callable[[], None]) -> None:
        """From now on the bot is known, and `on_done` sends what is said."""
        self._office, self._on_done = office, on_done

    def add_to(self, app: web.Application) -> None:
        """Answer on the paths of the pages, of entering and leaving, and of scripts and styles."""
        app.middlewares.append(_headers)
        app.router.add_get("/enter/{link}", self._ask_to_enter)
        app.router.add_post("/enter/{link}", self._enter)
        app.router.add_get(LAUNCH, self._launching)
        app.router.add_post(LAUNCH, self._launch)
        app.router.add_post("/leave", self._leave)
        app.router.add_static("/static", STATIC)
        for route in ROUTES:
            path = _NUMBER.sub(r"{\1:[0-9]{1,18}}", route.path)
            app.router.add_route(route.method, path, self._handler(route))

    # ── entering and leaving ──────────────────────────────────────────────────────────────────────

    async def _ask_to_enter(self, _: web.Request) -> web.Response:
        """A page with one button. Opening the address uses nothing up: messengers and mail programs
        look at links before people do.
        """
        return _html(bare_html("enter.html", self._office.language, over=False))

    async def _enter(self, request: web.Request) -> web.Response:
        _refuse_foreign(request)
        secret, at = new_secret(), self._clock.now()
        async with self._store.begin() as tx:
            session = await enter(tx, request.match_info["link"], secret, at)
        if session is None:
            return _html(bare_html("enter.html", self._office.language, over=True), status=403)
        raise self._entered(request, secret, session)

    async def _launching(self, _: web.Request) -> web.Response:
        """A page that sends on what Telegram has told it behind the «#», which no server sees."""
        response = _html(bare_html("launch.html", self._office.language, over=False))
        response.headers.update(_FRAMED)
        return response

    async def _launch(self, request: web.Request) -> web.Response:
        _refuse_foreign(request)
        secret, at = new_secret(), self._clock.now()
        data = str((await request.post()).get("data", ""))
        telegram_id = launched_by(self._token, data, at)
        session = None
        if telegram_id is not None:
            async with self._store.begin() as tx:
                session = await enter_launched(tx, telegram_id, secret, at)
        if session is None:
            return _html(bare_html("launch.html", self._office.language, over=True), status=403)
        raise self._entered(request, secret, session)

    def _entered(self, request: web.Request, secret: str, session: Session) -> web.HTTPException:
        response = web.HTTPSeeOther("/")
        self._keep(response, request, secret, session)
        return response

    async def _leave(self, request: web.Request) -> web.Response:
        secret, at = request.cookies.get(_SESSION, ""), self._clock.now()
        if await self._session(secret, at) is not None:
            await _own_form(request, secret)
            async with self._store.begin() as tx:
                await leave(tx, secret, at)
        response = _html(bare_html("left.html", self._office.language))
        response.del_cookie(_SESSION, path="/")
        return response

    def _keep(
        self, response: web.StreamResponse, request: web.Request, secret: str, session: Session
    ) -> None:
        response.set_cookie(
            _SESSION,
            secret,
            max_age=session.by.lasts,
            path="/",
            httponly=True,
            samesite="Lax",
            secure=self._is_https(request),
        )

    def _is_https(self, request: web.Request) -> bool:
        return request.secure or self._office.feed_base.startswith("https://")

    # ── pages ─────────────────────────────────────────────────────────────────────────────────────

    def _handler(self, route: Route) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.StreamResponse:
            secret, at = request.cookies.get(_SESSION, ""), self._clock.now()
            session = await self._session(secret, at)
            if session is None:  # a stranger's form is not even read
                return _html(bare_html("stranger.html", self._office.language), status=401)
            posted = route.method == "POST"
            form, uploads = await _own_form(request, secret) if posted else ({}, [])
            # Before the form is carried out: where this fails, nothing has been done twice.
            prolonged = is_to_be_prolonged(session, at)
            if prolonged:
                async with self._store.begin() as tx:
                    await prolong(tx, session, at)
            page = self._page(request, session, secret, form, uploads)
            response = await self._respond(route, page, request)
            if prolonged:
                self._keep(response, request, secret, session)
            return response

        return handle

    async def _session(self, secret: str, at: datetime) -> Session | None:
        if not secret:
            return None
        async with self._store.read() as tx:
            return await session_of(tx, secret, at)

    def _page(
        self,
        request: web.Request,
        session: Session,
        secret: str,
        form: dict[str, str],
        uploads: list[Upload],
    ) -> Page:
        return Page(
            tx=_NO_TX,
            at=self._clock.now(),
            office=self._office,
            person=session.person,
            path=request.path,
            ids={name: int(value) for name, value in request.match_info.items()},
            query=dict(request.query),
            form=form,
            uploads=uploads,
            csrf=_csrf(secret),
            part=request.headers.get("HX-Request") == "true",
            said=unquote(request.cookies.get(_SAID, "")),
        )

    async def _respond(self, route: Route, page: Page, request: web.Request) -> web.StreamResponse:
        try:
            page.require(*route.roles)
            if route.method == "POST":
                async with self._store.begin() as page.tx:
                    found = await route.handler(page)
                self._on_done()
            else:
                async with self._store.read() as page.tx:
                    found = await route.handler(page)
        except UserError as error:
            found = _refusal(page, error)
        page.tx = _NO_TX
        return _response(page, found, secure=self._is_https(request))


_NO_TX: Any = None


def _refusal(page: Page, error: UserError) -> Shown:
    status = 403 if isinstance(error, NotAllowed) else 404 if isinstance(error, NotFound) else 422
    sentence = page.texts(error.key, **error.variables)
    return Shown("refused.html", {"sentence": sentence, "form": page.form}, status=status)


def _response(page: Page, found: Response, *, secure: bool) -> web.Response:
    if isinstance(found, Redirect):
        if page.part:
            response = web.Response(headers={"HX-Redirect": found.to})
        else:
            response = web.Response(status=303, headers={"Location": found.to})
        if found.said:
            # The page escapes it: a sentence of the catalogue is escaped already.
            said = quote(plain(found.said) if isinstance(found.said, Html) else found.said)[:3500]
            response.set_cookie(
                _SAID, said, max_age=60, path="/", httponly=True, samesite="Lax", secure=secure
            )
        return response
    if isinstance(found, Download):
        how = "inline" if found.inline else "attachment"
        disposition = f"{how}; filename*=UTF-8''{quote(found.name)}"
        return web.Response(
            body=found.content,
            headers={"Content-Type": found.mime, "Content-Disposition": disposition},
        )
    response = _html(page_html(page, found, menu_for(page)), status=found.status)
    if page.said and not page.part:
        response.del_cookie(_SAID, path="/")
    return response


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")


@web.middleware
async def _headers(request: web.Request, handler: Any) -> web.StreamResponse:
    try:
        response: web.StreamResponse = await handler(request)
    except web.HTTPException as error:
        error.headers.update(_HEADERS)
        raise
    except StorageError as error:
        resource = request.match_info.route.resource
        path = resource.canonical if resource else ""  # without the secret of a link
        _log.error("a page cannot be made", path=path, error=str(error))
        headers = {**_HEADERS, "Retry-After": "10"}
        raise web.HTTPServiceUnavailable(headers=headers) from None
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _csrf(secret: str) -> str:
    """What forms of a session bring back: nobody else's page can know it."""
    return hmac.new(secret.encode(errors="surrogateescape"), b"csrf", sha256).hexdigest()


async def _own_form(request: web.Request, secret: str) -> tuple[dict[str, str], list[Upload]]:
    """The fields and files of a form that was sent from a page of ours, in this session; raises
    HTTPForbidden for any other.
    """
    _refuse_foreign(request)
    form, uploads = await _form(request)
    given = form.get("csrf") or request.headers.get("X-CSRF-Token") or ""
    if not hmac.compare_digest(given.encode(errors="replace"), _csrf(secret).encode()):
        raise web.HTTPForbidden
    return form, uploads


def _refuse_foreign(request: web.Request) -> None:
    """Browsers say from where a form comes [Fetch Metadata]."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise web.HTTPForbidden


async def _form(request: web.Request) -> tuple[dict[str, str], list[Upload]]:
    """The fields and files of a form, as many and as large as one may have. Browsers end lines with
    two signs: here each ends with one, as in a chat.
    """
    form: dict[str, str] = {}
    uploads: list[Upload] = []
    if not request.content_type.startswith("multipart/"):
        for name, value in (await request.post()).items():
            form.setdefault(name, str(value).replace("\r\n", "\n"))
        return form, uploads
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or len(form) + len(uploads) >= _MOST_PARTS:
            raise web.HTTPBadRequest
        content = await part.read(decode=True)
        size += len(content)
        if size > request.client_max_size:  # which aiohttp holds each part to, and not their sum
            raise web.HTTPRequestEntityTooLarge(request.client_max_size, size)
        if part.filename is None:
            words = content.decode("utf8", errors="replace").replace("\r\n", "\n")
            form.setdefault(part.name or "", words)
        elif content and len(uploads) < _MOST_FILES:
            mime = _readable(part.headers.get("Content-Type", "application/octet-stream"))
            name = _readable(part.filename)
            uploads.append(Upload(name[-200:], mime[:100], bytes(content)))
    return form, uploads


def _readable(header: str) -> str:
    """A part's name or type without what is not UTF-8, which no database takes."""
    return header.encode("utf8", errors="surrogateescape").decode("utf8", errors="replace")
