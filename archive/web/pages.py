from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from archive.models import Statement

MEANINGS = {
    Statement.Attribution.VERBATIM: _(
        "The speaker’s own words in the language in which they were spoken, as the document prints them."
    ),
    Statement.Attribution.TRANSLATED: _(
        "Printed as a quotation, but in another language than was spoken: the wording is the translator’s."
    ),
    Statement.Attribution.PARAPHRASE: _(
        "What one sentence or passage said, told in the reporter’s words: “he said that”, “she stressed”."
    ),
    Statement.Attribution.SUMMARY: _(
        "A longer speech or text condensed by somebody else. Wording and weight are theirs."
    ),
    Statement.Attribution.QUESTION: _("What a journalist or listener asked; a question claims nothing."),
}

GLOSSARY = [
    (
        _("Document"),
        _("One text from one source. It can be part of another document or a translation of one."),
    ),
    (_("Source"), _("Who published a document: a ministry, a news agency, a newspaper, a newsletter.")),
    (_("Passage"), _("One paragraph of a document, with an address of its own.")),
    (_("Speaker"), _("A person or body, with the offices held and their dates.")),
    (_("Event"), _("A summit, session, briefing, workshop or visit, or the publication of a text.")),
    (
        _("Statement"),
        _("Words in a document that say something, with their speaker, event, attribution and themes."),
    ),
    (
        _("Utterance"),
        _("One act of speaking of which several statements, in several documents, are reports."),
    ),
    (
        _("Relay"),
        _("Who passes the words on between the speaker and the document: the agency the newspaper copies."),
    ),
    (_("Theme"), _("A subject, in a tree: a theme’s statements include those of the themes below it.")),
]


def about(request):
    attributions = [(code, label, MEANINGS[code]) for code, label in Statement.Attribution.choices]
    return render(request, "archive/about.html", {"attributions": attributions, "glossary": GLOSSARY})


@never_cache
def healthz(request):
    """For load balancers: 503 as soon as the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})
