from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from archive.exporting.metadata.schema_org import theme_node
from archive.models import Theme
from archive.models.base.urls import permanent_path
from archive.search.listing import count_statements

from .addresses import redirect_former_slugs
from .citations import base_url
from .metadata.page import describe_page
from .paging import paginate_statements
from .serving.display_names import display_name


@redirect_former_slugs("theme")
def theme(request, slug):
    counts = count_statements("theme")
    site = base_url(request)
    theme = get_object_or_404(Theme.objects.filter(pk__in=counts).select_related("parent"), slug=slug)
    label = display_name(theme)
    return render(
        request,
        "archive/theme.html",
        {
            "theme": theme,
            "children": theme.children.with_counts(counts),
            "page": paginate_statements(request, theme=theme.slug),
            "meta": describe_page(
                request,
                label,
                theme.scope_note or _("Statements on the theme “%s”.") % label,
                node=theme_node(theme, site + permanent_path(theme.get_absolute_url()), site),
            ),
        },
    )


def theme_tree() -> list[Theme]:
    """The public themes without a parent, each with its public children."""
    return Theme.objects.tree(count_statements("theme"))
