"""HTML becomes text and entities whose offsets count UTF-16 units."""

from __future__ import annotations

import pytest

from sandbox.markup import parse


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("Пункт <b>6</b>", "Пункт 6", [("bold", 6, 1)]),
        ("📌 <i>срок</i>", "📌 срок", [("italic", 3, 4)]),
        ("<b>до <u>31</u></b>", "до 31", [("bold", 0, 5), ("underline", 3, 2)]),
        ("5 &lt; 6 &amp;&#33;", "5 < 6 &!", []),
        ("  <b> срок </b> ", "срок", [("bold", 0, 4)]),
        ("<s>а</s><tg-spoiler>б</tg-spoiler>", "аб", [("strikethrough", 0, 1), ("spoiler", 1, 1)]),
        ("<blockquote expandable>цитата</blockquote>", "цитата", [("expandable_blockquote", 0, 6)]),
        (
            "/item_6 и https://example.org/a.",
            "/item_6 и https://example.org/a.",
            [("bot_command", 0, 7), ("url", 10, 21)],
        ),
        ("<code>/item 6</code>", "/item 6", [("code", 0, 7)]),
    ],
)
def test_html_is_read_as_telegram_reads_it(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    plain, found = parse(source, "HTML")
    assert plain == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


def test_links_and_moments_keep_what_they_point_to() -> None:
    _, [link] = parse('<a href="https://example.org/?a=1&amp;b=2">сюда</a>', "HTML")
    assert link["url"] == "https://example.org/?a=1&b=2"
    _, [moment] = parse('<tg-time unix="1577793600" format="D">31 декабря</tg-time>', "HTML")
    assert (moment["type"], moment["unix_time"], moment["date_time_format"]) == (
        "date_time",
        1577793600,
        "D",
    )


def test_without_a_mode_a_bracket_is_just_a_bracket() -> None:
    assert parse("a < b <b>", "") == ("a < b <b>", [])
