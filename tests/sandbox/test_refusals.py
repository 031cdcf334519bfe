"""The stand-in says no where Telegram does, in Telegram's words."""

from __future__ import annotations

import pytest

from sandbox.client import SandboxClient, User

BOLD = {"parse_mode": "HTML"}


def keyboard(**button: object) -> dict[str, object]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", **BOLD}, "text must be non-empty"),
        ({"text": "я" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        (
            {"text": "<b>срок", **BOLD},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"text": "я <п.6>", **BOLD},
            'can\'t parse entities: Unsupported start tag "п.6" at byte offset 3',
        ),
        ({"text": "срок</b>", **BOLD}, "can't parse entities: Unexpected end tag at byte offset 8"),
        (
            {"text": "<b>a</i>", **BOLD},
            'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        (
            {"text": "меньше < 5", **BOLD},
            "can't parse entities: Unclosed start tag at byte offset 13",
        ),
        ({"text": "да", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        (
            {"text": "да", "reply_markup": keyboard(text="Да", callback_data="я" * 33)},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "да", "reply_markup": keyboard(text="Да", callback_data="")},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "да", "reply_markup": keyboard(text="Да")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "да", "reply_markup": keyboard(text="Стол", web_app={"url": "http://a.ru"})},
            "inline keyboard button Web App URL 'http://a.ru' is invalid: "
            "Only HTTPS links are allowed",
        ),
        ({"text": "да", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "да", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "да", "message_thread_id": 5}, "message thread not found"),
    ],
)
async def test_a_message_that_telegram_would_not_take_is_refused(
    wire, olga: User, params, description
) -> None:
    assert (
        await wire.refusal("sendMessage", chat_id=olga.id, **params)
        == f"Bad Request: {description}"
    )


async def test_a_message_just_as_long_as_fits_is_taken_because_tags_do_not_count(
    wire, olga: User
) -> None:
    sent = await wire.ok(
        "sendMessage", chat_id=olga.id, text=f"<b>{'я' * 4096}</b>", parse_mode="HTML"
    )
    assert len(sent["text"]) == 4096


async def test_a_stranger_s_chat_is_not_found(wire) -> None:
    assert (
        await wire.refusal("sendMessage", chat_id=424242, text="да")
        == "Bad Request: chat not found"
    )
    assert await wire.refusal("sendMessage", text="да") == "Bad Request: chat_id is empty"


@pytest.mark.parametrize(
    ("state", "description"),
    [
        ("blocked", "Forbidden: bot was blocked by the user"),
        ("deactivated", "Forbidden: user is deactivated"),
        ("never", "Forbidden: bot can't initiate conversation with a user"),
    ],
)
async def test_an_official_who_cannot_be_reached_is_told_apart(
    wire, client, olga, state, description
) -> None:
    await client.act("state", user=olga.id, state=state)
    assert await wire.refusal("sendMessage", chat_id=olga.id, text="да") == description


async def test_an_official_who_writes_again_after_blocking_can_be_reached(wire, olga: User) -> None:
    await olga.block()
    await olga.send("/start")
    assert await wire.ok("sendMessage", chat_id=olga.id, text="С возвращением")


async def test_a_group_that_threw_the_bot_out_or_became_a_supergroup_says_so(
    wire, client, olga
) -> None:
    await client.act("add_group", chat=-5, title="Отдел")
    await client.act("membership", chat=-5, status="kicked", user=olga.id)
    assert (
        await wire.refusal("sendMessage", chat_id=-5, text="да")
        == "Forbidden: bot was kicked from the group chat"
    )
    await client.act("migrate", chat=-5, to=-1005, user=olga.id)
    body = await wire.call("sendMessage", chat_id=-5, text="да")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": -1005}
    assert await wire.ok("sendMessage", chat_id=-1005, text="да")


