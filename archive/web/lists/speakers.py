from itertools import groupby

import django_filters
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Speaker
from archive.web.metadata.page import describe_list

from .entities import EntityFilters
from .filters import mark_noindex
from .places import paginate_by_place

ROWS = 100


class SpeakerFilters(EntityFilters):
    SORTS = (("name", gettext_lazy("Name")), ("statements", gettext_lazy("Most statements first")))
    facet = "speaker"
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=Speaker.Kind.choices)

    def read_keys(self) -> list[int]:
        """The keys of speakers with statements that satisfy the choices, in the order of the list."""
        keys = list(self.qs.filter(pk__any=self.counts.by_key).alphabetical().values_list("pk", flat=True))
        return self.sort_by_count(keys) if self.sort == "statements" else keys

    def offer_values(self) -> None:
        self.add_select("kind", [(value, str(label)) for value, label in Speaker.Kind.choices])
        super().offer_values()


def speaker_list(request):
    filters = SpeakerFilters(request, Speaker.objects.all())
    page = paginate_by_place(filters, Speaker.objects.published().for_list(), request, ROWS)
    filters.offer_values()
    rows = filters.with_counts(page.rows)
    by_letter = filters.sort == "name"
    letters = [(letter, list(group)) for letter, group in groupby(rows, lambda row: by_letter and row.letter)]
    meta = describe_list(request, _("Speakers"), _("People and bodies quoted in the archive."))
    context = {"page": page, "letters": letters, "by_letter": by_letter, "meta": meta, "filters": filters}
    return mark_noindex(render(request, "archive/lists/speakers.html", context), filters)
