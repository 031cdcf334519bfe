"""A person at the desk with a mouse and a keyboard, counted: only what is on the page, and not
folded up, can be clicked or filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from lxml import html

from handlers.pages.page import Download, Redirect, Response, Shown, Upload
from tests.handlers.pages.conftest import Browser, Seen
from tests.handlers.written import write_files

#: What a control stands in, from the innermost.
_PLACES = ("li", "tr", "article", "section", "form")


@dataclass
class Mouse:
    """A click is one on a link, a button, a choice, a box, a file or what folds something open;
    `typed` counts the characters.
    """

    browser: Browser
    clicks: int = 0
    typed: int = 0
    said: str = ""
    got: Download | None = None
    page: Any = None
    _files: dict[Any, list[Upload]] = field(default_factory=dict)

    async def open(self, address: str) -> None:
        """Where the day begins: not counted."""
        await self._show(await self.browser.get(address))

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(self.page.text_content().split())

    async def click(self, words: str, at: str = "") -> None:
        """A link or a button whose words begin so; `at`: beside these words."""
        found = self._find("//a[@href] | //button", words, at)
        self.clicks += 1
        if found.tag == "a":
            await self._show(await self.browser.get(found.get("href").partition("#")[0]))
        else:
            await self._send(_form_of(found), found)

    def unfold(self, words: str, at: str = "") -> None:
        """What is folded up under these words."""
        found = self._find("//summary", words, at).getparent()
        assert found.get("open") is None, f"{words!r} is open already"
        self.clicks += 1
        found.set("open", "")

    async def write(self, label: str, words: str, at: str = "") -> None:
        """In the field of this label, instead of what stands there."""
        found = self._field("input | .//textarea", label, at)
        longest = found.get("maxlength")
        assert longest is None or len(words) <= int(longest)
        self.typed += len(words)
        if found.tag == "textarea":
            found.text = words
        else:
            found.set("value", words)
        if "input" in (_form_of(found).get("hx-trigger") or ""):
            await self._send(_form_of(found), None)

    def choose(self, label: str, words: str, at: str = "") -> None:
        """What begins with these words, of a list."""
        options = self._field("select", label, at).xpath("./option")
        (chosen,) = [one for one in options if _words(one).startswith(words)]
        self.clicks += 1
        for one in options:
            one.attrib.pop("selected", None)
        chosen.set("selected", "selected")

    def choose_file(self, label: str, name: str, content: bytes, at: str = "") -> None:
        found = self._field("input[@type='file']", label, at)
        self.clicks += 1
        self._files[found] = [Upload(name, "application/octet-stream", content)]

    async def wait(self) -> None:
        """The bot does what waits; the page, which asks for it by itself, shows it."""
        (asking,) = self.page.xpath("//*[starts-with(@hx-trigger, 'every')]")
        await write_files(self.browser.office)
        await self._show(await self.browser.get(asking.get("hx-get")))

    # ── what is on the page ───────────────────────────────────────────────────────────────────────

    def _find(self, path: str, words: str, at: str) -> Any:
        found = [
            one
            for one in self.page.xpath(path)
            if _words(one).startswith(words) and _is_shown(one) and _room(one, at)
        ]
        assert found, f"no {words!r} {at!r} on the page: {self.text[:2000]}"
        return min(found, key=lambda one: _room(one, at))

    def _field(self, kind: str, label: str, at: str) -> Any:
        found = [
            one.xpath(f".//{kind}")[0]
            for one in self.page.xpath("//label")
            if one.xpath(f".//{kind}") and _own_words(one) == label
            if _is_shown(one) and _room(one, at)
        ]
        assert found, f"no field {label!r} {at!r} on the page: {self.text[:2000]}"
        return min(found, key=lambda one: _room(one, at))

    async def _send(self, form: Any, button: Any) -> None:
        for one in form.xpath(".//*[@required]"):
            assert one.get("value") or one.text or self._files.get(one), "a field is not filled in"
        values = dict(_values(form))
        if button is not None and button.get("name"):
            values[button.get("name")] = button.get("value", "")
        if form.get("method") != "post":
            await self._show(await self.browser.get(f"{form.get('action')}?{urlencode(values)}"))
            return
        assert values.pop("csrf", "") == "token", "the form does not say whose it is"
        files = [
            file
            for one in form.xpath(".//input[@type='file']")
            for file in self._files.get(one, ())
        ]
        assert not files or form.get("enctype") == "multipart/form-data"
        await self._show(await self.browser.post(form.get("action"), files, **values))

    async def _show(self, seen: Seen) -> None:
        """What came of a request, after the redirects."""
        response: Response = seen.response
        while isinstance(response, Redirect):
            self.said = str(response.said) or self.said
            seen = await self.browser.get(response.to.partition("#")[0])
            response = seen.response
        if isinstance(response, Download):
            self.got = response
            return
        assert isinstance(response, Shown)
        self.page, self._files = html.fromstring(seen.html), {}


def _form_of(one: Any) -> Any:
    return next(one.iterancestors("form"))


def _values(form: Any) -> Iterator[tuple[str, str]]:
    """What a browser sends of a form's fields."""
    for one in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        kind = one.get("type", "")
        if one.tag == "select":
            chosen = one.xpath("./option[@selected]") or one.xpath("./option")
            yield one.get("name"), chosen[0].get("value", chosen[0].text_content())
        elif one.tag == "textarea":
            yield one.get("name"), one.text_content()
        elif kind != "file" and (kind != "checkbox" or one.get("checked") is not None):
            yield one.get("name"), one.get("value", "")


def _words(one: Any) -> str:
    return one.get("aria-label") or " ".join(one.text_content().split())


def _own_words(label: Any) -> str:
    return " ".join(f"{label.text or ''} {' '.join(one.tail or '' for one in label)}".split())


def _is_shown(one: Any) -> bool:
    if any(above.get("hidden") is not None for above in (one, *one.iterancestors())):
        return False
    folded = [above for above in one.iterancestors("details") if above.get("open") is None]
    if one.tag == "summary" and folded and folded[0] is one.getparent():
        folded = folded[1:]
    return not folded and next(one.iterancestors("noscript"), None) is None


def _room(one: Any, words: str) -> int:
    """How large the innermost place is that a control shares with these words; 0 where it shares
    none.
    """
    told = (" ".join(place.text_content().split()) for place in one.iterancestors(*_PLACES))
    return next((len(text) for text in told if words in text), 0) if words else 1
