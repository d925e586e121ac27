from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Theme
from archive.web.metadata.page import describe_list

from .entities import EntityFilters
from .filters import mark_noindex


class ThemeFilters(EntityFilters):
    SORTS = (("name", gettext_lazy("Name")), ("statements", gettext_lazy("Most statements first")))
    facet = "theme"

    def trees(self) -> list[Theme]:
        """The themes of statements that satisfy the choices, as trees; by name each that is so called, with what is
        below it."""
        counts = self.counts.by_key
        roots = set(self.qs.values_list("pk", flat=True)) if self.words else None
        trees = Theme.objects.tree(counts, roots)
        if self.sort == "statements":
            for theme in trees:
                theme.branches.sort(key=lambda branch: -branch.statement_count)
            trees.sort(key=lambda theme: -theme.statement_count)
        return trees


def theme_list(request):
    filters = ThemeFilters(request, Theme.objects.all())
    roots = filters.trees()
    filters.offer_values()
    meta = describe_list(request, _("Themes"), _("What the statements are about."))
    context = {"roots": roots, "meta": meta, "filters": filters}
    return mark_noindex(render(request, "archive/lists/themes.html", context), filters)
