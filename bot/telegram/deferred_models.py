"""Building aiogram's models at first use instead of at import: most of its 600 are never used here,
and building them takes two seconds and a hundred megabytes. Switched off by `telegram.lean =
false`.

This leans on how aiogram and pydantic build models. So pyproject.toml pins both to the versions
that are tested, and a start tries the models: where that fails, aiogram is imported as usual.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel

#: The standard library's logger: commands that print their result import aiogram without setting up
#: the log, and its warnings go to stderr even then.
_log = logging.getLogger("models")


@contextmanager
def lasting() -> Iterator[None]:
    """What is made within stays until the end: the collector does not search it now, nor, in the
    loop's time, later.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def build_models_at_first_use() -> None:
    """Import aiogram without building its models, or, where that does not work with the installed
    aiogram and pydantic, say so in the log and import it as usual. To be called before anything
    imports aiogram; else it does nothing.
    """
    if "aiogram" in sys.modules:
        return
    try:
        _import_without_building()
        _try_some()
    except Exception as error:  # of any kind: these are the insides of other libraries
        _log.warning(
            "aiogram's models cannot be built at first use, all are built now, which takes two "
            "seconds and 100 MB; install the versions of requirements.lock (%s)",
            type(error).__name__,
        )
        for name in [name for name in sys.modules if name.partition(".")[0] == "aiogram"]:
            del sys.modules[name]
        import aiogram.methods
        import aiogram.types  # noqa: F401


def _try_some() -> None:
    """Build and use models that every start needs: the answer to getMe, and the menus. Raises
    whatever goes wrong.
    """
    from aiogram.methods import Response, SetMyCommands
    from aiogram.types import BotCommand, BotCommandScopeChat, User

    user = User(id=1, is_bot=True, first_name="Веха")
    answer = Response[User].model_validate(
        {"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "Веха"}}
    )
    scope, command = BotCommandScopeChat(chat_id=1), BotCommand(command="due", description="Сроки")
    asked = SetMyCommands(commands=[command], scope=scope).model_dump(exclude_none=True)
    shown = {
        "commands": [{"command": "due", "description": "Сроки"}],
        "scope": {"type": "chat", "chat_id": 1},
    }
    if answer.result != user or asked != shown:
        raise ValueError("a model was built wrong")


def _import_without_building() -> None:
    names: dict[str, Any] = {}
    original = BaseModel.__dict__["model_rebuild"]

    def note_names(
        _cls: type[BaseModel], *, _types_namespace: Mapping[str, Any] | None = None
    ) -> None:
        """aiogram rebuilds every type with the names that annotations speak of; the names are all
        we want now.
        """
        names.update(_types_namespace or {})

    BaseModel.model_config["defer_build"] = True  # aiogram asks for it too, but only for its types
    BaseModel.model_rebuild = classmethod(note_names)  # type: ignore[assignment,method-assign]
    try:
        import aiogram.methods
        import aiogram.types
    finally:
        BaseModel.model_rebuild = original  # type: ignore[method-assign]
        del BaseModel.model_config["defer_build"]

    def rebuild(cls: type[BaseModel], **options: Any) -> bool | None:
        """Pydantic calls this when a model is used that is not built yet."""
        options["_types_namespace"] = names
        built: bool | None = original.__func__(cls, **options)
        return built

    for base in (
        aiogram.types.TelegramObject,
        aiogram.methods.TelegramMethod,
        aiogram.methods.Response,
    ):
        base.model_rebuild = classmethod(rebuild)  # type: ignore
