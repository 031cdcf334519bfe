"""The shell's part of a coordinator's work: the chat's actions, as the first coordinator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.configuration.office import office_of
from bot.configuration.settings import Settings
from bot.files.border import Gathered, Wanted
from bot.files.gathering_process import gather
from bot.files.half_year_files import MadeFile, make_files
from bot.running.startup import USERNAME_FACT
from documents.child.reading import read_in_child, readable
from documents.tables.people_file import PersonRow
from handlers.people.people_file import invite_listed
from handlers.people.same_person import ask_if_same
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import How, carry_out, change_of
from roadmap.actions.importing import save_new
from roadmap.actions.joining import invite, invite_link, new_code
from roadmap.actions.namesakes import names_apart
from roadmap.actions.planning import Rules
from roadmap.actions.reporting import chosen_half
from roadmap.drafts.json_form import draft_as_json
from roadmap.errors import UserError, VekhaError
from roadmap.model import Draft, Period, Person, Roadmap, Role
from roadmap.model.policy import Office
from roadmap.ports import Store, StoredDraft, Tx

_NAMES = {
    Role.COORDINATOR: "Координатор",
    Role.OFFICIAL: "Ответственный",
    Role.OBSERVER: "Наблюдатель",
}


class CannotDo(VekhaError):
    """Something has to be done before; the text says what."""


@dataclass(frozen=True, slots=True)
class DeskWork:
    """Work on one installation, at the time of its clock."""

    settings: Settings
    store: Store
    clock: Clock

    async def office(self) -> Office:
        """The office, with the bot's name as Telegram told it; empty before the first start."""
        async with self.store.read() as tx:
            return office_of(self.settings, await tx.facts.get(USERNAME_FACT) or "")

    async def import_file(
        self, path: Path, content: bytes, year: Period | None, step: Callable[[], None]
    ) -> Draft:
        """Read a document and store it as a roadmap; questions stay open for the chat."""
        at, office = self.clock.now(), await self.office()
        content = await readable(content)
        draft = await read_in_child(content, path.name, year, office.policy.day_of(at))
        step()
        async with self.store.begin() as tx:
            coordinator = await self._coordinator(tx)
            file_id = await tx.files.add(path.name, "", content)
            stored = await tx.drafts.add(
                StoredDraft(0, coordinator.id, draft_as_json(draft), {}, file_id, at)
            )
            await save_new(
                tx, coordinator, stored, draft, Rules(office.policy, office.calendar, at)
            )
        step()
        return draft

    async def report(self, form: str, half: int | None, step: Callable[[], None]) -> list[MadeFile]:
        """The newest roadmap's report (None: of this half-year): a file, or a picture's pages."""
        at, office = self.clock.now(), await self.office()
        async with self.store.read() as tx:
            roadmap = await self._roadmap(tx)
        today = office.policy.day_of(at)
        wanted = Wanted.in_office(office, roadmap, chosen_half(roadmap, half, today), form, at)
        step()
        made, _ = await make_files(wanted, self._gather)
        step()
        return made

    async def _gather(self, wanted: Wanted) -> Gathered:
        async with self.store.read() as tx:
            return await gather(tx, wanted)

    async def invite(self, role: Role, name: str) -> str:
        """A one-time link for somebody, as they are to open it."""
        code, office = new_code(), await self.office()
        async with self.store.begin() as tx:
            await invite(tx, name or _NAMES[role], role, code, self.clock.now())
        return invite_link(office.bot_username, code)

    async def people(
        self, rows: list[PersonRow]
    ) -> tuple[list[tuple[str, str]], list[tuple[str, UserError]]]:
        """Invite people and assign their items: (name, link) of each, (name, error) of some. Of two
        namesakes the link's name has the post. Who may be known already is asked in chat.
        """
        at, office = self.clock.now(), await self.office()
        listed = [(row.name, row.post, row.items) for row in rows]
        async with self.store.begin() as tx:
            voice = Voice(tx, at, office).to(await self._coordinator(tx))
            done, wanted = await invite_listed(voice, listed)
            change = await change_of(tx, How.SET, wanted)
            await carry_out(tx, voice.whom, change, Rules(office.policy, office.calendar, at))
            await ask_if_same(voice, [(row.name, row) for row in done])
            invited = [row.person for row in done if row.person is not None]
            shown = await names_apart(tx, invited)
        links = [
            (
                row.name if shown[row.person.id] == row.person.name else shown[row.person.id],
                invite_link(office.bot_username, row.code),
            )
            for row in done
            if row.person is not None
        ]
        return links, [(row.name, row.error) for row in done if row.error is not None]

    async def _coordinator(self, tx: Tx) -> Person:
        found = await tx.people.all([Role.COORDINATOR])
        if not found:
            raise CannotDo("сначала нужен координатор: vekha invite --role coordinator")
        return min(found, key=lambda person: person.id)

    async def _roadmap(self, tx: Tx) -> Roadmap:
        found = await tx.roadmaps.all()
        if not found and await tx.roadmaps.archived():
            raise CannotDo("все дорожные карты в архиве: верните нужную в чате с ботом, /roadmaps")
        if not found:
            raise CannotDo("дорожной карты ещё нет: vekha import ФАЙЛ")
        return found[0]
