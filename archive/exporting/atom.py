"""An Atom feed (RFC 4287); an entry's id is its permanent address."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from .authorship import author
from .description import SearchDescription
from .records import Record, on_one_line
from .reference import entry_title

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2 Characters


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    """An Atom feed (RFC 4287), in pieces; the newest entry dates it. All records are held in memory: a feed has 100 at
    most."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    entries = list(records)
    updated = max((record.updated for record in entries), default=search.timestamp)
    yield "".join(head(search, updated))
    for record in entries:
        yield f"<entry>\n{''.join(entry(record))}</entry>\n"
    yield "</feed>\n"


def head(search: SearchDescription, updated: str) -> list[str]:
    """The title has no count: readers of feeds keep the first they see."""
    return [
        element("id", search.url),
        element("title", on_one_line(_("Verbatim: %s") % search.summary)),
        element("subtitle", on_one_line(" ".join([search.sentence, *search.notes]))),
        element("updated", updated),
        f"<author>{element('name', 'Verbatim')}</author>\n",
        element("link", rel="self", type="application/atom+xml", href=search.export_url),
        element("link", rel="alternate", type="text/html", href=search.url),
    ]


def entry(record: Record) -> list[str]:
    return [
        element("id", record.url),
        element("title", on_one_line(entry_title(record))),
        element("updated", record.updated),
        *([element("published", record.published)] if record.published else []),
        f"<author>{element('name', on_one_line(author(record).name))}</author>\n",
        element("link", rel="alternate", type="text/html", href=record.url),
        *([element("link", rel="via", href=record.original_url)] if record.original_url else []),
        *(element("category", term=theme) for theme in record.themes),
        element("summary", on_one_line(record.provenance or record.citation)),
        element("content", record.text, type="text", **language(record)),
    ]


def language(record: Record) -> dict[str, str]:
    return {"xml:lang": record.language} if record.language else {}


def element(name: str, text: str = "", **attributes: str) -> str:
    """Escaped, and without the control characters that XML has no way to say."""
    pairs = "".join(f" {key}={quoteattr(FORBIDDEN.sub('', value))}" for key, value in attributes.items())
    # A parser would read a carriage return of its own as the end of a line.
    return f"<{name}{pairs}>{escape(FORBIDDEN.sub('', text), {chr(13): '&#13;'})}</{name}>\n"
