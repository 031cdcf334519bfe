"""An item whole, as text: what it asks for, where it stands, what was said about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handlers.speaking.answerers import listed
from handlers.speaking.current_roadmap import views_of_item
from handlers.speaking.dues import address, until
from handlers.speaking.group_answers import bodies_block
from handlers.speaking.shares import share_lines
from handlers.speaking.texts import Html, Texts, clip
from handlers.speaking.voice import Voice
from roadmap.actions.archiving import is_archived
from roadmap.actions.namesakes import names_apart, names_by_job
from roadmap.actions.planning import capacities_for, named_by_target
from roadmap.actions.postponing import asked_day
from roadmap.model import (
    Capacity,
    DueState,
    Item,
    Person,
    Point,
    PointKind,
    ProgressEntry,
    Role,
)
from roadmap.model.address import label
from roadmap.ports import DueView
from roadmap.reading.person_names import name_order

#: The newest entries that a card shows in full; the rest are counted.
ENTRIES = 5
#: Due days of one point that are told one by one; more are counted.
_SHOWN_DAYS = 4


async def item_card(voice: Voice, item: Item) -> Html:
    """Everything about an item, from the recommendation to the postponements."""
    texts = voice.texts
    views = await views_of_item(voice, item)
    entries = [
        entry for entry in await voice.tx.answers.of_item(item.id) if entry.withdrawn_at is None
    ]
    people = {person.id: person for person in await voice.tx.people.all(Role)}
    shares = await share_lines(voice, views)
    blocks = [
        texts(
            "card-title",
            number=item.number,
            section=" → ".join(clip(title, 60) for title in item.section),
        ),
        texts("card-archived") if await is_archived(voice.tx, item) else "",
        texts("card-recommendation", text=item.recommendation) if item.recommendation else "",
        Html("\n".join(_point_lines(voice, views, shares))),
        _criterion(texts, item),
        await _people_line(voice, item, views, people),
        await bodies_block(voice, item),
        _entries(voice, item, views, entries, people),
        await _postponements(voice, item, views),
        await _reminded(voice, views),
    ]
    return Html("\n\n".join(block for block in blocks if block))


def _point_lines(
    voice: Voice, views: Sequence[DueView], shares: Mapping[int, Html]
) -> Iterator[Html]:
    """Each point once, with all its due days."""
    of_points: dict[int, list[DueView]] = {}
    for view in views:
        of_points.setdefault(view.point.id, []).append(view)
    for own in of_points.values():
        view, texts = own[0], voice.texts
        text = clip(view.point.text, 400).rstrip(" .;:,")
        if _only_heads_parts(view, views):
            yield texts("card-measure-of-parts", address=address(view), text=text)
            continue
        control = view.point.kind is PointKind.CONTROL_POINT
        when = _days_line(voice, own) if len(own) > _SHOWN_DAYS else _each_day(voice, own)
        yield texts(
            "card-control-point" if control else "card-measure",
            address=address(view),
            text=text,
            when=when,
        )
        yield from (shares[one.due.id] for one in own[:_SHOWN_DAYS] if one.due.id in shares)


def _each_day(voice: Voice, views: Sequence[DueView]) -> Html:
    return Html("\n".join(_day_line(voice, view) for view in views))


def _day_line(voice: Voice, view: DueView) -> Html:
    phrase = view.point.deadline.text if view.point.deadline else ""
    if view.due.day is None and phrase:
        return voice.texts("card-phrase", phrase=clip(phrase, 80))
    return until(voice.texts, view, voice.today)


def _days_line(voice: Voice, views: Sequence[DueView]) -> Html:
    """«еженедельно: 105 дат, 53 впереди, ближайшая 27 ноября; просрочено 2»."""
    days = [view.due.day for view in views if view.due.state is DueState.OPEN and view.due.day]
    ahead = [day for day in days if day >= voice.today]
    deadline = views[0].point.deadline
    return voice.texts(
        "card-days",
        phrase=clip(deadline.text, 80) if deadline else "",
        days=len(views),
        ahead=len(ahead),
        next=voice.texts.short_day(min(ahead), voice.today) if ahead else "",
        late=len(days) - len(ahead),
        done=sum(view.due.state is DueState.DONE for view in views),
    )


def _only_heads_parts(view: DueView, views: Sequence[DueView]) -> bool:
    """A measure with no deadline of its own whose parts follow it."""
    own = (
        view.due.day is not None
        or view.point.deadline is not None
        or view.due.state is not DueState.OPEN
    )
    parts = (other.point for other in views if other.point.kind is PointKind.PART)
    return not own and any(part.number.startswith(f"{view.point.number}.") for part in parts)


def _criterion(texts: Texts, item: Item) -> Html:
    lines = [
        texts("card-criterion", text=item.criterion) if item.criterion else "",
        texts("card-value", value=item.criterion_value) if item.criterion_value else "",
    ]
    return Html("\n".join(line for line in lines if line))


async def _people_line(
    voice: Voice, item: Item, views: Sequence[DueView], people: dict[int, Person]
) -> Html:
    named = named_by_target(await voice.tx.people.assignments_of_item(item.id), people)
    capacities: dict[int, Capacity] = {}
    for view in views:
        for person_id, capacity in capacities_for(view.point, named).items():
            if capacities.get(person_id) is not Capacity.RESPONSIBLE:
                capacities[person_id] = capacity
    shown = await names_apart(
        voice.tx, [people[one] for one in capacities], list(people.values()), brackets=True
    )
    lead, co = (
        sorted((shown[one] for one, how in capacities.items() if how is wanted), key=name_order)
        for wanted in (Capacity.RESPONSIBLE, Capacity.CO_EXECUTOR)
    )
    if lead:
        lines = [voice.texts("card-people", names=listed(voice.texts, lead))]
    elif item.responsible:
        lines = [voice.texts("card-nobody-named", named=", ".join(item.responsible))]
    else:
        lines = [voice.texts("card-nobody")]
    if co:
        lines.append(voice.texts("card-co-executors", names=listed(voice.texts, co)))
    elif item.co_executors:
        lines.append(
            voice.texts("card-co-executors", names=clip(", ".join(item.co_executors), 300))
        )
    if item.each_answers:
        lines.append(voice.texts("card-each"))
    return Html("\n".join(lines))


def _entries(
    voice: Voice,
    item: Item,
    views: Sequence[DueView],
    entries: Sequence[ProgressEntry],
    people: dict[int, Person],
) -> Html:
    if not entries:
        return voice.texts("card-no-entries")
    points = {view.point.id: view.point for view in views}
    names = names_by_job(people.values(), brackets=True)
    dotted = bool(views) and views[0].dotted
    shown = [
        _entry(voice, entry, names, label(item, points.get(entry.point_id or 0), dotted=dotted))
        for entry in entries[-ENTRIES:]
    ]
    earlier = len(entries) - len(shown)
    lines = [voice.texts("card-entries", count=len(entries)), *shown]
    return Html(
        "\n".join([*lines, voice.texts("card-earlier", count=earlier)] if earlier else lines)
    )


def _entry(voice: Voice, entry: ProgressEntry, names: Mapping[int, str], address: str) -> Html:
    return voice.texts(
        "card-entry" if entry.text.strip() else "card-entry-files",
        address=address,
        day=voice.texts.short_day(voice.office.policy.day_of(entry.at), voice.today),
        author=names.get(entry.person_id or 0) or voice.texts("author-unknown"),
        text=clip(entry.text, 600),
        files=len(entry.attachments),
    )


async def _postponements(voice: Voice, item: Item, views: Sequence[DueView]) -> Html:
    texts, dues = voice.texts, {view.due.id for view in views}
    lines = []
    for p in await voice.tx.answers.postponements_of_item(item.id):
        if p.due_id not in dues:
            continue
        asked = await asked_day(voice.tx, p)
        other = asked != p.new_day
        new = texts("card-other-day", new=p.new_day, asked=asked) if other else texts.day(p.new_day)
        lines.append(
            texts(
                "card-postponement",
                old=texts.day(p.old_day) if p.old_day else "—",
                new=new,
                state=p.state.value,
                reason=clip(p.reason, 150) or texts("postpone-no-reason"),
            )
        )
    return Html("\n".join(lines))


async def _reminded(voice: Voice, views: Sequence[DueView]) -> Html:
    sent = await voice.tx.reminders.sent_of([view.due.id for view in views])
    if not sent:
        return Html("")
    # Several points of the item in one message are one reminder to the person who gets it.
    days = {voice.office.policy.day_of(at) for at in sent}
    return voice.texts(
        "card-reminded", count=len(days), last=voice.texts.short_day(max(days), voice.today)
    )


def target_name(voice: Voice, item: Item, point: Point | None) -> Html:
    """«пункт 6, контрольная точка 1»: how an item or a point is named in a sentence; «пункт 8»
    where the item has one measure and nothing else.
    """
    if point is None or (point.alone and point.kind is PointKind.MEASURE):
        return voice.texts("target-item", number=item.number)
    kind = point.kind.value.replace("_", "-")
    return voice.texts(f"target-{kind}", number=item.number, point=point.number)
