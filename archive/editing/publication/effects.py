"""What readers will see, or no longer see, after something is published or unpublished."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Document, State, Statement, Term

from .checklist import without_joins


def describe_public(
    documents: QuerySet | None = None, statements: QuerySet | None = None, terms: QuerySet | None = None
) -> str:
    """A sentence on what readers will see after publishing that they do not see now; at most four queries."""
    hidden = (
        Document.objects.none()
        if documents is None
        else without_joins(documents).exclude(state=State.PUBLISHED)
    )
    of_hidden = Q(document__in=hidden.values("pk"))
    public_rows = of_hidden & Q(state=State.PUBLISHED)
    if statements is not None:
        condition = Q(pk__in=statements.order_by().values("pk"), state__in=[State.DRAFT, State.REVIEW])
        public_rows |= condition & (of_hidden | Q(document__state=State.PUBLISHED))
    hidden_terms = 0 if terms is None else without_joins(terms).exclude(state=State.PUBLISHED).count()
    return _describe_gain(hidden.count(), Statement.objects.filter(public_rows).count(), hidden_terms)


def describe_hidden(
    documents: QuerySet | None = None, statements: QuerySet | None = None, terms: QuerySet | None = None
) -> str:
    """A sentence on what readers see and would not see after these rows are unpublished, empty where that is nothing;
    at most three queries."""
    public_documents = _published(documents, Document)
    condition = Q(document__in=public_documents.values("pk")) | Q(
        pk__in=_published(statements, Statement).values("pk")
    )
    counts = (
        public_documents.count(),
        Statement.objects.published().filter(condition).count(),
        _published(terms, Term).count(),
    )
    if not any(counts):
        return ""
    return _(
        "This unpublishes: %s. Readers at their addresses are told so and still see the last public words, "
        "unless these are withheld."
    ) % _list_counts(*counts)


def _published(rows: QuerySet | None, model: type[Document] | type[Statement] | type[Term]) -> QuerySet:
    return (
        model._default_manager.none() if rows is None else without_joins(rows).filter(state=State.PUBLISHED)
    )


def describe_new(row: Document | Statement | Term) -> str:
    """Describes a row that is not saved yet as ``describe_public`` does a saved one."""
    if isinstance(row, Document):
        return _describe_gain(documents=1)
    if isinstance(row, Term):
        return _describe_gain(terms=1)
    return _describe_gain(statements=int(row.document.is_published))


def _describe_gain(documents: int = 0, statements: int = 0, terms: int = 0) -> str:
    counts = _list_counts(documents, statements, terms)
    return _("This becomes public: %s.") % counts if counts else _("This makes nothing public.")


def _list_counts(documents: int, statements: int, terms: int) -> str:
    """Such as "1 document and 2 statements"."""
    labels = (
        (documents, ngettext("%(n)d document", "%(n)d documents", documents)),
        (statements, ngettext("%(n)d statement", "%(n)d statements", statements)),
        (terms, ngettext("%(n)d term", "%(n)d terms", terms)),
    )
    return _(" and ").join(label % {"n": n} for n, label in labels if n)
