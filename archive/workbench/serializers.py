"""Statements as the workbench's JSON, with the same number of queries for one statement as for two thousand."""

from collections import defaultdict, namedtuple

from django.db.models import prefetch_related_objects

from archive.editing.fields import PLAIN_KINDS, WORKBENCH_FIELDS, field_names
from archive.editing.history.accounts import account_name, account_names
from archive.editing.history.events import history_model
from archive.editing.marking import SaveResult, revision_of
from archive.editing.marking.preconditions import not_found
from archive.editing.marking.roles import role_warning
from archive.editing.states import DELETED, Right, is_allowed, rights_of
from archive.models import Event, Relay, Speaker, State, Statement, StatementTheme
from archive.models.base.urls import url_affixes

# What the description of the speaker, the event and the role depends on; many statements have them in common.
SHARED_COLUMNS = ("speaker_id", "event_id", "role_id", "date", "date_precision", "date_uncertain")
PLAIN_COLUMNS = tuple(field_names(*PLAIN_KINDS, fields=WORKBENCH_FIELDS))
COLUMNS = ("pk", "start", "end", "text", "state", "updated_at", *PLAIN_COLUMNS, *SHARED_COLUMNS)
SPEAKER_COLUMNS = ("pk", "name")
EVENT_COLUMNS = ("pk", "name", "start", "start_precision", "date_uncertain")
PAGE_URL_NAMES = ("admin:archive_statement_change", "admin:archive_statement_reports", "statement")
Row = namedtuple("Row", COLUMNS)


def etag(statement) -> str:
    return f'"{revision_of(statement)}"'


class StatementSerializer:
    """Serializes statements of one document, whose text it does not need, for one user. Without ``may_change`` every
    statement is read-only."""

    def __init__(self, document, user, may_change: bool):
        self.document, self.user = document, user
        self.rights = rights_of(user, Statement) if may_change else Right.NONE

    def serialize_one(self, statement_id: int) -> dict:
        """Raises NotFoundError where somebody deleted it a moment ago."""
        return self._single(self.serialize_ids([statement_id]), statement_id)

    def serialize_saved(self, result: SaveResult) -> dict:
        """Serializes what the user has just saved, without reading again what was written with it."""
        statement = result.statement
        loaded = {"changed_by": {statement.pk: account_name(self.user)}}
        loaded["rows"] = [statement.speaker, statement.event]
        for name in ("themes", "relays"):
            rows = getattr(result, name)
            if rows is not None:
                loaded[name] = {statement.pk: list(map(reference, rows))}
        return self._single(self.serialize(Statement.objects.filter(pk=statement.pk), loaded), statement.pk)

    def serialize_ids(self, ids: list[int]) -> list[dict]:
        return self.serialize(Statement.objects.filter(pk__in=ids))

    def serialize(self, statements, loaded=None) -> list[dict]:
        """Serializes a queryset of the document's statements. Model instances would take three times as long."""
        rows = list(map(Row._make, statements.in_reading_order().values_list(*COLUMNS)))
        loaded = loaded or {}
        self._describe_shared(rows, loaded.get("rows", ()))
        themes = loaded.get("themes") or load_related(StatementTheme, "theme", "theme__label", statements)
        relays = loaded.get("relays") or load_related(Relay, "speaker", "speaker__name", statements)
        changed_by = loaded.get("changed_by") or last_editors(statements, self.user)
        return [
            self._serialize(row)
            | {"themes": themes[row.pk], "relays": relays[row.pk], "changed_by": changed_by[row.pk]}
            for row in rows
        ]

    def _single(self, serialized: list[dict], statement_id: int) -> dict:
        if not serialized:
            raise not_found(self.document, statement_id)
        return serialized[0]

    def _describe_shared(self, rows, loaded) -> None:
        """What many statements have in common is made once: speakers, events, states, voices and addresses."""
        self._speakers = load_rows(Speaker, SPEAKER_COLUMNS, {row.speaker_id for row in rows}, loaded)
        self._events = load_rows(Event, EVENT_COLUMNS, {row.event_id for row in rows}, loaded)
        prefetch_related_objects(list(self._speakers.values()), "roles")
        self._states = {state: self._describe_state(state) for state in {row.state for row in rows}}
        self._attributions = {value: str(label) for value, label in Statement.Attribution.choices}
        self._affixes = [url_affixes(page) for page in PAGE_URL_NAMES]
        shared = {row[-len(SHARED_COLUMNS) :] for row in rows}
        self._shared = {
            values: self._describe_voice(dict(zip(SHARED_COLUMNS, values, strict=True))) for values in shared
        }

    def _describe_state(self, state: str) -> dict:
        return {
            "state": state,
            "state_label": str(State(state).label),
            "site_url": Statement(document=self.document, state=state).is_public,
            "may_change": is_allowed(state, state, self.rights),
            "may_delete": is_allowed(state, DELETED, self.rights),
        }

    def _describe_voice(self, columns: dict) -> dict:
        statement = Statement(document=self.document, **columns)
        statement.speaker = self._speakers.get(columns["speaker_id"])
        statement.event = self._events.get(columns["event_id"])
        roles = statement.speaker.roles.all() if statement.speaker else ()
        statement.role = next((role for role in roles if role.pk == columns["role_id"]), None)
        return {
            "speaker": reference(statement.speaker),
            "event": reference(statement.event),
            "role": reference(statement.role),
            "roles": [reference(role) for role in statement.roles_held()],
            "role_warning": role_warning(statement),
        }

    def _serialize(self, row: Row) -> dict:
        members = {name: getattr(row, name) for name in PLAIN_COLUMNS}
        members |= self._states[row.state]
        members |= self._shared[row[-len(SHARED_COLUMNS) :]]
        edit, reports, site = (f"{before}{row.pk}{after}" for before, after in self._affixes)
        return members | {
            "id": row.pk,
            "etag": etag(row),
            "start": row.start,
            "end": row.end,
            "words": row.text,
            "attribution_label": self._attributions[row.attribution],
            "edit_url": edit,
            "reports_url": reports,
            "site_url": site if members["site_url"] else "",
        }


def load_rows(model, columns, ids: set, loaded) -> dict:
    """Returns the rows by id; those among ``loaded`` are not read again."""
    rows = {row.pk: row for row in loaded if isinstance(row, model)}
    return rows | model.objects.only(*columns).in_bulk(ids - {None} - set(rows))


def reference(row) -> dict | None:
    return {"id": row.pk, "label": str(row)} if row else None


def load_related(model, field: str, label: str, statements) -> dict[int, list[dict]]:
    """The themes or relays of each statement, in its order; one query."""
    groups = defaultdict(list)
    rows = model.objects.filter(statement__in=statements.order_by().values("pk"))
    for statement, pk, name in rows.order_by(*model._meta.ordering).values_list("statement", field, label):
        groups[statement].append({"id": pk, "label": name})
    return groups


def last_editors(statements, user) -> dict[int, str]:
    """The account that changed each statement last, by the history; two queries, or one where it is the user."""
    events = history_model(Statement).objects.filter(pgh_obj__in=statements.order_by().values("pk"))
    last = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    editors = dict(last.values_list("pgh_obj_id", "pgh_context__metadata__user"))
    other_ids = {editor for editor in editors.values() if isinstance(editor, int)} - {user.pk}
    accounts = account_names(other_ids) | {user.pk: account_name(user)}
    return defaultdict(str, {pk: accounts.get(editor, "") for pk, editor in editors.items()})
