"""What a person wrote in chat as a line of an official report: the same words, figures, days and
names, with the punctuation of a paper.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from roadmap.model import ReportingPeriod

#: What shapes the sign before it: a keycap («1️⃣»), a colour, a joint of two.
_SHAPING = re.compile("[\ufe0f\u200d\u20e3\U000e0020-\U000e007f]")
_EMOJI = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]+"
_EMOJI_WITHIN = re.compile(rf"(?<=\w){_EMOJI}(?=\w)")
_SMILEY = re.compile(r"(?<![^\s\w.!?])[:;=]-?[)(]+(?=[\s.,!?]|$)|(?<=[\s.!?])[)(]{2,}(?=\s|$)")
#: «+» for «сделано»; not that of «+ 5 % к плану», «категория Б+», «курсы С++».
_PLUS = re.compile(
    r"^\+[+\s]*(?!\d|\s*[\d.,]+\s?%)|(?:(?<=\s)|(?<=[а-яё]{2})|(?<=[.!?]))\++$", re.IGNORECASE
)
#: A name or somebody's words, kept to the letter, and what stands for them meanwhile.
_QUOTED = re.compile(r"(?<=«)[^«»]+(?=»)|(?<=„)[^„“]+(?=“)|\"[^\"]+\"")
_PLACE = "\0"
#: Between the cells of a table that was pasted; not behind the number of a list, «1.».
_CELL_ENDS = re.compile(r"(?<=[\w»%\"])[ ]*\t\s*(?=\S)")
_BULLET = re.compile(r"(?:[–—-]|[•·▪●◦*])\s+|\d{1,2}\)\s*|[а-я]\)\s*")
_DECIMAL = re.compile(
    r"(?<![\d.,])(\d{1,4})\.(\d{1,2})"
    r"(?=(?:\s?(?:[–-]|до)\s?\d+[.,]\d+)?\s?(?:%|процент))"  # «от 0.5 до 1.5 %»
)

#: How a letter begins, which says nothing of work: «Добрый день! Направляю информацию по п. 2:».
_GREETING = r"(?:(?:добрый\s+(?:день|вечер)|доброе\s+утро|здравствуйте)[\s,.!]+)"
_SENDING = (
    r"(?:(?:направля|предоставля|представля|высыла|отправля)(?:ю|ем)\s+(?:вам\s+)?"
    r"(?:запрошенн\w+\s+|следующ\w+\s+)?(?:информаци\w+|сведени\w+|данные|отч[её]т)"
    r"(?:\s+(?:по|о|об|к)\s+(?:пп?\.|\d\.\d|[^:.!?]){1,80}?)?\s*[:.]"
    r"|(?:сообща|информиру)(?:ю|ем)(?:\s+вам)?(?:,\s*что(?!\w)|\s*:))"
)
_OPENING = re.compile(rf"(?:{_GREETING}?{_SENDING}|{_GREETING})(?:\s+|$)", re.IGNORECASE)

#: A number in front of an answer: where a word marks it, what stands between it and the words.
_MARK = r"(?:по\s+)?(?P<mark>пп?\.?|пункт(?:у|а|ом)?|подпункт(?:у|а|ом)?|№)\s*(?:№\s*)?"
_ADDRESS = r"\d{1,3}(?:\.\d{1,2}){0,3}"
_SEPARATOR = r"\s*(?:[–—:]|-(?=\s)|\.(?=\s)|\))\s*"
_MARKED = re.compile(
    rf"{_MARK}(?P<address>{_ADDRESS})(?:(?P<apart>{_SEPARATOR})|\s+)(?=\S)", re.IGNORECASE
)
_UNMARKED = re.compile(rf"(?P<address>{_ADDRESS})(?:(?P<apart>{_SEPARATOR})|\s+)(?=[^\W\d]|[«\"(])")
#: «№ 3 от 12.05», «п. 8.1 и 8.2», «4.2 из 5»: the words go on with another figure.
_AND_A_FIGURE = re.compile(r"(?:и|или|из|от|х|x)\s+\d", re.IGNORECASE)
#: «2.5 ставки», «7.3 млн рублей», «8.1 % плана»: a figure, whatever else has that number. Whole
#: words, so that «8.1 смотр проведён», «8.1 неделя безопасности» begin with a number; «*»: with any
#: ending.
_UNITS = r"""
    тыс млн млрд трлн тысяч* миллион* миллиард* триллион*
    руб рубл* коп копе* доллар* евро
    процент* промилле балл* п\.\s?п доли части раз раза
    ставк* единиц* ед шт штук* экз экземпляр* чел человек* страниц*
    ч час часа часов мин минут* сек секунд* сут суток дн дня дней нед недели недель
    мес месяца месяцев квартала г год года лет
    км см мм м м² м³ кв куб метр метра метров километр* га гектар* сот соток
    т тонн* ц центнер* кг килограмм* мг г грамм* л литр литра литров мл
    вт квт мвт гкал квт·ч кб мб гб тб мбит* гбит*
