"""THE list of what to check before something is published; the admin and the workbench only display it.

A finding does not forbid publishing: whoever publishes confirms that they have seen it.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from archive.editing.errors import UnconfirmedError
from archive.models import Document, Event, State, Statement, Term, TermOccurrence
from archive.models.statement import EFFECTIVE_DATE

MAX_NAMED = 5
UNCHECKED_TRANSLATION = {"translator": Document.Translator.MACHINE, "translation_checked": False}


@dataclass(frozen=True, slots=True)
class Rule:
    """``select`` returns those of the rows to be published to which the rule applies."""

    code: str
    model: type[Document] | type[Statement] | type[Term]
    select: Callable[[Any], QuerySet]
    label: Any  # of ngettext_lazy, with %(n)d


RULES = (
    Rule(
        "document_date",
        Document,
        lambda rows: rows.filter(date=None),
        ngettext_lazy("%(n)d document has no date.", "%(n)d documents have no date.", "n"),
    ),
    Rule(
        "document_event",
        Document,
        lambda rows: rows.filter(event__kind=Event.Kind.OTHER),
        ngettext_lazy(
            "The event of %(n)d document is of the kind “other”.",
            "The events of %(n)d documents are of the kind “other”.",
            "n",
        ),
    ),
    Rule(
        "document_translation",
        Document,
        lambda rows: rows.filter(**UNCHECKED_TRANSLATION),
        ngettext_lazy(
            "%(n)d document is a machine translation that nobody has checked.",
            "%(n)d documents are machine translations that nobody has checked.",
            "n",
        ),
    ),
    Rule(
        "no_statements",
        Document,
        lambda rows: rows.without_statements(),
        ngettext_lazy(
            "%(n)d document has no statements.",
            "%(n)d documents have no statements.",
            "n",
        ),
    ),
    Rule(
        "statements_not_published",
        Document,
        lambda rows: unpublished_statements(rows),
        ngettext_lazy(
            "%(n)d statement in it is not published.", "%(n)d statements in it are not published.", "n"
        ),
    ),
    Rule(
        "statement_date",
        Statement,
        lambda rows: rows.annotate(day=EFFECTIVE_DATE).filter(day=None),
        ngettext_lazy("%(n)d statement has no date.", "%(n)d statements have no date.", "n"),
    ),
    Rule(
        "statement_event",
        Statement,
        lambda rows: rows.filter(event__kind=Event.Kind.OTHER),
        ngettext_lazy(
            "The event of %(n)d statement is of the kind “other”.",
            "The events of %(n)d statements are of the kind “other”.",
            "n",
        ),
    ),
    Rule(
        "statement_role",
        Statement,
        lambda rows: rows.without_role(),
        ngettext_lazy(
            "No role of the speaker is known for that day in %(n)d statement.",
            "No role of the speaker is known for that day in %(n)d statements.",
            "n",
        ),
    ),
    Rule(
        "statement_translation",
        Statement,
        lambda rows: rows.filter(
            **{f"document__{name}": value for name, value in UNCHECKED_TRANSLATION.items()}
        ),
        ngettext_lazy(
            "%(n)d statement is in a machine translation that nobody has checked.",
            "%(n)d statements are in machine translations that nobody has checked.",
            "n",
        ),
    ),
    Rule(
        "document_not_published",
        Statement,
        lambda rows: rows.exclude(document__state=State.PUBLISHED),
        ngettext_lazy(
            "%(n)d statement becomes public only when its document is published.",
            "%(n)d statements become public only when their documents are published.",
            "n",
        ),
    ),
    Rule(
        "term_note",
        Term,
        lambda rows: rows.filter(note=""),
        ngettext_lazy("%(n)d term has no note.", "%(n)d terms have no note.", "n"),
    ),
    Rule(
        "term_occurrences",
        Term,
        lambda rows: rows.exclude(
            pk__in=TermOccurrence.objects.confirmed()
            .filter(statement__in=Statement.objects.published())
            .values("term")
        ),
        ngettext_lazy(
            "%(n)d term has no confirmed occurrence in a published statement.",
            "%(n)d terms have no confirmed occurrence in a published statement.",
            "n",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """``names`` are those of the first rows concerned."""

    code: str
    count: int
    message: str
    names: list[str]


def checklist(
    documents: QuerySet | None = None, statements: QuerySet | None = None, terms: QuerySet | None = None
) -> list[Finding]:
    """The findings on these rows; at most two queries for each rule."""
    return list(_findings(documents, statements, terms))


def _findings(
    documents: QuerySet | None, statements: QuerySet | None, terms: QuerySet | None
) -> Iterator[Finding]:
    rows_by_model: dict[type, QuerySet | None] = {Document: documents, Statement: statements, Term: terms}
    for rule in RULES:
        rows = rows_by_model[rule.model]
        if rows is None:
            continue
        selected_rows = rule.select(without_joins(rows))
        if rule.code == "document_not_published" and documents is not None:
            selected_rows = selected_rows.exclude(document__in=documents.order_by().values("pk"))
        if count := selected_rows.count():
            names = [str(row) for row in selected_rows[:MAX_NAMED]]
            yield Finding(rule.code, count, str(rule.label % {"n": count}), names)


def without_joins(rows: QuerySet) -> QuerySet:
    """Returns the same rows without the queryset's joins, annotations and order; documents without their text."""
    fresh = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk")).order_by("pk")
    if rows.model is Statement:
        return fresh.select_related("speaker")
    return fresh.defer("text") if rows.model is Document else fresh


def unpublished_statements(documents: QuerySet) -> QuerySet:
    rows = Statement.objects.filter(document__in=documents.order_by().values("pk"))
    return rows.filter(state__in=[State.DRAFT, State.REVIEW]).order_by("pk").select_related("speaker")


def check_confirmed(findings: Collection[Finding], confirmed: Collection[str] | None) -> None:
    """Raises UnconfirmedFindingsError with the findings unless the actor has confirmed all of them.

    ``confirmed`` holds the codes of the findings the actor has seen. None means that they were not asked yet: then the
    error is raised even without findings.
    """
    if confirmed is None or any(finding.code not in confirmed for finding in findings):
        raise UnconfirmedFindingsError(findings)


class UnconfirmedFindingsError(UnconfirmedError):
    """Something on the checklist was not confirmed."""

    def __init__(self, findings: Collection[Finding]):
        super().__init__(_("Nothing has been published yet: check the list above, then confirm."))
        self.findings = list(findings)
