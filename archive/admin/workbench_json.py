"""Statements as the workbench reads them, many at once: the same number of queries for one as for two thousand."""

import datetime as dt
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from archive.models import Event, Relay, Speaker, State, Statement, StatementTheme
from archive.models.addresses import address

from .changes import history_model
from .history import account_names
from .roles import role_warning

FEW = 50  # up to so many, their history is asked for by id and not by document
WANTED = (
    *("pk", "document_id", "start", "end", "text", "state", "voice", "voice_label", "attribution", "note"),
    *("role_as_printed", "role_id", "speaker_id", "event_id", "date", "date_precision", "date_uncertain"),
    *("certain", "updated_at"),
)

STANDING = """
SELECT COALESCE(array_agg(id ORDER BY start, "end" DESC, id), '{}'), max(updated_at),
       COALESCE(md5(string_agg(id || ' ' || extract(epoch FROM updated_at), ',' ORDER BY id)), '')
FROM archive_statement WHERE document_id = %s
"""
VERSION = re.compile(r"\d+-(?P<state>[a-z]+)-(?P<latest>\d{1,18})-[0-9a-f]{20}")
LOOK_BACK = dt.timedelta(seconds=60)


def etag(statement) -> str:
    return f'"{statement.pk}-{stamp(statement.updated_at)}"'


def stamp(when) -> int:
    """Microseconds; a float would lose the last ones."""
    return int(when.timestamp()) * 1_000_000 + when.microsecond if when else 0


class Describer:
    """`may(verb, statement)` says what the person may do. Documents come without their text."""

    def __init__(self, document, may):
        self.document, self.may, self._roles = document, may, {}

    def one(self, statement_id: int) -> dict:
        return self.some([statement_id])[0]

    def some(self, ids: list[int]) -> list[dict]:
        return self.described(self.document.statements.filter(pk__in=ids))

    def described(self, statements) -> list[dict]:
        rows = list(statements.select_related(None).only(*WANTED).in_reading_order())
        ids = [row.pk for row in rows]
        self._gather(rows)
        themes = hanging(StatementTheme, "theme", "theme__label", ids)
        relays = hanging(Relay, "speaker", "speaker__name", ids)
        changed_by = who_changed(self.document, ids)
        return [
            self._said(row)
            | {"themes": themes[row.pk], "relays": relays[row.pk], "changed_by": changed_by[row.pk]}
            for row in rows
        ]

    def _gather(self, rows) -> None:
        """Speakers and events are shared by many statements; each is made once."""
        speakers = Speaker.objects.only("pk", "name").prefetch_related("roles")
        speakers = speakers.in_bulk({row.speaker_id for row in rows} - {None})
        events = Event.objects.only("pk", "name", "start", "start_precision", "date_uncertain")
        events = events.in_bulk({row.event_id for row in rows} - {None})
        roles = {role.pk: role for speaker in speakers.values() for role in speaker.roles.all()}
        for row in rows:
            row.document, row.speaker = self.document, speakers.get(row.speaker_id)
            row.event, row.role = events.get(row.event_id), roles.get(row.role_id)

    def _roles_of(self, row) -> tuple[list, str]:
        key = (row.speaker_id, row.role_id, row.said_on)
        if key not in self._roles:
            self._roles[key] = [named(role) for role in row.roles_held()], role_warning(row)
        return self._roles[key]

    def _said(self, row) -> dict:
        held, warning = self._roles_of(row)
        return {
            "id": row.pk,
            "etag": etag(row),
            "start": row.start,
            "end": row.end,
            "words": row.text,
            "state": row.state,
            "state_label": str(State(row.state).label),
            "speaker": named(row.speaker),
            "event": named(row.event),
            "voice": row.voice,
            "voice_label": row.voice_label,
            "attribution": row.attribution,
            "attribution_label": row.attribution_label,
            "role_as_printed": row.role_as_printed,
            "role": named(row.role),
            "roles": held,
            "role_warning": warning,
            "note": row.note,
            "certain": row.certain,
            "edit_url": address("admin:archive_statement_change", row.pk),
            "reports_url": address("admin:archive_statement_reports", row.pk),
            "site_url": row.get_absolute_url() if row.is_public else "",
            "may_change": self.may("change", row),
            "may_delete": self.may("delete", row),
        }


def named(obj) -> dict | None:
    return {"id": obj.pk, "label": str(obj)} if obj else None


def hanging(model, field: str, name: str, ids) -> dict[int, list[dict]]:
    """What hangs on each statement, in its order; one query."""
    found = defaultdict(list)
    rows = model.objects.filter(statement__in=ids).order_by("statement", *model._meta.ordering)
    for statement, pk, said in rows.values_list("statement", field, name):
        found[statement].append({"id": pk, "label": said})
    return found


def who_changed(document, ids) -> dict[int, str]:
    """The account that changed each statement last, as history tells; two queries."""
    events = history_model(Statement).objects
    events = events.filter(pgh_obj_id__in=ids) if len(ids) <= FEW else events.filter(document=document)
    last = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    users = dict(last.values_list("pgh_obj_id", "pgh_context__metadata__user"))
    names = account_names({user for user in users.values() if isinstance(user, int)})
    return defaultdict(str, {pk: names.get(user, "") for pk, user in users.items()})


@dataclass(frozen=True)
class Standing:
    """A document's statements at one moment: their ids in reading order, the latest change, a digest of all."""

    ids: list[int]
    latest: dt.datetime | None
    digest: str

    @classmethod
    def of(cls, document) -> "Standing":
        """One query."""
        with connection.cursor() as cursor:
            cursor.execute(STANDING, [document.pk])
            return cls(*cursor.fetchone())

    def version(self, document, reader: str) -> str:
        """Another one whenever the list would read otherwise; `reader` is what it depends on beside the rows."""
        digest = hashlib.sha256(f"{self.digest} {reader}".encode()).hexdigest()[:20]
        return f"{document.text_version}-{document.state}-{stamp(self.latest)}-{digest}"


def changed_since(version: str, document) -> dt.datetime | None:
    """From when on statements may have changed since that version; None: any may read otherwise.

    A writer that waited for another's turn may bear an earlier time than that one, so it looks back a little.
    """
    match = VERSION.fullmatch(version)
    if not match or match["state"] != document.state:
        return None
    try:
        latest = dt.datetime.fromtimestamp(int(match["latest"]) // 1_000_000, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return latest - LOOK_BACK