"""
_UNIT = re.compile(
    rf"[%‰°]|(?:{'|'.join(_UNITS.split())})(?!\w)".replace("*", r"\w*"), re.IGNORECASE
)
#: «Пункт 8 постановления исполнен», «п. 3.2 Положения изложен»: of which paper the point is.
_OF_A_PAPER = re.compile(
    r"(?:настоящ\w+\s+)?(?:протокол|приказ|план|договор|регламент|устав|соглашени|закон|решени|постановлени|распоряжени"
    r"|положени|предписани|поручени|представлени|письм|инструкци|требовани|дорожн|карт|раздел|стать|санпин|порядк|правил)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"(?:{_MARK})?{_ADDRESS}{_SEPARATOR}", re.IGNORECASE)
#: «№ 8 школа открыта»: what bears a number of its own, even that of the item.
_BEARS_A_NUMBER = re.compile(
    r"(?:школ|лице|гимнази|детск|сад(?!и)|интернат|приказ|учреждени|кабинет|групп|филиал|отделени)",
    re.IGNORECASE,
)
#: A word that cannot be an abbreviation, so that a full stop behind it ends a sentence: one that
#: ends in a vowel, or in what only whole words end in; «чел.», «обл.», «муниц.» are left in doubt.
_WHOLE_WORD = r"""(?<!\w)(?!(?:инфо|авто|фото|видео|мини|сель|образов|эконом|комит)(?!\w))(?:
    \w+[аеёиоуыэюя][аеёиоуыэюя] | \w\w+[аеёиоуыэюя] | \w{3,}[йь]
    | \w{3,}(?:ов|ев|ам|ям|ах|ях|ом|ым|ых|их|ют|ут|ет|ёт|ит|ен|ён|ек|ок)
    | план|акт|приказ|класс|школ|лет|раз|сад|зал
)"""
#: «Проведено 2 семинара. присутствовало 45 человек»; also behind «»», «)», «%» and «?».
_SENTENCE_ENDS = re.compile(
    rf"(?P<before>(?:{_WHOLE_WORD}|[»”“)%\0])\.|\?)\ (?P<after>[«\"“„(]?[^\W\d]\S*)",
    re.IGNORECASE | re.VERBOSE,
)
#: «2 семинара.Присутствовало»; not a file, nor a site («школа.рф», «сады.дети»).
_STOP_WITHOUT_SPACE = re.compile(
    rf"(?<![\w.@/-])({_WHOLE_WORD}\.)(?!(?:дети|сайт|онлайн|москва|орг)(?!\w))(?=[а-яё]{{4,}}(?:[\s,]|$))",
    re.IGNORECASE | re.VERBOSE,
)
_IN_BRACKETS = re.compile(r"(?P<close>(?<=[а-яё]{3}))?\(\s*(?P<words>[^()]*?)\s*\)")
_SHORT_WORD = re.compile(r"(?<!\w)[а-яё]{1,2}$")
_LINK = re.compile(r"\S*(?:://|@|www\.|\w\.(?:[a-z]{2,}|рф)(?!\w))\S*$", re.IGNORECASE)


def official(text: str, own: Collection[str] = (), half: ReportingPeriod | None = None) -> str:
    """`text` as lines of a report: without a letter's opening, the number that was typed in front
    of it, emoji, repeated signs; each statement with a capital and a full stop, a list as lists are
    written.

    `own` are the addresses of the item and its points, with which an answer may begin; «18.10» is
    a day where it lies in `half`. Figures, days, names and quotations stay as they are, but for the
    comma of a share («8,1 %»). What is already official comes out as it went in. «» where nothing
    but signs was written.
    """
    before = None
    while text != before:  # what one rule leaves may be another's
        before = text
        lines = [_tidy(line) for line in text.splitlines()]
        lines = [line for line in lines if re.search(r"\w", line)]
        lines = _without_opening(lines)
        # The numbers of a list are its own.
        if lines and not any(map(_NUMBERED.match, lines[1:])):
            lines[0] = _without_number(lines[0], own, half)
        if len(lines) == 1:  # a list of one is none
            lines[0] = lines[0].removeprefix("– ")
        text = "\n".join(_punctuated(lines))
    return text


def _without_opening(lines: list[str]) -> list[str]:
    """The lines behind a letter's opening, unless it is all that there is."""
    found = _OPENING.match(lines[0]) if lines else None
    if found is None:
        return lines
    rest = lines[0][found.end() :]
    left = [rest, *lines[1:]] if rest else lines[1:]
    return left or lines


def _tidy(line: str) -> str:
    line = re.sub(_EMOJI, "", _EMOJI_WITHIN.sub(" ", _SHAPING.sub("", line)))
    line = _CELL_ENDS.sub(" – ", line.strip())
    line = " ".join(_SMILEY.sub("", line).split())
    quoted = _QUOTED.findall(line)
    line = _QUOTED.sub(_PLACE, line)
    line = _with_plain_signs(line)
    for words in quoted:
        line = line.replace(_PLACE, words, 1)
    return line


