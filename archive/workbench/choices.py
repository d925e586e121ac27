"""Speakers, events and themes to choose from: found by name, or recently used."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, ExpressionWrapper, Max, Q

from archive.editing.creation.entities import name_field
from archive.models import Event, Speaker, Statement, StatementTheme, Theme

MAX_CHOICES = 20
MAX_LOG_ENTRIES = 200  # of an account's latest: enough to find twenty different choices among them
# Where each kind of entity is used: the rows, the field that names it, their statement and their document.
USAGE = {
    Speaker: (Statement, "speaker", "pk", "document"),
    Event: (Statement, "event", "pk", "document"),
    Theme: (StatementTheme, "theme", "statement", "statement__document"),
}


def search_choices(model_admin, request, query: str) -> tuple[list[dict], bool]:
    """Returns at most MAX_CHOICES rows with the words in a name, those that start with them first, and whether there
    are more."""
    model = model_admin.model
    matches, _duplicates = model_admin.get_search_results(request, model.objects.all(), query)
    starts = Q(**{f"{name_field(model)}__istartswith": query})
    rows = model.objects.filter(pk__in=matches.order_by().values("pk"))
    rows = rows.annotate(starts=ExpressionWrapper(starts, BooleanField()))
    rows = list(with_hints(model_admin, rows).order_by("-starts", "sort_key", "pk")[: MAX_CHOICES + 1])
    return [choice(model_admin, row) for row in rows[:MAX_CHOICES]], len(rows) > MAX_CHOICES


def recent_choices(model_admin, user, document) -> list[dict]:
    """This document's choices, the latest first, then the user's latest choices elsewhere."""
    model = model_admin.model
    _rows, _field, statement, document_path = USAGE[model]
    in_document = last_used(model, {document_path: document})
    if model is Event and document.event_id:
        in_document = [document.event_id, *in_document]
    elsewhere = last_used(model, {f"{statement}__in": statements_logged(user)})
    ids = list(dict.fromkeys([*in_document, *elsewhere]))[:MAX_CHOICES]
    rows = {row.pk: row for row in with_hints(model_admin, model.objects.filter(pk__in=ids))}
    return [choice(model_admin, rows[pk]) for pk in ids if pk in rows]


def last_used(model, where: dict) -> list[int]:
    rows, field, statement, _document = USAGE[model]
    rows = rows.objects.filter(**where, **{f"{field}__isnull": False}).order_by().values(field)
    rows = rows.annotate(last=Max(statement)).order_by("-last", field)[:MAX_CHOICES]
    return [row[field] for row in rows]


def statements_logged(user) -> list[int]:
    """The ids of the statements that the user marked or changed last."""
    entries = LogEntry.objects.filter(user=user, content_type=ContentType.objects.get_for_model(Statement))
    return [int(pk) for pk in entries.order_by("-pk").values_list("object_id", flat=True)[:MAX_LOG_ENTRIES]]


def with_hints(model_admin, rows):
    rows = model_admin.for_autocomplete(rows)
    return rows.prefetch_related("names", "roles") if model_admin.model is Speaker else rows


def choice(model_admin, row) -> dict:
    return {"id": row.pk, "label": str(row), "hint": model_admin.choice_hint(row)}
