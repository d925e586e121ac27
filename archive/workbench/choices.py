"""Speakers, events and themes to choose from: found by name, lately used, or made on the spot."""

import unicodedata

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import BooleanField, ExpressionWrapper, Max, Q
from django.utils.translation import gettext as _

from archive.admin.forms import is_key
from archive.editing.history import called, history_model
from archive.editing.locks import acquire_write_lock
from archive.editing.slugs import slug_for
from archive.models import Event, Redirect, Speaker, Statement, StatementTheme, Theme

from .json_endpoint import Refused, fields_of, is_id, is_words, wrong

NOUNS = {"speaker": Speaker, "event": Event, "theme": Theme}
MOST = 20
LOOKED_AT = 200  # of a person's latest entries in the log
LARGEST = 2**63 - 1
# Where a noun is used: the rows, the field that names it, their statement and their document.
USED = {
    Speaker: (Statement, "speaker", "pk", "document"),
    Event: (Statement, "event", "pk", "document"),
    Theme: (StatementTheme, "theme", "statement", "statement__document"),
}


def noun_admin(site, request, noun: str, verb: str):
    """The admin of that noun, if this person may view or add there."""
    if noun not in NOUNS:
        raise Refused(404, _("There is no list of “%s” to choose from.") % noun[:40])
    model_admin = site.get_model_admin(NOUNS[noun])
    if not getattr(model_admin, f"has_{verb}_permission")(request):
        raise PermissionDenied
    return model_admin


def found(model_admin, request, query: str) -> tuple[list, bool]:
    """Those with the words in a name, the ones that begin so first; and whether there are more."""
    model = model_admin.model
    rows, _twice = model_admin.get_search_results(request, model.objects.all(), query)
    begins = Q(**{f"{name_of(model)}__istartswith": query})
    rows = model.objects.filter(pk__in=rows.order_by().values("pk"))
    rows = rows.annotate(begins=ExpressionWrapper(begins, BooleanField()))
    rows = list(for_choice(model_admin, rows).order_by("-begins", "sort_key", "pk")[: MOST + 1])
    return [as_choice(model_admin, row) for row in rows[:MOST]], len(rows) > MOST


def recent(model_admin, request, document) -> list[dict]:
    """This document's, the latest first, then what this person used last elsewhere."""
    model = model_admin.model
    here = used(model, {USED[model][3]: document})
    if model is Event and document.event_id:
        here = [document.event_id, *here]
    ids = list(dict.fromkeys([*here, *used(model, {f"{USED[model][2]}__in": marked_by(request.user)})]))[
        :MOST
    ]
    rows = {row.pk: row for row in for_choice(model_admin, model.objects.filter(pk__in=ids))}
    return [as_choice(model_admin, rows[pk]) for pk in ids if pk in rows]


def used(model, where: dict) -> list[int]:
    rows, field, statement, _document = USED[model]
    rows = rows.objects.filter(**where, **{f"{field}__isnull": False}).order_by().values(field)
    rows = rows.annotate(last=Max(statement)).order_by("-last", field)[:MOST]
    return [row[field] for row in rows]


def marked_by(user) -> list[int]:
    entries = LogEntry.objects.filter(user=user, content_type=ContentType.objects.get_for_model(Statement))
    entries = entries.order_by("-pk").values_list("object_id", flat=True)[:LOOKED_AT]
    return [int(pk) for pk in entries if is_key(pk)]


def for_choice(model_admin, rows):
    rows = model_admin.for_autocomplete(rows)
    return rows.prefetch_related("names", "roles") if model_admin.model is Speaker else rows


def as_choice(model_admin, row) -> dict:
    return {"id": row.pk, "label": str(row), "hint": model_admin.choice_hint(row)}


def name_of(model) -> str:
    return "label" if model is Theme else "name"


def made(model_admin, request, sent: dict) -> tuple[dict, bool]:
    """The new row, or the one of that name that is there already; and whether it is new."""
    sent = fields_of(sent, {"name": is_words, "parent": is_id})
    acquire_write_lock()
    model = model_admin.model
    name = " ".join(unicodedata.normalize("NFC", sent.get("name", "").replace("\0", " ")).split())
    row = new(model, name, sent.get("parent"))
    there = same(row) if name else None
    if there:
        return {"id": there.pk, "label": str(there)}, False
    try:
        row.full_clean(exclude=["slug"])
    except ValidationError as error:
        raise wrong(beside_name(error, name_of(model))) from error
    row.slug = slug_for(model, name, model._meta.model_name)
    row.save(force_insert=True)
    model_admin.log_addition(request, row, [{"added": {}}])
    return {"id": row.pk, "label": str(row)}, True


def new(model, name: str, parent: int | None):
    if model is Theme:
        return Theme(label=name, parent=lookup(Theme, "parent", [parent])[0] if parent else None)
    return Event(name=name, kind=Event.Kind.OTHER) if model is Event else Speaker(name=name)


def same(row):
    """The one of that name, in any of its names; a theme's also stands in the same place."""
    model, name = type(row), name_of(type(row))
    other = "labels__text" if model is Theme else "names__name"
    rows = (
        model.objects.filter(parent=row.parent_id)
        if model is Theme and row.parent_id
        else model.objects.all()
    )
    value = getattr(row, name)
    own = rows.filter(**{f"{name}__iexact": value}).order_by("pk").first()
    return own or rows.filter(**{f"{other}__iexact": value}).order_by("pk").first()


def beside_name(error: ValidationError, name: str) -> dict:
    return {("name" if field == name else field): said for field, said in error.message_dict.items()}


def possible(ids) -> set[int]:
    return {pk for pk in ids if pk is not None and 0 < pk <= LARGEST}


def lookup(model, field: str, ids, there: dict | None = None) -> list:
    """The rows, in order, each once; one that was merged meanwhile is the one it went into. Refuses those gone.

    `there` are rows the caller has found.
    """
    there = model.objects.in_bulk(possible(ids)) if there is None else there
    missing = [pk for pk in ids if pk not in there]
    if missing:
        there |= merged(model, field, missing)
    return list(dict.fromkeys(there[pk] for pk in ids))


def merged(model, field: str, ids: list[int]) -> dict:
    gone = history_model(model).objects.filter(pgh_label="delete", pgh_obj_id__in=possible(ids))
    gone = {event.pgh_obj_id: event for event in gone.order_by("pgh_id")}
    found = {}
    for pk in ids:
        event = gone.get(pk)
        target = event and Redirect.objects.resolve(model._meta.model_name, event.slug)
        if not target:
            raise wrong({field: [gone_message(model, event)]})
        found[pk] = target
    return found


def gone_message(model, event) -> str:
    noun = model._meta.verbose_name
    if event is None:
        return _("The %(noun)s that was chosen is not in the archive; choose again.") % {"noun": noun}
    said = _("The %(noun)s “%(name)s” was deleted meanwhile; choose again.")
    return said % {"noun": noun, "name": getattr(event, name_of(model), None) or called(event)}
