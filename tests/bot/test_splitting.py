"""Long texts, cut where Telegram takes them and people can read them."""

from __future__ import annotations

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.message_parts import parts_of, too_long
from bot.delivery.splitting import MESSAGE_LIMIT, plain, split, visible_length
from roadmap.model.messages import About, Button, Outgoing

_LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "b", "i", "code"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\r")),
    ),
    max_size=30,
)


def _html(lines: list[tuple[str, str]]) -> str:
    return "\n".join(
        f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text) for tag, text in lines
    )


def _balanced(html: str) -> bool:
    stack: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)>", html):
        if not closing:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


def test_a_short_text_stays_whole() -> None:
    assert split("<b>п. 6</b>\nсрок 31 декабря") == ["<b>п. 6</b>\nсрок 31 декабря"]


def test_a_long_list_is_cut_between_lines() -> None:
    lines = [f"<b>п. {number}</b> " + "слово " * 20 for number in range(100)]
    parts = split("\n".join(lines))
    assert len(parts) > 1
    assert all(part.startswith("<b>п. ") for part in parts)


def test_a_paragraph_is_a_better_border_than_a_line() -> None:
    text = "а" * 3000 + "\n\n" + "б\n" * 500 + "в" * 600
    assert split(text)[0] == "а" * 3000


def test_a_tag_that_is_open_at_the_cut_is_closed_and_opened_anew() -> None:
    first, second = split(f"<b>{'а' * 5000}</b>")
    assert first == f"<b>{'а' * MESSAGE_LIMIT}</b>"
    assert second == f"<b>{'а' * (5000 - MESSAGE_LIMIT)}</b>"


def test_emoji_and_entities_count_as_telegram_counts_them() -> None:
    assert visible_length("<b>&lt;&amp;</b>😀") == 4
    assert all(visible_length(part) <= MESSAGE_LIMIT for part in split("&lt;😀" * 3000))


@given(_LINES, st.integers(20, 200))
def test_no_word_is_lost_no_tag_broken_no_limit_exceeded(
    lines: list[tuple[str, str]], limit: int
) -> None:
    html = _html(lines)
    parts = split(html, limit, limit)
    assert all(visible_length(part) <= limit and _balanced(part) for part in parts)
    squeezed = re.sub(r"[\n ]", "", plain(html))
    assert re.sub(r"[\n ]", "", "".join(plain(part) for part in parts)) == squeezed


def test_the_last_part_has_the_buttons_and_each_says_what_it_is_about() -> None:
    about, buttons = (About(6),), ((Button("Ответить", "a"),),)
    message = Outgoing(1, "слово " * 2000, buttons=buttons, about=about, edits=5)
    assert too_long(message)
    parts = parts_of(message)
    assert [part.buttons for part in parts] == [(), (), buttons]
    assert [part.edits for part in parts] == [5, None, None]
    assert all(part.about == about for part in parts)


def test_a_long_caption_goes_on_in_messages_of_its_own() -> None:
    parts = parts_of(Outgoing(1, "слово " * 300, file_id=3))
    assert [part.file_id for part in parts] == [3, None]
    assert visible_length(parts[0].text) <= 1024
