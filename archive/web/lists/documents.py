import django_filters
from django.db.models import Exists, F, OuterRef
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Document, Statement
from archive.search.listing import documents_called
from archive.web.metadata.page import describe_list
from archive.web.paging import paginate_keys

from .filters import ListFilters, language_options, mark_noindex, year_options

ROWS = 30
ANNOTATED = (
    ("full", gettext_lazy("Fully annotated")),
    ("partly", gettext_lazy("Partly annotated")),
    ("none", gettext_lazy("Not annotated yet")),
)


class DocumentFilters(ListFilters):
    SORTS = (
        ("newest", gettext_lazy("Newest first")),
        ("oldest", gettext_lazy("Oldest first")),
        ("title", gettext_lazy("Title")),
        ("published", gettext_lazy("Recently published")),
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=Document.Kind.choices)
    annotated = django_filters.ChoiceFilter(
        label=gettext_lazy("Annotation"), choices=ANNOTATED, method="filter_annotated"
    )

    def filter_words(self, queryset, _name, value):
        return queryset.filter(pk__in=documents_called(value)) if value else queryset

    def filter_annotated(self, queryset, _name, value):
        """As far as readers are told: a text in which some statement is public is annotated partly."""
        if value in ("", "full"):
            return queryset.exclude(coverage="") if value else queryset
        marked = Exists(Statement.objects.published().filter(document=OuterRef("pk")))
        return queryset.filter(marked if value == "partly" else ~marked, coverage="")

    def sorted_rows(self):
        rows = self.qs
        if self.sort == "oldest":
            return rows.order_by(F("date").asc(nulls_last=True), "id")
        if self.sort == "title":
            return rows.order_by("sort_key", "id")
        return rows.newest() if self.sort == "newest" else rows.recently_published()

    def offer_values(self) -> None:
        """One query: every combination of values that documents have."""
        columns = ("kind", "source__slug", "source__name", "language")
        rows = list(self.queryset.order_by().values(*columns, year=F("date__year")).distinct())
        labels = dict(Document.Kind.choices)
        kinds = self.values_among(rows, "kind")
        self.offer("kind", [(code, str(labels[code])) for code in labels if code in kinds])
        sources = {row["source__slug"]: row["source__name"] for row in self.rows_matching(rows, "source")}
        self.offer("source", sorted(sources.items(), key=lambda pair: pair[1].lower()))
        self.offer("language", language_options(self.values_among(rows, "language")))
        self.offer("year", year_options(self.values_among(rows, "year")))
        self.offer("annotated", [(value, str(label)) for value, label in ANNOTATED])

    def values_among(self, rows, name: str) -> set:
        return {row[name] for row in self.rows_matching(rows, name)}

    def rows_matching(self, rows, excluding: str) -> list[dict]:
        """Those that satisfy the choices of all other filters."""
        columns = {"kind": "kind", "source": "source__slug", "language": "language", "year": "year"}
        wanted = {
            column: self.used_values[name]
            for name, column in columns.items()
            if name in self.used_values and name != excluding
        }
        if not wanted:
            return rows
        return [row for row in rows if all(row[column] == value for column, value in wanted.items())]


def document_list(request):
    filters = DocumentFilters(request, Document.objects.published())
    documents = filters.sorted_rows()
    page = paginate_keys(
        documents.values_list("pk", flat=True), Document.objects.published().for_list(), request, ROWS
    )
    filters.offer_values()
    meta = describe_list(request, _("Documents"), _("Speeches, readouts, briefings, reports and news."))
    context = {"page": page, "meta": meta, "filters": filters}
    return mark_noindex(render(request, "archive/document_list.html", context), filters)
