"""Names that people write, to rows of the archive. What is unknown is refused with the nearest names."""

import difflib
import re
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.structure.vocabulary import SOURCE_KINDS
from archive.models import Document, Event, EventName, Redirect, Source
from archive.text.folding import fold
from archive.text.words import has_han

M = TypeVar("M", Document, Event, Source)
_MAX_NAMES_COMPARED = 20_000
_MIN_LIKENESS = 0.85  # of the letters, in order: one or two of ten may differ


def find_source(name: str) -> Source | None:
    """The source with that slug or name. None for a new name; an unknown slug is an error."""
    source = _find_row(Source, name, Q(slug=name.lower()) | Q(name__iexact=name))
    if source is None and not re.search(r"[^a-z0-9_-]", name):
        hint = _nearest_names(name, Source, "name")
        raise ImportDocumentError(
            f"The source “{abbreviate(name)}” is not known. {hint}Write its full name to add it.", "source"
        )
    return source


def find_event(name: str) -> Event | None:
    """The event with that slug or with that name in any language."""
    condition = Q(slug=name.lower()) | Q(name__iexact=name) | Q(names__name__iexact=name)
    return _find_row(Event, name, condition)


def find_document(name: str, field: str) -> Document:
    """The document with that slug, address or title. `field` is the key of the header that names it."""
    slug = name.rstrip("/").rsplit("/", 1)[-1] if "/documents/" in name else name
    document = _find_row(Document, slug, Q(slug=slug.lower()) | Q(title__iexact=name))
    if document is None:
        hint = _nearest_names(name, Document, "title")
        raise ImportDocumentError(
            f"The document “{abbreviate(name)}” that “{field}” names is not known. {hint}".strip(), field
        )
    return document


def unknown_event_error(name: str) -> ImportDocumentError:
    hint = _nearest_names(name, Event, "name")
    return ImportDocumentError(
        f"The event “{abbreviate(name)}” is not known. {hint}Correct it, or choose to create it.", "event"
    )


def check_new_name(name: str, model: type[Source] | type[Event]) -> None:
    """A name cut short would not be found again: the next text with it would create a second row."""
    limit = model._meta.get_field("name").max_length
    if limit and len(name) > limit:
        field = str(model._meta.model_name)
        raise ImportDocumentError(
            f"The name of the {field} has {len(name):,} characters; the limit is {limit}.", field
        )


def nearest_name(name: str, model: type[Source] | type[Event]) -> tuple[str, ...]:
    """A sentence on the row whose name is all but the new one, if there is any: the two may be one and the same.

    Looks at every name, and runs only where a row is about to be created. One or two queries.
    """
    rows = model._default_manager.order_by("id")[:_MAX_NAMES_COMPARED]
    names = [(row.name, row) for row in rows]
    if model is Event:
        others = EventName.objects.select_related("event").order_by("event_id")[:_MAX_NAMES_COMPARED]
        names += [(other.name, other.event) for other in others]
    pairs = ((_likeness(name, row_name), row) for row_name, row in names)
    likeness, row = max(pairs, default=(0.0, None), key=lambda pair: pair[0])
    if row is None or likeness < _MIN_LIKENESS:
        return ()
    note = _("“%(near)s” (%(more)s) already exists: if “%(name)s” is the same, use that name instead.")
    return (note % {"near": row.name, "more": _describe(row), "name": name},)


def _likeness(name: str, other: str) -> float:
    """Returns the share of common letters, from 0.0 to 1.0; 1.0 where one name has all words of the other."""
    new, old = (" ".join(re.findall(r"\w+", fold(text))) for text in (name, other))
    short, long = sorted((new, old), key=len)
    is_contained = f" {short} " in f" {long} " if not has_han(short) else short in long
    if short and is_contained:
        return 1.0
    matcher = difflib.SequenceMatcher(None, new, old, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _MIN_LIKENESS <= matcher.quick_ratio() else 0.0


def _describe(row: Source | Event) -> str:
    if isinstance(row, Source):
        return str(row.get_kind_display()).lower()
    return ", ".join(filter(None, [row.dates, row.place])) or _("no date")


def check_web_address(url: str) -> None:
    """Refuses what the document's own form would refuse, and so keep the document from ever being saved again."""
    try:
        URLValidator(schemes=["http", "https"])(url or "https://example.org/")
    except ValidationError:
        raise ImportDocumentError(
            f"The URL “{abbreviate(url)}” is not a complete web address.", "url"
        ) from None


def source_kind(name: str) -> str:
    """The Source.Kind that a new source's name suggests; an editor corrects the rest."""
    kinds = (kind for kind, pattern in SOURCE_KINDS if re.search(pattern, name, re.IGNORECASE))
    return next(kinds, Source.Kind.ORGANISATION)


def _find_row(model: type[M], name: str, condition: Q) -> M | None:
    """Returns the row by the condition, a slug before a name, or by an old slug. Raises ImportDocumentError where
    several rows match."""
    rows = list(model._default_manager.filter(condition).distinct().order_by("id")[:3])
    by_slug = [row for row in rows if row.slug == name.lower()]
    if by_slug or len(rows) == 1:
        return (by_slug or rows)[0]
    model_name = str(model._meta.model_name)
    if rows:
        slugs = ", ".join(row.slug for row in rows)
        message = f"Several {model._meta.verbose_name_plural} are named “{abbreviate(name)}”. Use one of their slugs: "
        raise ImportDocumentError(f"{message}{slugs}.", model_name)
    return Redirect.objects.resolve(model_name, name.lower())


def _nearest_names(name: str, model: type[Model], field: str) -> str:
    """Returns a sentence with the nearest names. Looks at every name: archives have hundreds of sources and events, and
    this runs only on a mistake."""
    name_of: dict[str, str] = {}
    rows = model._default_manager.order_by("-id").values_list("slug", field)[:_MAX_NAMES_COMPARED]
    for slug, row_name in rows:
        name_of.setdefault(row_name.lower(), row_name)
        name_of.setdefault(slug, row_name)
    near = difflib.get_close_matches(name.lower(), name_of, n=5, cutoff=0.5)
    near += [key for key in name_of if name.lower() in key][:3]
    names = list(dict.fromkeys(name_of[key] for key in near))[:3]
    return f"Nearest: {', '.join(f'“{near_name}”' for near_name in names)}. " if names else ""
