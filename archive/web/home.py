from django.shortcuts import render

from archive.models import Document, Speaker, Statement, Theme, Utterance


def home(request):
    statements = Statement.objects.published()
    documents = Document.objects.published()
    example = Utterance.objects.most_reported()
    return render(
        request,
        "archive/home.html",
        {
            "document_total": documents.count(),
            "statement_total": statements.count(),
            "speaker_total": Speaker.objects.published().count(),
            "themes": Theme.objects.tree(),
            "statements": statements.without_machine_translations()
            .one_per_document()
            .newest()
            .for_list()[:6],
            "documents": documents.recently_published().for_list()[:6],
            "example": example,
            "example_reports": statements.reporting_utterance(example).one_per_source().for_list()[:3]
            if example
            else [],
        },
    )
