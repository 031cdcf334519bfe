"""Templates into pages: every value is escaped, sentences come from the catalogues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handlers.pages.page import Page, Shown
from handlers.speaking.texts import Texts, texts_in

STATIC = Path(__file__).with_name("static")
_TEMPLATES = Path(__file__).with_name("templates")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def page_html(page: Page, shown: Shown, menu: Mapping[str, str]) -> str:
    """The whole page, or its part alone where htmx asks for it. `menu`: addresses by the key of
    their sentence, those that the person may open.
    """
    template = _environment().get_template(shown.template)
    own = {"page": page, "texts": page.texts, "t": _sentences(page.texts), "menu": menu}
    values = {**own, **shown.values}
    if page.part and shown.part:
        context = template.new_context(values)
        return "".join(template.blocks[shown.part](context))
    return template.render(values)


def bare_html(template: str, language: str, **values: object) -> str:
    """A page for somebody who has not entered."""
    texts = texts_in(language)
    return _environment().get_template(template).render(t=_sentences(texts), texts=texts, **values)


def _sentences(texts: Texts) -> Callable[..., Markup]:
    def t(key: str, **variables: object) -> Markup:
        return Markup(texts(key, **variables))  # noqa: S704 - the catalogue escapes its values

    return t
