"""What Telegram demands of a keyboard under a message."""

from __future__ import annotations

from typing import Any

from sandbox.refusals import bad_request

_MAX_DATA_BYTES = 64  # Bot API: callback_data is 1-64 bytes
_MAX_BUTTONS = 100
_STYLES = {"", "danger", "success", "primary"}
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "disabled",
    "callback_game",
    "pay",
)


def checked(markup: Any) -> dict[str, Any] | None:
    """The markup as it is kept with the message, None where there is none. Raises Refusal."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return markup
    if sum(len(row) for row in rows) > _MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return (
        {"inline_keyboard": [[_button(button) for button in row] for row in rows if row]}
        if any(rows)
        else None
    )


def _button(button: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in button.items() if value is not None}
    if not isinstance(kept.get("text"), str):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "text" must be of type String'
        )
    if not any(action in kept for action in _ACTIONS):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if not kept["text"].strip():
        raise bad_request("inline keyboard button text is empty")
    data = kept.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= _MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in kept and not str(kept["url"]).startswith(("http://", "https://", "tg://", "t.me/")):
        raise bad_request(f"inline keyboard button URL '{kept['url']}' is invalid: Wrong HTTP URL")
    if "web_app" in kept and not str(kept["web_app"].get("url")).startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{kept['web_app'].get('url')}' is invalid: "
            "Only HTTPS links are allowed"
        )
    if kept.get("style", "") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    return kept


def button_data(message: dict[str, Any], label: str) -> str | None:
    """The callback_data of the button with this label, or None."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return next(
        (one.get("callback_data") for row in rows for one in row if one["text"] == label), None
    )
