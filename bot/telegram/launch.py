"""Who opens a page within Telegram: what a Mini App is told, and how it is known to be true."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from roadmap.actions.entering import LINK_LIFETIME

#: Characters: what Telegram sends has some hundreds, with the address of a picture.
_LONGEST = 4096
#: Telegram's clock may go before ours by so much.
_AHEAD = timedelta(minutes=1)


def launched_by(token: str, data: str, at: datetime) -> int | None:
    """The Telegram id of the person for whom the app was opened, from the `initData` that its page
    was given; None unless it was signed for the bot of this token [Mini Apps, Validating data
    received], within LINK_LIFETIME before `at` (aware): whoever finds it later gets nothing.
    """
    if not token or len(data) > _LONGEST or not data.isascii():
        return None
    # Imported late: a bot whose desk is off needs none of it.
    from aiogram.utils.web_app import check_webapp_signature

    fields = dict(parse_qsl(data))
    # What is no ASCII cannot be compared, and is no signature.
    if not fields.get("hash", "").isascii() or not check_webapp_signature(token, data):
        return None
    try:
        given = datetime.fromtimestamp(int(fields["auth_date"]), UTC)
        person = int(json.loads(fields["user"])["id"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return person if -_AHEAD <= at - given < LINK_LIFETIME else None
