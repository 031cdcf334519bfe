"""Text that a database takes, out of JSON that may hold what is no character."""

from __future__ import annotations

import json
import re
from typing import Any

#: PostgreSQL refuses a zero character, UTF-8 half of a surrogate pair.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
#: How JSON may write them. Most JSON has none of this, and need not be searched value by value.
_PERHAPS = re.compile(r"\\u(?:0000|d[89a-f])|\0", re.IGNORECASE)


def legible_json(given: str) -> Any:
    """Decode `given`; «\ufffd» replaces what is no character. Raises ValueError, RecursionError."""
    decoded = json.loads(given)
    return _legible(decoded) if _PERHAPS.search(given) else decoded


def _legible(value: Any) -> Any:
    match value:
        case str():
            return _NO_TEXT.sub("\ufffd", value)
        case list():
            return [_legible(one) for one in value]
        case dict():
            return {key: _legible(one) for key, one in value.items()}
    return value
