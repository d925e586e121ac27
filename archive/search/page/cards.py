"""The statements of a page, with all that a list shows of them, in one query.

The same rows as ``published().for_list()`` gives, which needs three queries and a good part of a page's time to write
them and to join their answers; ``tests/search/test_cards.py`` holds one against the other.
"""

import datetime as dt
import json
from functools import cache
from itertools import islice

from django.db import connection, models

from archive.models import Document, Event, Role, Source, Speaker, Statement, Theme

DATED = ("date", "date_precision", "date_uncertain")


def fields(model: type[models.Model], *names: str) -> tuple[str, ...]:
    """The fields in the order in which the model takes their values."""
    known = [field.attname for field in model._meta.concrete_fields]
    return tuple(sorted(names, key=known.index))


SHOWN: dict[type[models.Model], tuple[str, ...]] = {
    Statement: fields(
        Statement,
        *("id", "document_id", "start", "end", "text", "voice", "voice_label", "speaker_id", "attribution"),
        *("role_as_printed", "role_id", "event_id", "certain", "state", *DATED),
    ),
    Document: fields(
        Document, "id", "slug", "title", "language", "translator", "source_id", "event_id", "state", *DATED
    ),
    Source: fields(Source, "id", "slug", "name"),
    Speaker: fields(Speaker, "id", "slug", "name"),
    Event: fields(Event, "id", "slug", "name", "start", "start_precision", "date_uncertain"),
}
ROLE = fields(Role, "id", "title", "organisation", "start", "start_precision", "end", "end_precision")
THEME = fields(Theme, "id", "slug", "label")

# Roles: the one an editor chose, else all the speaker ever held; Role.Meta has their order.
CARDS = """
SELECT {columns},
    (SELECT jsonb_agg(jsonb_build_array({theme}) ORDER BY t.sort_key)
     FROM archive_statementtheme st JOIN archive_theme t ON t.id = st.theme_id WHERE st.statement_id = statement.id),
    (SELECT jsonb_agg(jsonb_build_array({role}) ORDER BY r.start NULLS FIRST, r.id)
     FROM archive_role r WHERE r.id = statement.role_id
        OR statement.role_id IS NULL AND r.speaker_id = statement.speaker_id)
FROM archive_statement statement
JOIN archive_document document ON document.id = statement.document_id
JOIN archive_source source ON source.id = document.source_id
LEFT JOIN archive_speaker speaker ON speaker.id = statement.speaker_id
LEFT JOIN archive_event event ON event.id = statement.event_id
WHERE statement.id = ANY(%s) AND statement.state = 'published' AND document.state = 'published'
"""


def cards(ids: list[int]) -> dict[int, Statement]:
    """The published statements among these, by id; one query, none for none."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(sql(), [ids])
        return {row.pk: row for row in map(card, cursor.fetchall())}


@cache
def sql() -> str:
    columns = (f'{model._meta.model_name}."{name}"' for model, names in SHOWN.items() for name in names)
    role, theme = (", ".join(f'{at}."{name}"' for name in names) for at, names in (("r", ROLE), ("t", THEME)))
    return CARDS.format(columns=", ".join(columns), role=role, theme=theme)


def card(row: tuple) -> Statement:
    values = iter(row)
    made = {model: instance(model, names, list(islice(values, len(names)))) for model, names in SHOWN.items()}
    themes, roles = (json.loads(each) if each else [] for each in values)
    statement, document, speaker = made[Statement], made[Document], made[Speaker]
    document._state.fields_cache["source"] = made[Source]
    held = [instance(Role, ROLE, dated(role)) for role in roles]
    if speaker:
        speaker._prefetched_objects_cache = {"roles": held}
    statement._state.fields_cache |= {
        "document": document,
        "speaker": speaker,
        "event": made[Event],
        "role": held[0] if statement.role_id and held else None,
    }
    shown = [instance(Theme, THEME, theme) for theme in themes]
    statement._prefetched_objects_cache = {"themes": shown}
    return statement


def instance(model: type[models.Model], names: tuple[str, ...], values: list) -> models.Model | None:
    """None where an outer join found nothing."""
    return None if values[0] is None else model.from_db(connection.alias, names, values)


def dated(role: list) -> list:
    return [
        dt.date.fromisoformat(value) if value and name in ("start", "end") else value
        for name, value in zip(ROLE, role, strict=True)
    ]
