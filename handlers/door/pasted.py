"""Invitations that people paste: the link, the command, or the code alone."""

from __future__ import annotations

import re

from roadmap.actions.joining import CODE_BYTES

#: As long as `token_urlsafe` makes a code of so many bytes.
_LENGTH = (CODE_BYTES * 4 + 2) // 3
_CODE = rf"[A-Za-z0-9_-]{{{_LENGTH}}}"
_LINK = re.compile(
    rf"(?:t(?:elegram)?\.me/(?P<bot>\w+)/?\?start=|tg://resolve\?domain=(?P<name>\w+)&start=|"
    rf"^\W*(?:start|код|code)?[\s:=]*)(?P<code>{_CODE})(?![\w-])",
    re.IGNORECASE,
)


def pasted_code(text: str, username: str) -> str | None:
    """The code of an invitation to the bot `username` in `text`; None where there is none."""
    if len(text) < _LENGTH or text.lstrip().startswith("/"):
        return None
    found = _LINK.search(text)
    if found is None:
        return None
    bot = found["bot"] or found["name"]
    if bot is None and (text.strip()[-_LENGTH:] != found["code"] or found["code"].isalpha()):
        return None
    return found["code"] if bot is None or bot.lower() == username.lower() else None
