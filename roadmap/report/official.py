"""What a person wrote in chat as a line of an official report: the same words, figures, days and
names, with the punctuation of a paper.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from roadmap.model import ReportingPeriod

_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\U000e0020-\U000e007f]+"
)
_SMILEY = re.compile(r"(?<![^\s\w.!?])[:;=]-?[)(]+(?=[\s.,!?]|$)|(?<=[\s.!?])[)(]{2,}(?=\s|$)")
_BULLET = re.compile(r"(?:[–—-]|[•·▪●◦*])\s+|\d{1,2}\)\s*|[а-я]\)\s*")
_DECIMAL = re.compile(r"(?<![\d.,])(\d{1,4})\.(\d{1,2})(?=\s?(?:%|процент))")

#: A number in front of an answer: where a word marks it, what stands between it and the words.
_MARK = r"(?:по\s+)?(?:пп?\.?|пункт(?:у|а|ом)?|подпункт(?:у|а|ом)?|№)\s*(?:№\s*)?"
_ADDRESS = r"\d{1,3}(?:\.\d{1,2}){0,3}"
_SEPARATOR = r"\s*(?:[–—:]|-(?=\s)|\.(?=\s)|\))\s*"
_MARKED = re.compile(
    rf"(?P<mark>{_MARK})(?P<address>{_ADDRESS})(?:(?P<apart>{_SEPARATOR})|\s+)(?=\S)", re.IGNORECASE
)
_UNMARKED = re.compile(rf"(?P<address>{_ADDRESS})(?:(?P<apart>{_SEPARATOR})|\s+)(?=[^\W\d]|[«\"(])")
#: «2.5 ставки», «7.3 млн рублей», «8.1 % плана»: a figure, whatever else has that number.
_UNIT = re.compile(
    r"%|‰|°|процент|промилл|тыс|млн|млрд|миллион|миллиард|руб|коп|ставк|единиц|балл|час|минут|секунд|сут|дн|дня"
    r"|недел|месяц|год|лет|кв|куб|км|см|мм|метр|м\b|м[²³]|га\b|гектар|тонн|т\b|ц\b|кг|грамм|г\b|литр|л\b|шт|раз[а]?\b|кВт|МВт|Гкал|экз|чел|человек|п\.\s?п|доли|части",
    re.IGNORECASE,
)
#: «Пункт 8 постановления исполнен», «п. 3.2 Положения изложен»: of which paper the point is.
_OF_A_PAPER = re.compile(
    r"(?:настоящ\w+\s+)?(?:протокол|приказ|план|договор|регламент|устав|соглашени|закон|решени|постановлени|распоряжени"
    r"|положени|предписани|поручени|представлени|письм|инструкци|требовани|дорожн|карт|раздел|стать|санпин|порядк|правил)",
    re.IGNORECASE,
)
_SHORT_WORD = re.compile(r"(?<!\w)[а-яё]{1,2}$")
_LINK = re.compile(r"\S*(?:://|@|www\.|\w\.[a-zа-я]{2,}/?)\S*$", re.IGNORECASE)


def official(text: str, own: Collection[str] = (), half: ReportingPeriod | None = None) -> str:
    """`text` as lines of a report: without the number that was typed in front of it, emoji,
    repeated signs; each statement with a capital and a full stop, a list as lists are written.

    `own` are the addresses of the item and its points, with which an answer may begin; «18.10» is
    a day where it lies in `half`. Figures, days and names stay as they are, but for the comma of a
    share («8,1 %»). What is already official comes out as it went in. «» where nothing but signs
    was written.
    """
    before = None
    while text != before:  # what one rule leaves may be another's
        before = text
        lines = [_tidy(line) for line in text.splitlines()]
        lines = [line for line in lines if re.search(r"\w", line)]
        if lines:
            lines[0] = _without_number(lines[0], own, half)
        text = "\n".join(_punctuated(lines))
    return text


def _tidy(line: str) -> str:
    line = _SMILEY.sub("", _EMOJI.sub("", line))
    line = " ".join(line.split())
    line = re.sub(r"^\+[+\s]*(?!\d)|(?:(?<=\s)|(?<=[^\W\d])|(?<=[.!?]))\++$", "", line).strip()
    line = re.sub(r" --? (?=\S)", " – ", line)
    line = re.sub(r"^--? (?=\S)", "– ", line)
    line = re.sub(r"(?<=[а-яё%»)])- (?=\d)", " – ", line)
    line = re.sub(r"\s+(?=[,;!?]|\.(?:\s|$))", "", line)
    line = re.sub(r"\?[?!]+|!+\?[?!]*", "?", line)
    line = re.sub(r"([,;:])\1+", r"\1", line)
    line = re.sub(r"!+(?=[»”\")])", "!", line)
    line = re.sub(r"[.…]*!+[.!…]*(?:\s+(\w)|(?=\s|$))", _stop, line)
    line = re.sub(r"(?:\.{3,}|…+\.*)$", ".", line)
    line = re.sub(r"\.{3,}", "…", line)
    line = re.sub(r"(?<!\.)\.\.(?!\.)", ".", line)
    line = _DECIMAL.sub(r"\1,\2", line)
    words = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    if "(" not in words and re.fullmatch(r"[^)]*[^)\d]\)+[.]?", words):
        line = line.rstrip(").")
    return line.strip()


def _stop(match: re.Match[str]) -> str:
    return f". {match[1].upper()}" if match[1] else "."


def _without_number(line: str, own: Collection[str], half: ReportingPeriod | None) -> str:
    found = _MARKED.match(line)
    if found:
        rest = line[found.end() :]
        theirs = found["address"] in own and not _OF_A_PAPER.match(rest)
        return rest if found["apart"] or theirs else line
    found = _UNMARKED.match(line)
    if found is None:
        return line
    address, rest = found["address"], line[found.end() :]
    if _UNIT.match(rest):
        return line
    if address in own:
        # «8 школ участвуют» is no address; «8 – проведено», «6.1 проведено» are.
        return rest if found["apart"] or "." in address else line
    whole, _, part = address.partition(".")
    if not re.fullmatch("[1-9]", part) or _is_day(int(whole), int(part), half):
        return line
    return rest


def _is_day(day: int, month: int, half: ReportingPeriod | None) -> bool:
    if half is None:
        return False
    for year in {half.start.year, half.end.year}:
        try:
            if date(year, month, day) in half:
                return True
        except ValueError:
            continue
    return False


def _punctuated(lines: list[str]) -> list[str]:
    """Each statement with its capital and its stop; a list's lines end in «;» until the last."""
    done: list[str] = []
    goes_on = False  # whether this line continues the statement of the one before
    whole = False  # whether that statement began with a capital
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        bullet = _BULLET.match(line)
        if bullet:
            done.append(_list_line(line, line[bullet.end() :], following))
            goes_on = False
            continue
        if not goes_on:
            first = re.search(r"\w", line)
            whole = first is not None and not first[0].islower()
            line = _with_capital(line)
        goes_on = _goes_on(line, following, whole=whole)
        done.append(line if goes_on else _with_stop(line))
    return done


