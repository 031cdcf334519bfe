"""Doing without SQLAlchemy's ORM: nothing here uses it, and it takes seven megabytes and a tenth of
a second.
"""

from __future__ import annotations

import sys
from types import ModuleType

#: These stand on the ORM; SQLAlchemy's asyncio extension imports them only to show their names as
#: its own.
_SESSIONS = ("sqlalchemy.ext.asyncio.session", "sqlalchemy.ext.asyncio.scoping")


class _LeftOut(ModuleType):
    """Stands for a module while another takes names from it that nobody will use."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


def leave_the_orm_out() -> None:
    """Import SQLAlchemy's asyncio extension without its sessions. To be called before anything
    imports it; else it does nothing. Whoever imports the ORM or the sessions by their own names
    later still gets them.
    """
    if "sqlalchemy.ext.asyncio" in sys.modules:
        return
    sys.modules.update({name: _LeftOut(name) for name in _SESSIONS})
    try:
        import sqlalchemy.ext.asyncio  # noqa: F401
    finally:
        for name in _SESSIONS:
            del sys.modules[name]
