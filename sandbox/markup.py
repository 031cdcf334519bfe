"""Text with markup as Telegram reads it: HTML to plain text and entities, offsets in UTF-16 units.

Refusals carry the wording of TDLib's parser, byte offsets included, because bots tell errors apart
by it.
"""

from __future__ import annotations

import re
from typing import Any

from sandbox.refusals import Refusal, bad_request

Entity = dict[str, Any]

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-time": "date_time",
    "tg-emoji": "custom_emoji",
}
_SPECIAL = re.compile(r"<|&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_TAG = re.compile(r"""<(/?)([^\s>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>""")
_ATTRIBUTE = re.compile(r"""([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?""")
_NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
_PLAIN = re.compile(
    r"(?P<url>(?:https?://|\bt\.me/)[^\s<>\"«»]+[\w/=])|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w+)?(?![\w/<>]))"
)
_OPAQUE = {"text_link", "code", "pre"}


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of Telegram's offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def parse(
    text: str, parse_mode: str, entities: list[Entity] | None = None
) -> tuple[str, list[Entity]]:
    """The text as it is shown and its entities. Raises Refusal for markup that Telegram refuses.

    Only HTML is spoken here: the Markdown modes are refused as an unsupported mode.
    """
    if not parse_mode:
        plain, found = text, list(entities or ())
    elif parse_mode.lower() == "html":
        plain, found = _Html(text).read()
    else:
        raise bad_request("unsupported parse_mode")
    trimmed, found = _trim(plain, found)
    return trimmed, found + find_plain(trimmed, found)


def find_plain(text: str, known: list[Entity]) -> list[Entity]:
    """Entities that Telegram finds by itself (links, commands) where no markup stands already."""
    found: list[Entity] = []
    for match in _PLAIN.finditer(text):
        offset, length = utf16_length(text[: match.start()]), utf16_length(match.group())
        taken = any(
            one["type"] in _OPAQUE
            and one["offset"] < offset + length
            and offset < one["offset"] + one["length"]
            for one in known
        )
        if not taken:
            found.append({"type": match.lastgroup, "offset": offset, "length": length})
    return found


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Strip white space at both ends and keep the entities on their words."""
    stripped = text.strip()
    if stripped == text:
        return text, entities
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return stripped, kept


class _Html:
    """One pass over one HTML text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.length = 0
        self.open: list[tuple[str, Entity]] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        position = 0
        while match := _SPECIAL.search(self.source, position):
            self._take(self.source[position : match.start()])
            if match.group() == "<":
                position = self._tag(match.start())
            else:
                self._take(_decode(match.group()))
                position = match.end()
        self._take(self.source[position:])
        if self.open:
            raise _unreadable(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"'
            )
        self.entities.sort(key=lambda one: (one["offset"], -one["length"]))
        return "".join(self.parts), self.entities

    def _take(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += utf16_length(text)

    def _tag(self, position: int) -> int:
        offset = len(self.source[:position].encode())
        closing = self.source.startswith("</", position)
        if closing and not self.open:
            raise _unreadable(f"Unexpected end tag at byte offset {offset}")
        match = _TAG.match(self.source, position)
        if match is None:
            raise _unreadable(
                f"Unclosed {'end' if closing else 'start'} tag at byte offset {offset}"
            )
        name = match.group(2).lower()
        if closing:
            self._close(name, offset)
        else:
            self._start(name, match.group(3), offset)
        return match.end()

    def _start(self, name: str, attributes: str, offset: int) -> None:
        if name not in _TYPES:
            raise _unreadable(f'Unsupported start tag "{name}" at byte offset {offset}')
        found = {
            key.lower(): _SPECIAL.sub(lambda one: _decode(one.group()), double or single or bare)
            for key, double, single, bare in _ATTRIBUTE.findall(attributes)
        }
        if name == "span" and found.get("class") != "tg-spoiler":
            raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        self.open.append((name, {**_details(name, found), "offset": self.length}))

    def _close(self, name: str, offset: int) -> None:
        expected, entity = self.open.pop()
        if name and name != expected:
            raise _unreadable(
                f"Unmatched end tag at byte offset {offset}, "
                f'expected "</{expected}>", found "</{name}>"'
            )
        entity["length"] = self.length - entity["offset"]
        linkless = entity["type"] == "text_link" and not entity["url"]
        if entity["length"] and not linkless:
            self.entities.append(entity)


def _details(name: str, attributes: dict[str, str]) -> Entity:
    """What the entity of a tag carries besides its place."""
    entity: Entity = {"type": _TYPES[name]}
    if name == "a":
        entity["url"] = attributes.get("href", "")
    elif name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif name == "code" and attributes.get("class", "").startswith("language-"):
        entity |= {"type": "pre", "language": attributes["class"].removeprefix("language-")}
    elif name == "tg-emoji":
        entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    elif name == "tg-time":
        if not attributes.get("unix", "").isdigit():
            raise _unreadable('Tag "tg-time" must have a valid "unix" attribute')
        entity["unix_time"] = int(attributes["unix"])
        if "format" in attributes:
            entity["date_time_format"] = attributes["format"]
    return entity


def _decode(reference: str) -> str:
    if named := _NAMED.get(reference):
        return named
    digits = reference[2:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else reference


def _unreadable(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")
