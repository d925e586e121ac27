"""The statements of a page, with all that a list shows of them, in one query.

The same rows as ``published().for_list()`` gives, which needs three queries and a good part of a page's time to write
them and to join their answers; ``tests/search/page/test_cards.py`` holds one against the other.
"""

import datetime as dt
import json
from itertools import islice
from typing import Any

from django.db import connection, models
from django.db.models.base import ModelState

from archive.models import Document, Event, Role, Source, Speaker, Statement, Theme

DATE_FIELDS = ("date", "date_precision", "date_uncertain")


# The columns of archive_search_cards.sql. The key comes first: by it ``instance`` knows whether there is any row.
CARD_FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    Statement: (
        *("id", "document_id", "start", "end", "text", "voice", "voice_label", "speaker_id", "attribution"),
        *("role_as_printed", "role_id", "event_id", "certain", "state", *DATE_FIELDS),
    ),
    Document: (
        *("id", "slug", "title", "language", "translator", "source_id", "event_id", "state", *DATE_FIELDS),
    ),
    Source: ("id", "slug", "name"),
    Speaker: ("id", "slug", "name"),
    Event: ("id", "slug", "name", "start", "start_precision", "date_uncertain"),
}
ROLE_FIELDS = ("id", "title", "organisation", "start", "start_precision", "end", "end_precision")
THEME_FIELDS = ("id", "slug", "label")


def load_statements(ids: list[int]) -> dict[int, Statement]:
    """Returns the published statements among these by id; one query, none without ids."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM archive_search_cards(%s)", [ids])
        # Looked up for each of a hundred instances, it would take a tenth of the time.
        alias = connection.alias
        return {row[0]: make_statement(row, alias) for row in cursor.fetchall()}


def make_statement(row: tuple[Any, ...], alias: str) -> Statement:
    """Returns a statement with all that a card shows of it already loaded, from a row of ``archive_search_cards``; no
    query."""
    values = iter(row)
    instances: dict[Any, Any] = {
        model: instance(model, names, list(islice(values, len(names))), alias)
        for model, names in CARD_FIELDS.items()
    }
    themes, roles = (json.loads(value) if value else [] for value in values)
    statement: Any = instances[Statement]
    document, speaker = instances[Document], instances[Speaker]
    document._state.fields_cache["source"] = instances[Source]
    roles_held = [instance(Role, ROLE_FIELDS, parse_role_dates(role), alias) for role in roles]
    if speaker:
        speaker._prefetched_objects_cache = {"roles": roles_held}
    statement._state.fields_cache |= {
        "document": document,
        "speaker": speaker,
        "event": instances[Event],
        "role": roles_held[0] if statement.role_id and roles_held else None,
    }
    assigned_themes = [instance(Theme, THEME_FIELDS, theme, alias) for theme in themes]
    statement._prefetched_objects_cache = {"themes": assigned_themes}
    return statement


def instance(
    model: type[models.Model], names: tuple[str, ...], values: list[Any], alias: str
) -> models.Model | None:
    """Returns what ``Model.from_db`` does, without the signals that nobody receives, in a third of its time; fields
    that are not named are deferred. None where an outer join found nothing."""
    if values[0] is None:
        return None
    row = model.__new__(model)
    row.__dict__.update(zip(names, values, strict=True))
    row._state = ModelState()
    row._state.db, row._state.adding = alias, False
    return row


def parse_role_dates(role: list[Any]) -> list[Any]:
    return [
        dt.date.fromisoformat(value) if value and name in ("start", "end") else value
        for name, value in zip(ROLE_FIELDS, role, strict=True)
    ]
