from django.shortcuts import get_object_or_404, render

from archive.models import Statement, Theme

from .addresses import redirect_former_slugs
from .paging import paginate


def theme_list(request):
    return render(request, "archive/theme_list.html", {"roots": Theme.objects.tree()})


@redirect_former_slugs("theme")
def theme(request, slug):
    theme = get_object_or_404(Theme.objects.published().select_related("parent"), slug=slug)
    statements = Statement.objects.published().with_themes(theme.descendant_ids())
    return render(
        request,
        "archive/theme.html",
        {
            "theme": theme,
            "children": theme.children.with_counts(),
            "page": paginate(statements.newest().for_list(), request, 20),
        },
    )
