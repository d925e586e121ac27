from django.shortcuts import render

from archive.models import Document, Statement
from archive.search.listing import (
    count_statements,
    most_reported_utterance,
    newest_statements,
    statement_total,
)

from .themes import theme_tree

NEWEST = 6


def home(request):
    documents = Document.objects.published()
    example = most_reported_utterance()
    reports = Statement.objects.published().reporting_utterance(example).one_per_source() if example else None
    return render(
        request,
        "archive/home.html",
        {
            "document_total": documents.count(),
            "statement_total": statement_total(),
            "speaker_total": len(count_statements("speaker")),
            "themes": theme_tree(),
            "statements": newest_statements(NEWEST),
            "documents": documents.recently_published().for_list()[:NEWEST],
            "example": example,
            "example_reports": reports.for_list()[:3] if example else [],
        },
    )
