"""Namesakes: told apart by what they are and where («Иванова А.П., СОШ № 5»)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from roadmap.model import Person
from roadmap.ports import Tx
from roadmap.reading.person_names import initials_key, plain


def words_of(post: str) -> list[str]:
    """The words and numbers of a post, in small letters."""
    return re.findall(r"\w+", plain(post))


async def posts_of(tx: Tx, person: Person) -> list[str]:
    """What is known of where somebody works: the parts of their job, and the bodies that they stand
    for.
    """
    bodies = [body.name for body in await tx.bodies.bodies_of(person.id)]
    return [*_parts(person.job), *bodies]


async def stands_for(tx: Tx, person: Person, post: Iterable[str]) -> bool:
    """Whether all of these words are of the person's post."""
    known = set(words_of(" ".join(await posts_of(tx, person))))
    return known.issuperset(post)


async def names_apart(
    tx: Tx,
    people: Sequence[Person],
    among: Sequence[Person] | None = None,
    *,
    brackets: bool = False,
) -> dict[int, str]:
    """The names of `people` by their ids; to that of one who has a namesake `among` them (everybody
    who takes part, unless given) the post is added: «Иванова А.П., СОШ № 5». With `brackets` it is
    «Иванова А.П. (СОШ № 5)», for enumerations.
    """
    everybody = await tx.people.all() if among is None else among
    alike = namesakes([*everybody, *people])
    shown = {person.id: person.name for person in people}
    for group in alike:
        if not any(person.id in shown for person in group):
            continue
        posts = {person.id: await posts_of(tx, person) for person in group}
        for person in group:
            if person.id in shown:
                shown[person.id] = _with_post(person, posts, brackets)
    return shown


def names_by_job(people: Iterable[Person], *, brackets: bool = False) -> dict[int, str]:
    """The same where all people are at hand, by their jobs alone."""
    everybody = list(people)
    shown = {person.id: person.name for person in everybody}
    for group in namesakes(everybody):
        posts = {person.id: _parts(person.job) for person in group}
        shown |= {person.id: _with_post(person, posts, brackets) for person in group}
    return shown


def told_apart(people: Iterable[Person]) -> list[str]:
    """The names of people who are said beside each other, in their order: namesakes among them with
    their jobs, «Иванова А.П. (СОШ № 5)».
    """
    said = list(people)
    shown = names_by_job(said, brackets=True)
    return [shown[person.id] for person in said]


def namesakes(people: Iterable[Person]) -> list[list[Person]]:
    """Those who have surname and initials in common, two or more together."""
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in {person.id: person for person in people}.values():
        groups[initials_key(person.name)].append(person)
    return [group for group in groups.values() if len(group) > 1]


def _parts(job: str) -> list[str]:
    return [part.strip() for part in job.split(",") if part.strip()]


def _with_post(person: Person, posts: Mapping[int, Sequence[str]], brackets: bool) -> str:
    """The name with what no namesake's post has too; with the whole post where all is shared."""
    counts = Counter(plain(part) for theirs in posts.values() for part in set(theirs))
    mine = posts[person.id]
    post = ", ".join([part for part in mine if counts[plain(part)] == 1] or mine)
    if not post:
        return person.name
    return f"{person.name} ({post})" if brackets else f"{person.name}, {post}"