async def test_a_caption_longer_than_1024_is_refused(wire, olga: User) -> None:
    await olga.upload("план.txt", b"1")
    file_id = (await olga.messages(1))[0]["document"]["file_id"]
    refusal = await wire.refusal(
        "sendDocument", chat_id=olga.id, document=file_id, caption="я" * 1025
    )
    assert refusal == "Bad Request: message caption is too long"


async def test_an_edit_that_changes_nothing_or_meets_nothing_is_refused(wire, olga: User) -> None:
    sent = await wire.ok("sendMessage", chat_id=olga.id, text="Пункт 6")
    place = {"chat_id": olga.id, "message_id": sent["message_id"]}
    assert "message is not modified" in await wire.refusal(
        "editMessageText", text="Пункт 6", **place
    )
    assert (await wire.ok("editMessageText", text="Пункт 7", **place))["text"] == "Пункт 7"
    assert await wire.ok("deleteMessage", **place)
    assert (
        await wire.refusal("editMessageText", text="нет", **place)
        == "Bad Request: message to edit not found"
    )
    assert (
        await wire.refusal("deleteMessage", **place) == "Bad Request: message to delete not found"
    )


async def test_an_official_s_own_message_cannot_be_edited_by_the_bot(wire, olga: User) -> None:
    sent = await olga.send("6 готово")
    refusal = await wire.refusal(
        "editMessageText", chat_id=olga.id, message_id=sent["message_id"], text="нет"
    )
    assert refusal == "Bad Request: message can't be edited"


async def test_a_pressed_button_can_be_answered_once_and_not_too_late(
    wire, client: SandboxClient, olga: User
) -> None:
    markup = keyboard(text="Выполнено", callback_data="done:6")
    sent = await wire.ok("sendMessage", chat_id=olga.id, text="Пункт 6", reply_markup=markup)
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    [query] = await olga.press(sent, "Выполнено")
    assert await wire.ok("answerCallbackQuery", callback_query_id=query)
    assert await wire.refusal("answerCallbackQuery", callback_query_id=query) == late
    [query] = await olga.press(sent, data="done:6")
    await client.act("set", callback_lifetime=0)
    assert await wire.refusal("answerCallbackQuery", callback_query_id=query) == late


async def test_a_strict_server_refuses_a_quote_mode_without_a_quote(
    wire, client: SandboxClient, olga: User
) -> None:
    sent = await olga.send("6 готово")
    reply = {"message_id": sent["message_id"], "quote_parse_mode": "HTML"}
    assert "quote_parse_mode" in await wire.refusal(
        "sendMessage", chat_id=olga.id, text="да", reply_parameters=reply
    )
    await client.act("set", strict=False)
    answer = await wire.ok("sendMessage", chat_id=olga.id, text="да", reply_parameters=reply)
    assert answer["reply_to_message"]["text"] == "6 готово"


async def test_a_wrong_token_and_an_unknown_method_are_told_apart(wire) -> None:
    body = await wire.call("getMe", token="1:wrong")
    assert (body["error_code"], body["description"]) == (401, "Unauthorized")
    body = await wire.call("sendTelepathy")
    assert body == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_a_message_can_be_marked_only_with_telegram_s_own_reactions(wire, olga: User) -> None:
    place = {"chat_id": olga.id, "message_id": (await olga.send("6 готово"))["message_id"]}
    assert await wire.ok("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **place)
    refusal = await wire.refusal(
        "setMessageReaction", reaction=[{"type": "emoji", "emoji": "✅"}], **place
    )
    assert refusal == "Bad Request: REACTION_INVALID"


async def test_commands_and_descriptions_that_do_not_fit_are_refused(wire) -> None:
    for command in (
        {"command": "Пункт", "description": "Пункт"},
        {"command": "x" * 33, "description": "Пункт"},
    ):
        assert (
            await wire.refusal("setMyCommands", commands=[command])
            == "Bad Request: BOT_COMMAND_INVALID"
        )
    assert not (await wire.call("setMyShortDescription", short_description="я" * 121))["ok"]
