"""Records which rows a merge wrote. They are read from the history: under the write lock nobody else writes."""

from collections.abc import Iterator

from django.db import models
from django.utils import timezone

from archive.editing.analysis import Kind, analyse_documents, analyse_later
from archive.editing.history.events import HistoryIds, Step, history_model, written_models
from archive.editing.states import Actor
from archive.models import (
    Document,
    Event,
    EventName,
    Merge,
    MergedRow,
    Participation,
    Redirect,
    Relay,
    Role,
    Speaker,
    SpeakerName,
    Statement,
    StatementTheme,
    Term,
    TermOccurrence,
    TermWording,
    Theme,
    ThemeLabel,
    Utterance,
)

# What a merge may write, in the order in which it is shown.
MERGED_MODELS: tuple[type[models.Model], ...] = (
    Document, Statement, StatementTheme, Relay, Utterance, Participation, Role, SpeakerName, EventName, ThemeLabel,
    TermOccurrence, TermWording, Speaker, Event, Theme, Term, Redirect,
)  # fmt: skip


def steps_since(last_ids: HistoryIds) -> list[Step]:
    """The rows written since, each with its former values; two queries for each table."""
    return [
        step
        for model in written_models(last_ids)
        for step in steps(model, history_model(model).objects.filter(pgh_id__gt=last_ids[model]))
    ]


def steps(model: type[models.Model], events: models.QuerySet) -> list[Step]:
    """Returns the steps in the order of writing, without the texts of documents, which no merge changes. Two
    queries."""
    history = (
        history_model(model).objects.defer("text") if model is Document else history_model(model).objects
    )
    same_row = history_model(model).objects.filter(
        pgh_obj_id=models.OuterRef("pgh_obj_id"), pgh_id__lt=models.OuterRef("pgh_id")
    )
    events = events.defer("text") if model is Document else events
    rows = list(
        events.annotate(previous=models.Subquery(same_row.order_by("-pgh_id").values("pgh_id")[:1])).order_by(
            "pgh_id"
        )
    )
    earlier = history.in_bulk([event.previous for event in rows if event.previous])
    return [
        Step(model, event, None if event.pgh_label == "insert" else earlier.get(event.previous))
        for event in rows
    ]


def written_since(last_ids: HistoryIds) -> Iterator[tuple[str, int]]:
    """Pairs of model name and history id; one query for each table that was written."""
    for model in written_models(last_ids):
        rows = history_model(model).objects.filter(pgh_id__gt=last_ids[model]).order_by("pgh_id")
        for history_id in rows.values_list("pgh_id", flat=True):
            yield str(model._meta.model_name), history_id


def record_merge(
    actor: Actor, survivor: models.Model, duplicate: int, name: str, last_ids: HistoryIds
) -> Merge:
    """Stores the history rows written since ``last_ids`` (newest id by model), from which the merge can be undone."""
    merge = Merge.objects.create(
        model_name=str(survivor._meta.model_name),
        survivor=survivor.pk,
        duplicate=duplicate,
        duplicate_name=name,
        merged_by_id=actor.pk if actor else None,
        finished_at=timezone.now(),
    )
    record_rows(merge, last_ids)
    return merge


def record_rows(merge: Merge, last_ids: HistoryIds) -> None:
    """Appends the rows written since ``last_ids`` to those recorded for this merge, and has reports looked for."""
    last = merge.rows.aggregate(last=models.Max("position"))["last"]
    MergedRow.objects.bulk_create(
        [
            MergedRow(merge=merge, position=position, model_name=model_name, history_id=history_id)
            for position, (model_name, history_id) in enumerate(
                written_since(last_ids), 0 if last is None else last + 1
            )
        ],
        batch_size=2000,
    )
    analyse_changed_statements(last_ids)


def analyse_changed_statements(last_ids: HistoryIds) -> None:
    """Notes the search for reports for all statements that another speaker, event or theme was given since."""
    statements: set[int] = set()
    for model, field in ((Statement, "pgh_obj_id"), (StatementTheme, "statement_id")):
        rows = history_model(model).objects.filter(pgh_id__gt=last_ids[model])
        statements.update(rows.values_list(field, flat=True))
    analyse_later(sorted(statements), Kind.REPORTS)
    documents = history_model(Document).objects.filter(pgh_id__gt=last_ids[Document])
    analyse_documents(set(documents.values_list("pgh_obj_id", flat=True)), ["event"])
