"""Pages of the desk, asked for by the people of the office; without the web server before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from handlers.pages.html import page_html
from handlers.pages.page import Download, Page, Redirect, Response, Route, Shown, Upload
from handlers.pages.routes import ROUTES, menu_for
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import Desk


@dataclass
class Seen:
    """What came of a request: the response, the page as HTML, and what was said to others."""

    response: Response
    html: str = ""
    said: list[Outgoing] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())

    def field(self, name: str, form: str = "") -> str:
        """The value of the first hidden field of this name, after the beginning of a form."""
        after = self.html[self.html.index(form) if form else 0 :]
        found = re.search(rf'name="{name}" value="([^"]*)"', after)
        assert found is not None, f"no field {name}"
        return unescape(found[1])


@dataclass
class Browser:
    """Somebody at the desk, by their Telegram id."""

    office: Desk
    who: int

    async def get(self, address: str) -> Seen:
        return await self._ask("GET", address, {}, ())

    async def part(self, address: str) -> Seen:
        """What htmx gets to swap."""
        return await self._ask("GET", address, {}, (), part=True)

    async def post(self, address: str, files: Sequence[Upload] = (), **form: object) -> Seen:
        return await self._ask("POST", address, {n: str(v) for n, v in form.items()}, files)

    async def post_part(self, address: str, **form: object) -> Seen:
        """What htmx gets to swap after it has sent a form."""
        given = {name: str(value) for name, value in form.items()}
        return await self._ask("POST", address, given, (), part=True)

    async def _ask(
        self,
        method: str,
        address: str,
        form: dict[str, str],
        files: Sequence[Upload],
        *,
        part: bool = False,
    ) -> Seen:
        parts = urlsplit(address)
        route, ids = _route(method, parts.path)
        async with self.office.store.begin() as tx:
            page = Page(
                tx,
                self.office.at,
                self.office.office,
                person=await tx.people.by_telegram(self.who),
                path=parts.path,
                ids=ids,
                query=dict(parse_qsl(parts.query)),
                form=form,
                uploads=files,
                csrf="token",
                part=part,
            )
            page.require(*route.roles)
            response = await route.handler(page)
            html = page_html(page, response, menu_for(page)) if isinstance(response, Shown) else ""
        return Seen(response, html, await self.office.sent())


def _route(method: str, path: str) -> tuple[Route, dict[str, int]]:
    for route in ROUTES:
        pattern = re.sub(r"{(\w+)}", r"(?P<\1>[0-9]+)", route.path)
        found = re.fullmatch(pattern, path)
        if route.method == method and found is not None:
            return route, {name: int(value) for name, value in found.groupdict().items()}
    raise LookupError(f"{method} {path}")


def redirected(seen: Seen) -> Redirect:
    """The redirect that a request ended with."""
    assert isinstance(seen.response, Redirect)
    return seen.response


def downloaded(seen: Seen) -> Download:
    """The file that a request ended with."""
    assert isinstance(seen.response, Download)
    return seen.response


@pytest.fixture
def browser(office: Desk) -> Any:
    """`browser(IVANOVA)`: Ivanova at the desk."""
    return lambda who: Browser(office, who)
