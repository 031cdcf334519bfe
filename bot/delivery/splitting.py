"""Cutting a long text of Telegram's HTML into messages, between paragraphs where that is possible,
never inside a tag.

Limits are counted after entities are parsed [Bot API], in UTF-16 units, which is never fewer than
Telegram counts.
"""

from __future__ import annotations

import re
from html import unescape

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024

_TOKEN = re.compile(r"<[^<>]*>|&(?:#?\w+);|[^<&]|[<&]", re.DOTALL)
_TAG_NAME = re.compile(r"</?\s*([a-z-]+)")
#: Where to cut, best first: an empty line, a line's end, a space.
_BORDERS = ("\n\n", "\n", " ")


def visible_length(html: str) -> int:
    """How long `html` is to Telegram."""
    return sum(_width(token) for token in _TOKEN.findall(html))


def split(html: str, limit: int = MESSAGE_LIMIT, rest: int = MESSAGE_LIMIT) -> list[str]:
    """`html` in pieces, the first of at most `limit` visible characters, the others of at most
    `rest`.

    Tags that are open where it is cut are closed in the one piece and opened anew in the next.
    """
    tokens = _TOKEN.findall(html)
    pieces: list[str] = []
    opened: list[str] = []
    while tokens:
        cut = _cut(tokens, rest if pieces else limit)
        piece = "".join(opened) + "".join(tokens[:cut]).rstrip("\n ")
        opened = _still_open(opened, tokens[:cut])
        pieces.append(piece + "".join(f"</{_name(tag)}>" for tag in reversed(opened)))
        tokens = tokens[cut:]
        while tokens and tokens[0] in "\n ":
            tokens = tokens[1:]
    return pieces or [""]


def _cut(tokens: list[str], limit: int) -> int:
    """How many tokens make up the next piece."""
    width, fits = 0, 0
    for token in tokens:
        width += _width(token)
        if width > limit:
            break
        fits += 1
    else:
        return len(tokens)
    plain = [token if len(token) == 1 else "\0" for token in tokens[:fits]]
    line = "".join(plain)
    for border in _BORDERS:
        found = line.rfind(border)
        # A border in the first half would leave a stub of a message; then the next kind of border
        # is better.
        if found > fits // 2:
            return found
    return max(fits, 1)


def _still_open(opened: list[str], tokens: list[str]) -> list[str]:
    stack = list(opened)
    for token in tokens:
        if token.startswith("</") and stack:
            stack.pop()
        elif token.startswith("<") and len(token) > 1:
            stack.append(token)
    return stack


def _name(tag: str) -> str:
    found = _TAG_NAME.match(tag)
    return found[1] if found else ""


def _width(token: str) -> int:
    if len(token) > 1 and token[0] == "<":
        return 0
    return len((unescape(token) if token[0] == "&" else token).encode("utf-16-le")) // 2


def plain(html: str) -> str:
    """The text alone, for a server that refuses the markup."""
    return unescape(re.sub(r"<[^<>]*>", "", html))
