"""What the chat would say, in the shell."""

from __future__ import annotations

import html
import re

from roadmap.errors import UserError


def in_words(error: UserError) -> str:
    """The sentence that the chat would show, without its markup."""
    from handlers.speaking.texts import texts_in

    return html.unescape(re.sub(r"<[^>]+>", "", texts_in("ru")(error.key, **error.variables)))
