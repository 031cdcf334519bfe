"""What people write that is no answer: courtesies and questions would only spoil the report."""

from __future__ import annotations

import re

from roadmap.model.address import clean

_COURTESIES = frozenset(
    {
        "спасибо",
        "спс",
        "большое спасибо",
        "спасибо большое",
        "огромное спасибо",
        "благодарю",
        "благодарим",
        "пожалуйста",
        "thanks",
        "thank you",
        "ок",
        "окей",
        "ok",
        "okay",
        "хорошо",
        "хорошо спасибо",
        "спасибо хорошо",
        "ладно",
        "понял",
        "поняла",
        "поняли",
        "понятно",
        "ясно",
        "принято",
        "принял",
        "приняла",
        "учту",
        "учтём",
        "здравствуйте",
        "добрый день",
        "доброе утро",
        "добрый вечер",
        "привет",
        "до свидания",
        "hello",
        "hi",
    }
)


_ASKING = re.compile(
    r"\b(?:когда|что|чего|как(?:ой|ая|ое|ие|ого|им)?|куда|где|кто|кому|сколько|почему|зачем|ли|нет|подскажите|when|what|how|where|who)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether `text` is one question: «когда срок по п. 8?», not «можно перенести на март?»."""
    words = clean(text).strip()
    one = words.endswith("?") and not re.search(r"[!?\n]|\.\s+[А-ЯЁA-Z]", words[:-1])
    return one and _ASKING.search(words) is not None


def is_courtesy(text: str) -> bool:
    """Whether `text` is only thanks, a greeting, «понятно», or has neither letter nor digit."""
    words = " ".join(re.sub(r"[^\w\s]", " ", clean(text).casefold()).split())
    return not words or words in _COURTESIES
