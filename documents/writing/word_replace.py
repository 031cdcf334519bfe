"""Words changed within a Word paragraph across its runs, which keep their looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from documents.files.word_counting import W

#: An lxml element; lxml ships no types.
Node = Any


def paragraph_text(paragraph: Node) -> str:
    """The paragraph's text; a soft break is a line feed, a tab a space."""
    return "".join(_piece(node) for node in _pieces(paragraph))


def replace_words(
    paragraph: Node, pattern: re.Pattern[str], words: Callable[[re.Match[str]], str]
) -> int:
    """Put `words(match)` in place of every match; return how many there were.

    The new words stand in the run of the match's first letter; soft breaks within a match stay
    where they were.
    """
    matches = list(pattern.finditer(paragraph_text(paragraph)))
    for match in reversed(matches):
        _replace(paragraph, match.start(), match.end(), words(match))
    return len(matches)


def _pieces(paragraph: Node) -> list[Node]:
    """Texts, breaks and tabs; texts that a tracked change deleted are w:delText and so left out."""
    return [
        node
        for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
        if node.getparent().tag == f"{W}r"
    ]


def _piece(node: Node) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    return "\n" if node.tag == f"{W}br" else " "


def _replace(paragraph: Node, start: int, end: int, words: str) -> None:
    at = 0
    put = False
    for node in _pieces(paragraph):
        text = _piece(node)
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last or node.tag != f"{W}t":
            continue
        node.text = text[:first] + ("" if put else words) + text[last:]
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        put = True
