"""What is imported for others' needs and not ours, left out or put off; switched off by `telegram.lean = false`.

aiogram's models are built at first use instead of at import: most of its 600 are never used here, and building them
takes two seconds and a hundred megabytes. SQLAlchemy's ORM, which this program does without, is not imported.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from pydantic import BaseModel

#: These stand on the ORM; SQLAlchemy's asyncio extension imports them only to show their names as its own.
_SESSIONS = ("sqlalchemy.ext.asyncio.session", "sqlalchemy.ext.asyncio.scoping")


class _LeftOut(ModuleType):
    """Stands for a module while another takes names from it that nobody will use."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


def leave_the_orm_out() -> None:
    """Import SQLAlchemy's asyncio extension without its sessions. To be called before anything imports it; else it does
    nothing. Whoever imports the ORM or the sessions by their own names later still gets them."""
    if "sqlalchemy.ext.asyncio" in sys.modules:
        return
    sys.modules.update({name: _LeftOut(name) for name in _SESSIONS})
    try:
        import sqlalchemy.ext.asyncio  # noqa: F401
    finally:
        for name in _SESSIONS:
            del sys.modules[name]


def build_models_at_first_use() -> None:
    """Import aiogram without building its models. To be called before anything imports it; else it does nothing."""
    if "aiogram" in sys.modules:
        return
    names: dict[str, Any] = {}
    original = BaseModel.__dict__["model_rebuild"]

    def note_names(_cls: type[BaseModel], *, _types_namespace: Mapping[str, Any] | None = None) -> None:
        """aiogram rebuilds every type with the names that annotations speak of; the names are all we want now."""
        names.update(_types_namespace or {})

    BaseModel.model_rebuild = classmethod(note_names)  # type: ignore[assignment,method-assign]
    BaseModel.model_config["defer_build"] = True  # aiogram asks for it too, but only for its types
    try:
        import aiogram.methods
        import aiogram.types
    finally:
        del BaseModel.model_config["defer_build"]
        BaseModel.model_rebuild = original  # type: ignore[method-assign]

    def rebuild(cls: type[BaseModel], **options: Any) -> bool | None:
        """Pydantic calls this when a model is used that is not built yet."""
        options["_types_namespace"] = names
        built: bool | None = original.__func__(cls, **options)
        return built

    for base in (aiogram.types.TelegramObject, aiogram.methods.TelegramMethod, aiogram.methods.Response):
        base.model_rebuild = classmethod(rebuild)  # type: ignore
