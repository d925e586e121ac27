from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.exporting.metadata.schema_org import term_node
from archive.models import Term
from archive.search.engine import engine
from archive.web.addresses import redirect_former_slugs
from archive.web.charts.drawing import draw_all
from archive.web.citations import base_url
from archive.web.metadata.page import describe_page
from archive.web.paging import paginate_statements

from .paragraphs import count_paragraphs
from .uses import count_uses, mark_words


@require_safe
@redirect_former_slugs("term")
@engine.refresh_once()
def term(request, slug):
    term = get_object_or_404(Term.objects.published().prefetch_related("wordings"), slug=slug)
    uses = count_uses(term)
    page = paginate_statements(request, term=term.slug)
    mark_words(term, page.rows)
    return render(
        request,
        "archive/terms/term.html",
        {
            "term": term,
            "uses": uses,
            "paragraphs": count_paragraphs(term, uses.first and uses.first.statement),
            "phrase": uses.trend.phrases[0],
            "charts": draw_all(uses.trend.drawings, "count"),
            "params": uses.trend.params,
            "page": page,
            "meta": describe_page(
                request,
                term.original,
                term.note
                or _("Statements with the term “%s”, its renderings and first use.") % term.original,
                node=term_node(term, base_url(request)),
            ),
        },
    )