def _with_plain_signs(line: str) -> str:
    line = _PLUS.sub("", line).strip()
    line = re.sub(r" --? (?=\S)", " – ", line)
    line = re.sub(r"^(?:--?|\*) (?=\S)", "– ", line)
    line = re.sub(r"(?: –)+ (?=– )", " ", line)
    line = re.sub(r"(?<=[а-яё%»)])- (?=\d)", " – ", line)
    line = re.sub(r"\s+(?=[,;!?]|\.(?:\s|$))", "", line)
    line = re.sub(r"\?[?!]+|!+\?[?!]*", "?", line)
    line = re.sub(r"([,;:])\1+", r"\1", line)
    line = re.sub(r"[,;:]+(?=\.(?:\s|$))", "", line)
    line = re.sub(r"(?<=[а-яё»)%])[,;](?=[а-яё«])", r"\g<0> ", line, flags=re.IGNORECASE)
    line = re.sub(r"(?<=\d{4})г\.", " г.", line)
    line = _IN_BRACKETS.sub(_brackets, line)
    line = re.sub(r"!+(?=[»”\")])", "!", line)
    line = re.sub(r"[.…]*!+[.!…]*(?:\s+(\w)|(?=\s|$))", _stop, line)
    line = re.sub(r"(?:\.{3,}|…+\.*)$", ".", line)
    line = re.sub(r"\.{3,}", "…", line)
    line = re.sub(r"(?<!\.)\.\.(?!\.)", ".", line)
    line = _DECIMAL.sub(r"\1,\2", line)
    words = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    if "(" not in words and re.fullmatch(r"[^)]*[^)\d]\)+[.]?", words):
        line = line.rstrip(").")
    line = _STOP_WITHOUT_SPACE.sub(r"\1 ", line)
    line = _SENTENCE_ENDS.sub(
        lambda found: f"{found['before']} {with_capital(found['after'])}", line
    )
    return line.strip()


def _brackets(match: re.Match[str]) -> str:
    """«проведено(45 человек )» as «проведено (45 человек)»; «участник(и)» is one word."""
    apart = " " if match["close"] is not None and " " in match["words"] else ""
    return f"{apart}({match['words']})"


def _stop(match: re.Match[str]) -> str:
    return f". {match[1].upper()}" if match[1] else "."


def _without_number(line: str, own: Collection[str], half: ReportingPeriod | None) -> str:
    found = _MARKED.match(line) or _UNMARKED.match(line)
    if found is None:
        return line
    address, apart, rest = found["address"], found["apart"] or "", line[found.end() :]
    if not apart and _AND_A_FIGURE.match(rest):
        return line
    if found.re is _MARKED:
        if found["mark"] == "№":  # of a school or an order, where it is not the item's
            names = _BEARS_A_NUMBER.match(rest) and not apart
            return rest if address in own and not names else line
        if apart.strip() == "." and address not in own and _OF_A_PAPER.match(rest):
            return line  # «п. 3.2. положения»
        return rest if apart or (address in own and not _OF_A_PAPER.match(rest)) else line
    if _UNIT.match(rest):
        return line
    if address in own:
        # «8 школ участвуют» is no address; «8 – проведено», «6.1 проведено» are.
        return rest if apart or "." in address else line
    # «7.3 изменения внесены» of item 7, which has no point 3.
    whole, _, part = address.partition(".")
    wrong = whole in own and re.fullmatch("[1-9]", part)
    return rest if wrong and not _is_day(int(whole), int(part), half) else line


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
            line = with_capital(line)
        goes_on = _goes_on(line, following, whole=whole)
        done.append(line if goes_on else _with_stop(line, following))
    return done


def _list_line(line: str, words: str, following: str) -> str:
    if line.endswith((";", ",", ":")):
        if following and (line.endswith(":") or _BULLET.match(following)):
            return line
        return f"{line[:-1]}."
    if _BULLET.match(following) and words[:1].islower() and not line.endswith((".", "?")):
        return f"{line};"
    return _with_stop(line, following)


def _goes_on(line: str, following: str, *, whole: bool) -> bool:
    """Whether the statement of `line` goes on in the `following` line."""
    if not following or line.endswith((":", ";", ".", "?", "!", "…")):
        return False
    if line.endswith((",", "–", "—", "-")):
        return True
    begins = following[0].islower() and not _BULLET.match(following)
    return begins and (whole or _SHORT_WORD.search(line) is not None)


def with_capital(line: str) -> str:
    """`line` with a capital at its beginning, behind a quotation mark or «1.»; a link and a name
    like «iPad» stay as they are.
    """
    first = re.match(r"(?:\d{1,2}\.\s+)?[«\"“„(]*(?P<word>\w\S*)", line)
    if first is None or _LINK.fullmatch(first["word"].rstrip(",.;:")):
        return line
    at, word = first.start("word"), first["word"]
    if not word[0].islower() or any(letter.isupper() for letter in word[1:]):
        return line  # a figure, a name that begins so
    return line[:at] + word[0].upper() + line[at + 1 :]


def _with_stop(line: str, following: str) -> str:
    if not following and line.endswith((";", ":")):
        line = line[:-1]
    if line.endswith((":", ";", ".", "?", "…")) or _LINK.fullmatch(line.split()[-1]):
        return line
    return f"{line.rstrip(' ,–—-!')}."
