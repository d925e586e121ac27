from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Term
from archive.web.lists.entities import EntityFilters
from archive.web.lists.filters import mark_noindex
from archive.web.lists.places import paginate_by_place
from archive.web.metadata.page import describe_list

ROWS = 100


class TermFilters(EntityFilters):
    SORTS = (("name", gettext_lazy("Name")), ("statements", gettext_lazy("Most statements first")))
    facet = "term"

    def keys(self) -> list[int]:
        """The keys in the order of the list; includes terms without statements unless statements are chosen."""
        terms = self.qs.filter(pk__any=self.counts.by_key) if self.search_params else self.qs
        keys = list(terms.alphabetical().values_list("pk", flat=True))
        return self.sort_by_count(keys) if self.sort == "statements" else keys


def term_list(request):
    """Four queries for any number of terms."""
    published = Term.objects.published()
    filters = TermFilters(request, published)
    page = paginate_by_place(filters, published.prefetch_related("wordings"), request, ROWS)
    filters.offer_values()
    context = {
        "page": page,
        "rows": filters.with_counts(page.rows),
        "filters": filters,
        "meta": describe_list(request, _("Terms"), _("Set phrases that speakers in the archive repeat.")),
    }
    return mark_noindex(render(request, "archive/terms/list.html", context), filters)
