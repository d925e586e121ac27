from dataclasses import dataclass
from functools import cached_property

import django_filters
from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Document, Source, Statement
from archive.search.cached_values import cache_until_change
from archive.search.listing import documents_by_name
from archive.web.metadata.page import describe_list
from archive.web.paging import load_rows

from .filters import ListFilters, language_options, mark_noindex, year_options
from .keyset import ListOrder, paginate_by_key

ROWS = 30
ANNOTATION_CHOICES = (
    ("full", gettext_lazy("Fully annotated")),
    ("partly", gettext_lazy("Partly annotated")),
    ("none", gettext_lazy("Not annotated yet")),
)
ORDERS = {
    "newest": ListOrder("date", descending=True, is_nullable=True),
    "oldest": ListOrder("date", is_nullable=True),
    "title": ListOrder("sort_key"),
    "published": ListOrder("published_at", descending=True, is_nullable=True),
}
# Of each filter the column whose values are offered, and the look-up by a value.
COLUMNS = {
    "kind": ("kind", "kind"),
    "source": ("source", "source__slug"),
    "language": ("language", "language"),
    "year": ("date__year", "date__year"),
}


class DocumentFilters(ListFilters):
    SORTS = (
        ("newest", gettext_lazy("Newest first")),
        ("oldest", gettext_lazy("Oldest first")),
        ("title", gettext_lazy("Title")),
        ("published", gettext_lazy("Recently published")),
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=Document.Kind.choices)
    annotated = django_filters.ChoiceFilter(
        label=gettext_lazy("Annotation"), choices=ANNOTATION_CHOICES, method="filter_annotated"
    )

    def filter_words(self, queryset, _name, value):
        return queryset.filter(pk__in=documents_by_name(value)) if value else queryset

    def filter_annotated(self, queryset, _name, value):
        """Filters by the progress that readers see: a document with a public statement counts as partly annotated."""
        if value in ("", "full"):
            return queryset.exclude(coverage="") if value else queryset
        has_statement = Exists(Statement.objects.published().filter(document=OuterRef("pk")))
        return queryset.filter(has_statement if value == "partly" else ~has_statement, coverage="")

    def offer_values(self) -> None:
        """Adds the selects, each with the values that occur beside the other choices. Two queries where nothing is
        chosen and nothing changed, else one for each filter and one more."""
        labels = dict(Document.Kind.choices)
        kinds = self.available_values("kind")
        self.add_select("kind", [(code, str(labels[code])) for code in labels if code in kinds])
        sources = Source.objects.filter(pk__in=self.available_values("source")).values_list("slug", "name")
        self.add_select("source", sorted(sources, key=lambda pair: pair[1].lower()))
        self.add_select("language", language_options(self.available_values("language")))
        self.add_select("year", year_options(self.available_values("year")))
        self.add_select("annotated", [(value, str(label)) for value, label in ANNOTATION_CHOICES])

    def available_values(self, name: str) -> set:
        """The values of documents that satisfy the choices of the other filters."""
        choices = {
            lookup: self.used_values[column_name]
            for column_name, (_column, lookup) in COLUMNS.items()
            if column_name in self.used_values and column_name != name
        }
        return read_values(name, **choices) if choices else self.all_documents.values[name]

    @cached_property
    def all_documents(self) -> "AllDocuments":
        return cache_until_change("documents", read_all_documents)


@dataclass(frozen=True)
class AllDocuments:
    """The number of public documents, and the values they have in each of COLUMNS."""

    total: int
    values: dict[str, set]


def read_all_documents() -> AllDocuments:
    total = Document.objects.published().count()
    return AllDocuments(total, {name: read_values(name) for name in COLUMNS})


def read_values(name: str, **chosen) -> set:
    rows = Document.objects.published().filter(**chosen).order_by()
    return set(rows.values_list(COLUMNS[name][0], flat=True).distinct())


def document_list(request):
    filters = DocumentFilters(request, Document.objects.published())
    total = None if filters.is_narrowed else filters.all_documents.total
    page = paginate_by_key(filters.qs, ORDERS[filters.sort], request, ROWS, total)
    page = load_rows(page, Document.objects.published().for_list())
    filters.offer_values()
    meta = describe_list(request, _("Documents"), _("Speeches, readouts, briefings, reports and news."))
    context = {"page": page, "meta": meta, "filters": filters}
    return mark_noindex(render(request, "archive/lists/documents.html", context), filters)
