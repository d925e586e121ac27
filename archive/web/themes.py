from django.shortcuts import get_object_or_404, render

from archive.models import Theme
from archive.search.listing import count_statements

from .addresses import redirect_former_slugs
from .paging import paginate_statements


def theme_list(request):
    return render(request, "archive/theme_list.html", {"roots": theme_tree()})


@redirect_former_slugs("theme")
def theme(request, slug):
    counts = count_statements("theme")
    theme = get_object_or_404(Theme.objects.filter(pk__in=counts).select_related("parent"), slug=slug)
    return render(
        request,
        "archive/theme.html",
        {
            "theme": theme,
            "children": theme.children.with_counts(counts),
            "page": paginate_statements(request, theme=theme.slug),
        },
    )


def theme_tree() -> list[Theme]:
    """The public themes without a parent, each with its public children."""
    return Theme.objects.tree(count_statements("theme"))
