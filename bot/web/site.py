"""What is served at `http.listen`: calendars, and the desk. It is there before Telegram is reached,
so that the work goes on where that never is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack

from bot.clock import Clock
from bot.configuration.settings import Settings
from bot.web.listening import listen
from handlers.speaking.texts import LANGUAGES, texts_in
from roadmap.model.policy import Office
from roadmap.ports import Store


class Site:
    """Opened where the settings say so; told later who the bot is, and whom to wake."""

    def __init__(self, settings: Settings, store: Store, office: Office, clock: Clock) -> None:
        self._settings, self._store, self._clock = settings, store, clock
        self._office = office
        self._tell: Callable[[Office, Callable[[], None]], None] | None = None

    async def open(self, stack: AsyncExitStack) -> None:
        """Listen until `stack` ends; raises WrongSettings for an address that is taken."""
        if not self._settings.http.listen:
            return
        # A bot that serves nothing does without a web server and templates.
        from bot.web.desk import MAX_BODY, Desk
        from bot.web.feed import Feed

        for language in LANGUAGES:
            texts_in(language).read_pages()
        app = Feed(self._store, self._settings.database.url, self._office).app(MAX_BODY)
        token = self._settings.telegram.token.get_secret_value()
        desk = Desk(self._store, self._office, self._clock, token)
        desk.add_to(app)
        self._tell = desk.work_with
        await listen(stack, app, self._settings.http.listen, "http.listen")

    def work_with(self, office: Office, on_done: Callable[[], None]) -> None:
        """From now on the bot is known, and `on_done` sends what is said."""
        if self._tell is not None:
            self._tell(office, on_done)
