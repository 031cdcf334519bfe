"""What people write out of courtesy: it belongs to no item, and would only spoil the report."""

from __future__ import annotations

import re

from roadmap.address import clean

_COURTESIES = frozenset(
    {
        "спасибо", "спс", "большое спасибо", "спасибо большое", "огромное спасибо", "благодарю", "благодарим",
        "пожалуйста", "thanks", "thank you", "ок", "окей", "ok", "okay", "хорошо", "хорошо спасибо", "спасибо хорошо",
        "ладно", "понял", "поняла", "поняли", "понятно", "ясно", "принято", "принял", "приняла", "учту", "учтём",
        "здравствуйте", "добрый день", "доброе утро", "добрый вечер", "привет", "до свидания", "hello", "hi",
    }
)  # fmt: skip


def is_courtesy(text: str) -> bool:
    """Whether `text` is nothing but thanks, a greeting, «понятно» and the like, or has no letter and no digit."""
    words = " ".join(re.sub(r"[^\w\s]", " ", clean(text).casefold()).split())
    return not words or words in _COURTESIES
