from django.shortcuts import render
from django.utils.translation import gettext as _

from archive.exporting.metadata.schema_org import site_node
from archive.models import Document, Statement
from archive.search.cached_values import cache_until_change
from archive.search.listing import (
    count_statements,
    most_reported_utterance,
    newest_statements,
    statement_total,
)

from .citations import base_url
from .metadata.page import describe_page
from .themes import theme_tree

NEWEST = 6


def home(request):
    documents = Document.objects.published()
    document_total = cache_until_change("published documents", documents.count)
    example = most_reported_utterance()
    reports = Statement.objects.published().reporting_utterance(example).one_per_source() if example else None
    description = _("Who said what, where and when, on which theme, and in whose words.")
    return render(
        request,
        "archive/home.html",
        {
            "meta": describe_page(
                request,
                _("Verbatim: an archive of public statements"),
                description,
                node=site_node(base_url(request), description),
            ),
            "document_total": document_total,
            "statement_total": statement_total(),
            "speaker_total": len(count_statements("speaker")),
            "themes": theme_tree(),
            "statements": newest_statements(NEWEST),
            "documents": documents.recently_published().for_list()[:NEWEST],
            "example": example,
            "example_reports": reports.for_list()[:3] if example else [],
        },
    )