def _list_line(line: str, words: str, following: str) -> str:
    if line.endswith((";", ",", ":")):
        if following and (line.endswith(":") or _BULLET.match(following)):
            return line
        return line if line.endswith(":") else f"{line[:-1]}."
    if _BULLET.match(following) and words[:1].islower() and not line.endswith((".", "?")):
        return f"{line};"
    return _with_stop(line)


def _goes_on(line: str, following: str, *, whole: bool) -> bool:
    """Whether the statement of `line` goes on in the `following` line."""
    if not following or line.endswith((":", ";", ".", "?", "!", "…")):
        return False
    if line.endswith((",", "–", "—", "-")):
        return True
    begins = following[0].islower() and not _BULLET.match(following)
    return begins and (whole or _SHORT_WORD.search(line) is not None)


def _with_capital(line: str) -> str:
    first = re.match(r"[«\"“„(]*(?P<word>\w\S*)", line)
    if first is None or _LINK.fullmatch(first["word"].rstrip(",.;:")):
        return line
    at, word = first.start("word"), first["word"]
    if not word[0].islower() or any(letter.isupper() for letter in word[1:]):
        return line  # a figure, a name that begins so
    return line[:at] + word[0].upper() + line[at + 1 :]


def _with_stop(line: str) -> str:
    if line.endswith((":", ";", ".", "?", "…")) or _LINK.fullmatch(line.split()[-1]):
        return line
    return f"{line.rstrip(' ,–—-!')}."
