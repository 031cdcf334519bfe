"""A web page that calls itself .doc, alone or saved as one file (.mht), as a text to be laid out.

LibreOffice fetches whatever a page names, from the network and from this machine: only its words,
its tables and their looks are handed on.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from typing import Any

from lxml import etree, html

from documents.files.kinds import Markup, markup_of
from roadmap.errors import UnreadableDocument

#: An lxml element; lxml ships no types.
Node = Any

_WORDS = ("p", "div", "span", "br", "hr", "pre", "center", "blockquote", "font", "big", "small")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd")
_TABLES = ("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th")
_MARKED = ("b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "sub", "sup")
_KEPT = frozenset({"html", "body", *_WORDS, *_HEADINGS, *_TABLES, *_MARKED})
#: What says nothing on the page, with all that stands in it.
_SILENT = frozenset(
    {"head", "script", "style", "noscript", "object", "embed", "iframe", "template", "svg"}
)
_OF_TABLES = ("border", "cellpadding", "cellspacing", "colspan", "rowspan", "width", "height")
_LOOKS = frozenset(
    {*_OF_TABLES, "align", "valign", "bgcolor", "color", "face", "size", "start", "type", "style"}
)
_PLAIN_VALUE = re.compile(r"[\w\s:;.,#%'\"+-]{0,2000}")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def page_of(content: bytes) -> bytes:
    """The page in `content`, an HTML file or a web archive, without anything that is fetched;
    UTF-8. Raises UnreadableDocument where there is none.
    """
    charset = None
    if markup_of(content) is Markup.WEB_ARCHIVE:
        content, charset = _first_page(content)
    try:
        return _cleaned(content, charset)
    except (etree.LxmlError, ValueError, LookupError):
        raise UnreadableDocument("error-truncated") from None


def _first_page(letter: bytes) -> tuple[bytes, str | None]:
    """The page in a web archive, which is a letter, and its letters where the letter names them."""
    try:
        for part in message_from_bytes(letter).walk():
            if part.get_content_type() == "text/html":
                page = part.get_payload(decode=True)
                if isinstance(page, bytes):
                    return page, part.get_content_charset()
    except (MessageError, ValueError, LookupError, RecursionError):
        raise UnreadableDocument("error-truncated") from None
    raise UnreadableDocument("error-not-a-document")


def _cleaned(content: bytes, charset: str | None) -> bytes:
    named = charset if charset and b"charset" not in content[:4096].lower() else None
    parser = html.HTMLParser(
        encoding=named, remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    root = html.document_fromstring(content, parser=parser)
    for node in list(root.iter()):
        hidden = _HIDDEN.search(node.get("style") or "") if isinstance(node.tag, str) else None
        if node is root or node.getparent() is None:
            continue
        if hidden or node.tag in _SILENT:
            node.drop_tree()
        elif node.tag not in _KEPT:
            node.drop_tag()
    for node in root.iter():
        for name, value in list(node.attrib.items()):
            if name not in _LOOKS or not _PLAIN_VALUE.fullmatch(value):
                del node.attrib[name]
    head = etree.Element("head")
    etree.SubElement(head, "meta", charset="utf-8")
    root.insert(0, head)
    return bytes(etree.tostring(root, encoding="utf-8", method="html"))
