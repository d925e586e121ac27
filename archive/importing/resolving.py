"""Names that people write, to rows of the archive. Everything unknown is refused with the nearest names."""

import difflib
import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q

from archive.editing.slugs import slug_for
from archive.importing.parsed import ImportRefused, brief
from archive.models import Document, Event, Redirect, Source

# What a source's name says about its kind, most telling first; an editor corrects the rest.
_KINDS = (
    (r"universit|college|institut(e|o) of technology|大学|大學|学院|學院", Source.Kind.UNIVERSITY),
    (r"ministry|ministère|ministerium|foreign office|department of|外交部|部$", Source.Kind.MINISTRY),
    (
        r"news (agency|service)|\b(reuters|agence france-presse|tass)\b|通讯社|通訊社|新华社",
        Source.Kind.NEWS_AGENCY,
    ),
    (r"newsletter|substack|weekly digest|通讯$", Source.Kind.NEWSLETTER),
    (
        r"daily|times|post\b|gazette|herald|tribune|guardian|日报|日報|时报|時報|le monde",
        Source.Kind.NEWSPAPER,
    ),
    (r"\b(tv|television|radio|broadcasting|bbc|cctv|cgtn)\b|电视|電視|广播", Source.Kind.BROADCASTER),
    (r"parliament|congress|assembly|senate|人大", Source.Kind.PARLIAMENT),
    (r"\bparty\b|central committee|共产党", Source.Kind.PARTY),
    (r"government|state council|white house|cabinet|国务院|政府", Source.Kind.GOVERNMENT),
    (r"think tank|institute|cent(er|re) for|foundation|研究院|研究所", Source.Kind.THINK_TANK),
    (r"archive", Source.Kind.ARCHIVE),
    (r"\b(inc|ltd|corp|company|gmbh)\b|公司", Source.Kind.COMPANY),
)


def find_source(written):
    """(source, created): a full name nobody has yet makes a new source; a slug has to be known."""
    found = _one(Source, written, Q(slug=written.lower()) | Q(name__iexact=written))
    if found:
        return found, False
    if not re.search(r"[^a-z0-9_-]", written):
        hint = _nearest(written, Source, "name")
        raise ImportRefused(
            f"The source “{brief(written)}” is not known. {hint}Write its full name to add it.", "source"
        )
    _refuse_longer(written, Source, "source")
    slug = slug_for(Source, written, "source")
    return Source.objects.create(slug=slug, name=written, kind=_kind(written)), True


def find_event(written, create=False, **fields):
    """(event, created)."""
    named = Q(slug=written.lower()) | Q(name__iexact=written) | Q(names__name__iexact=written)
    found = _one(Event, written, named)
    if found:
        return found, False
    if not create:
        hint = _nearest(written, Event, "name")
        raise ImportRefused(
            f"The event “{brief(written)}” is not known. {hint}Correct it, or ask to have it made.", "event"
        )
    _refuse_longer(written, Event, "event")
    slug = slug_for(Event, written, "event", fields.get("start"))
    return Event.objects.create(slug=slug, name=written, kind=Event.Kind.OTHER, **fields), True


def _refuse_longer(name, model, noun):
    """A name cut short would not be found again: the next text with it would make a second row."""
    most = model._meta.get_field("name").max_length
    if len(name) > most:
        raise ImportRefused(
            f"The name of the {noun} has {len(name):,} characters; {most} are the most.", noun
        )


def find_document(written, field):
    """The document with that slug, address or title."""
    slug = written.rstrip("/").rsplit("/", 1)[-1] if "/documents/" in written else written
    found = _one(Document, slug, Q(slug=slug.lower()) | Q(title__iexact=written))
    if found:
        return found
    hint = _nearest(written, Document, "title")
    raise ImportRefused(
        f"The document “{brief(written)}” that “{field}” names is not known. {hint}".strip(), field
    )


def refuse_strange_address(url):
    """What the document's own form would refuse, and so keep it from ever being saved again."""
    try:
        URLValidator(schemes=["http", "https"])(url or "https://example.org/")
    except ValidationError:
        raise ImportRefused(f"The url “{brief(url)}” is no complete web address.", "url") from None


def _one(model, written, condition):
    rows = list(model.objects.filter(condition).distinct().order_by("id")[:3])
    by_slug = [row for row in rows if row.slug == written.lower()]
    if by_slug or len(rows) == 1:
        return (by_slug or rows)[0]
    noun = model._meta.model_name
    if rows:
        slugs = ", ".join(row.slug for row in rows)
        raise ImportRefused(
            f"Several {noun}s are called “{brief(written)}”: give one of their slugs, {slugs}.", noun
        )
    return Redirect.objects.resolve(noun, written.lower())


def _nearest(written, model, name):
    """Looks at every name: archives have hundreds of sources and events, and this runs only on a mistake."""
    known = {}
    for slug, called in model.objects.order_by("-id").values_list("slug", name)[:20_000]:
        known.setdefault(called.lower(), called)
        known.setdefault(slug, called)
    near = difflib.get_close_matches(written.lower(), known, n=5, cutoff=0.5)
    near += [key for key in known if written.lower() in key][:3]
    names = list(dict.fromkeys(known[key] for key in near))[:3]
    return f"Nearest: {', '.join(f'“{one}”' for one in names)}. " if names else ""


def _kind(name):
    for pattern, kind in _KINDS:
        if re.search(pattern, name, re.IGNORECASE):
            return kind
    return Source.Kind.ORGANISATION
