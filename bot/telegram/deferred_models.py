"""Building aiogram's models at first use instead of at import: most of its 600 are never used here,
and building them takes two seconds and a hundred megabytes. Switched off by `telegram.lean =
false`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel


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
    """Import aiogram without building its models. To be called before anything imports it; else it
    does nothing.
    """
    if "aiogram" in sys.modules:
        return
    names: dict[str, Any] = {}
    original = BaseModel.__dict__["model_rebuild"]

    def note_names(
        _cls: type[BaseModel], *, _types_namespace: Mapping[str, Any] | None = None
    ) -> None:
        """aiogram rebuilds every type with the names that annotations speak of; the names are all
        we want now.
        """
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

    for base in (
        aiogram.types.TelegramObject,
        aiogram.methods.TelegramMethod,
        aiogram.methods.Response,
    ):
        base.model_rebuild = classmethod(rebuild)  # type: ignore
