"""The bot's sentences, from the Fluent catalogues in locales/; values are escaped as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from fluent.runtime import FluentBundle, resolver
from fluent.syntax import FluentParser

LOCALES = Path(__file__).resolve().parents[1] / "locales"
LANGUAGES = ("ru", "en")
#: Sentences that only the desk says: where that is off they take no memory.
_OF_PAGES = "pages*.ftl"


# Its guard against catalogues that unfold without end also refuses any value of more than 2,500
# characters, while an answer has up to 4,096, and a report's line several answers. Our catalogues
# are our own.
resolver.MAX_PART_LENGTH = 1_000_000


#: A name ends with its initials' dot, and a sentence with its own: «Зайцев О.Н.» needs one.
_LAST_DOT = re.compile(r"(?<=[A-ZА-ЯЁ]\.)((?:</[a-z]+>)*)\.(?=\s|$)")


class Html(str):
    """Text that is escaped already."""

    __slots__ = ()

    def __html__(self) -> str:
        """What templates of pages ask for, which escape everything else."""
        return str(self)


def plain(said: Html) -> str:
    """A sentence as text without marks, for a shell and not for Telegram."""
    return unescape(re.sub(r"</?[a-z]+>", "", said))


class Texts:
    """One language's catalogue."""

    def __init__(self, language: str) -> None:
        self.language = language
        # Isolation marks would stand inside every sentence with a name; Telegram shows them as odd
        # spaces on copying.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._reads_pages = False
        folder = LOCALES / language
        self._read(sorted(set(folder.glob("*.ftl")) - set(folder.glob(_OF_PAGES))))

    def read_pages(self) -> None:
        """Read the sentences of the desk's pages, too, unless they are read already."""
        if not self._reads_pages:
            self._reads_pages = True
            self._read(sorted((LOCALES / self.language).glob(_OF_PAGES)))

    def _read(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self._bundle.add_resource(
                FluentParser(with_spans=False).parse(path.read_text(encoding="utf8"))
            )

    def __call__(self, key: str, **variables: object) -> Html:
        """The sentence `key` with its variables: str escaped, Html as it is, dates in words,
        numbers for plurals.

        Raises KeyError where the catalogue has no such sentence.
        """
        if not self._bundle.has_message(key):
            self.read_pages()
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        shown = {name: self._show(value) for name, value in variables.items()}
        text, errors = self._bundle.format_pattern(message.value, shown)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return Html(_LAST_DOT.sub(r"\1", str(text)).replace("….", "…"))

    def day(self, day: date) -> str:
        """«31 декабря 2026»: a day in words, without the word for year."""
        return format_date(day, "d MMMM y", locale=self.language)

    def short_day(self, day: date, today: date) -> str:
        """«31 декабря», with the year where it is not this one."""
        return format_date(
            day, "d MMMM" if day.year == today.year else "d MMMM y", locale=self.language
        )

    def period(self, label: str) -> str:
        """«2026/2027 учебный год», as a document's year is called, in this language."""
        for ending, key in ((" учебный год", "period-school"), (" год", "period-year")):
            if label.endswith(ending):
                return self(key, years=label.removesuffix(ending))
        return label

    def zone(self, key: str, at: datetime) -> str:
        """«Омск (UTC+6)»: a zone by its city and what its clocks are ahead at `at`."""
        offset = (at.astimezone(ZoneInfo(key)).utcoffset() or timedelta()) / timedelta(hours=1)
        return (
            f"{get_timezone_location(key, locale=self.language, return_city=True)} (UTC{offset:+g})"
        )

    def number(self, value: float) -> str:
        """«0,75»: two digits after the sign that the language has for it."""
        return f"{value:.2f}".replace(".", "," if self.language == "ru" else ".")

    def weekday(self, day: date) -> str:
        """«вторник»."""
        return format_date(day, "EEEE", locale=self.language)

    def short_weekday(self, day: date) -> str:
        """«вт»."""
        return format_date(day, "EEE", locale=self.language)

    def _show(self, value: object) -> Any:
        if isinstance(value, Html) or value is None:
            return value or ""
        if isinstance(value, datetime):
            return f"{self.day(value.date())}, {value:%H:%M}"
        if isinstance(value, date):
            return self.day(value)
        return escape(value, quote=False) if isinstance(value, str) else value


@cache
def texts_in(language: str) -> Texts:
    """The catalogue of `language`; Russian where there is none."""
    return Texts(language if language in LANGUAGES else "ru")


def read_all() -> None:
    """Read catalogues and months' names before they are needed: it takes a tenth of a second."""
    for language in LANGUAGES:
        texts_in(language).weekday(date.min)


def in_ranges(numbers: Sequence[str]) -> str:
    """«1–4, 6, 7.2»: three or more whole numbers in a row as a range, the rest as it is."""
    runs: list[list[str]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else ""
        if number.isdecimal() and last.isdecimal() and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def below(words: Html, line: str) -> Html:
    """`words` with one more `line` below them, unless it is empty."""
    return Html(f"{words}\n{line}") if line else words


def within_quotes(text: str) -> str:
    """`text` as it stands within «…»: quotation marks of its own are the inner ones, „…“, and what
    `clip` has left open is closed.
    """
    inner = text.replace("«", "„").replace("»", "“")
    return inner + "“" * (inner.count("„") - inner.count("“"))


def after_number(text: str) -> str:
    """`text` as it stands after a number and before a colon: apart from the number where it does
    not begin with a word («14.1 – % реализации»), without stops at its end.
    """
    told = text.rstrip(" .,;:–—-")
    return told if not told or told[0].isalpha() or told[0] in '«„"“(…' else f"– {told}"


def clip(text: str, limit: int) -> str:
    """`text` on one line, at most `limit` characters, cut between words with an ellipsis; a
    quotation mark that the cut leaves open is closed.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    shown = line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    if (missing := shown.count("«") - shown.count("»")) > 0:
        shown = line[: limit - 1 - missing].rsplit(" ", 1)[0].rstrip(" ,;:–-«")
        return shown + "…" + "»" * max(0, shown.count("«") - shown.count("»"))
    return shown + "…"
