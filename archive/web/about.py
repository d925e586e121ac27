"""The page that says how the archive records and labels words."""

from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models import Statement
from archive.search.query.examples import EXAMPLES

from .metadata.page import describe_page

ATTRIBUTION_DEFINITIONS = {
    Statement.Attribution.VERBATIM: _(
        "The speaker’s own words in the language in which they were spoken, as the document prints them."
    ),
    Statement.Attribution.TRANSLATED: _(
        "Printed as a quotation, but in a language other than the one spoken: the wording is the translator’s."
    ),
    Statement.Attribution.PARAPHRASE: _(
        "What one sentence or passage said, in the reporter’s own words: “he said that”, “she stressed”."
    ),
    Statement.Attribution.SUMMARY: _(
        "A longer speech or text condensed by someone else, who chose the wording and the emphasis."
    ),
    Statement.Attribution.QUESTION: _("What a journalist or listener asked; a question asserts nothing."),
}

GLOSSARY = [
    (
        _("Document"),
        _("One text from one source. It can be part of another document or a translation of one."),
    ),
    (_("Source"), _("Who published a document: a ministry, a news agency, a newspaper, a newsletter.")),
    (_("Passage"), _("One paragraph of a document, with its own permanent link.")),
    (_("Speaker"), _("A person or body, with the offices held and when.")),
    (_("Event"), _("A summit, session, briefing, workshop or visit, or the publication of a text.")),
    (
        _("Statement"),
        _("A span of a document’s text with its speaker, event, attribution and themes."),
    ),
    (
        _("Voice"),
        _(
            "Who speaks in a statement: a speaker; an unnamed source; the narrator, where the document tells facts in "
            "its own name; or the document’s editor, where whoever wrote or published it gives a view."
        ),
    ),
    (
        _("Utterance"),
        _("One act of speaking. Statements in several documents may report it."),
    ),
    (
        _("Relay"),
        _(
            "Who passes the words on between speaker and document, for example the agency that a newspaper quotes."
        ),
    ),
    (_("Theme"), _("A subject in a hierarchy: a theme’s statements include those of its subthemes.")),
]


def about(request):
    attributions = [
        (code, label, ATTRIBUTION_DEFINITIONS[code]) for code, label in Statement.Attribution.choices
    ]
    meta = describe_page(
        request,
        gettext("About this archive"),
        gettext("How the archive records who said what, and in whose words; how to search and to cite it."),
        kind="AboutPage",
    )
    context = {
        "attributions": attributions,
        "glossary": GLOSSARY,
        "query_examples": EXAMPLES,
        "meta": meta,
    }
    return render(request, "archive/about.html", context)
