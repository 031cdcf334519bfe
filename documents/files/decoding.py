"""The letters of a text file whose encoding nobody names."""

from __future__ import annotations

_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 where the bytes say so, else the code page of Russian Windows."""
    if content.startswith(_MARKS_OF_UTF_16):
        return content.decode("utf-16", errors="replace")
    text = content.decode("utf-8-sig", errors="replace")
    broken = text.count("\ufffd")
    letters = sum(not char.isascii() for char in text) - broken if broken else 0
    # A few bad bytes among Russian letters are damage; more than letters, another code page.
    return content.decode("cp1251", errors="replace") if broken > letters else text
