"""Every page of the desk, and the menu at its top."""

from __future__ import annotations

from handlers.pages import (
    board,
    bodies,
    group,
    importing,
    item,
    kept,
    leave,
    mine,
    naming,
    people,
    person,
    records,
    report,
    timeline,
)
from handlers.pages.page import Page, Route
from roadmap.model import Role

ROUTES: tuple[Route, ...] = (
    *board.ROUTES,
    *timeline.ROUTES,
    *item.ROUTES,
    *mine.ROUTES,
    *leave.ROUTES,
    *kept.ROUTES,
    *people.ROUTES,
    *person.ROUTES,
    *records.ROUTES,
    *group.ROUTES,
    *bodies.ROUTES,
    *naming.ROUTES,
    *report.ROUTES,
    *importing.ROUTES,
)

#: What stands at the top, by the key of its sentence.
_MENU = {
    "desk-menu-board": "/",
    "desk-menu-timeline": "/timeline",
    "desk-menu-mine": "/mine",
    "desk-menu-report": "/report",
    "desk-menu-people": "/people",
    "desk-menu-import": "/import",
}


def menu_for(page: Page) -> dict[str, str]:
    """Addresses that the person may open, by the key of their sentence."""
    roles = {route.path: route.roles for route in ROUTES if route.method == "GET"}
    shown = {key: path for key, path in _MENU.items() if page.me.role in roles[path]}
    if page.me.role is Role.OFFICIAL:
        del shown["desk-menu-board"]  # it leads to what is theirs
    return shown
