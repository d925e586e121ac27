import pytest
from django.urls import reverse

from archive.editing.corrections import correct_text
from archive.models import Report, Utterance
from archive.web import urls
from archive.web.serving import page_cache
from tests.factories import make_document, make_occurrence, make_statement, make_term

PATHS = (
    "/",
    "/search/",
    "/search/?q=harbour",
    "/search/count.json?q=harbour",
    "/search/reference.csl.json?q=harbour",
    "/search/?q=zanzibar&unit=passages",
    "/search/suggestions.json?q=har",
    "/search/values/speaker/?q=harbour",
    "/search/values/speaker.json",
    "/documents/",
    "/documents/harbour-library-remarks/",
    "/documents/harbour-library-remarks/?q=harbour",
    "/documents/harbour-library-remarks.bib",
    "/documents/harbour-library-remarks/passage.json?mark=p2.0-p2.8&version=1",
    "/documents/harbour-library-remarks/passage.ris?mark=p2.0-p2.8&version=1",
    "/documents/harbour-library-remarks/compare/gazette-report/",
    "/documents/harbour-library-remarks/versions/",
    "/documents/harbour-library-remarks/versions/1/",
    "/speakers/",
    "/speakers/amara-adeyemi/",
    "/speakers/amara-adeyemi/timeline/",
    "/speakers/amara-adeyemi/timeline.csv",
    "/speakers/amara-adeyemi/words/",
    "/speakers/amara-adeyemi/words.csv",
    "/events/",
    "/events/harbour-library/",
    "/events/harbour-library/matrix.csv",
    "/events/harbour-library/timeline/",
    "/events/harbour-library/timeline.csv",
    "/themes/",
    "/themes/libraries/",
    "/terms/",
    "/terms/cheapest-ships/",
    "/terms/cheapest-ships/occurrences.csv",
    "/terms/cheapest-ships/occurrences.json",
    "/saved/",
    "/saved/statements.json?id=1",
    "/figures/",
    "/figures.csv",
    "/trends/?phrase=harbour&phrase=a+promise&split=source",
    "/trends.csv?phrase=harbour",
    "/about/",
    "/robots.txt",
    "/openapi.json",
)
FILES = (
    "/search.json?q=harbour",
    "/search.atom",
    "/search.csv",
    "/search.jsonl",
    "/search.bib",
    "/search.ris",
    "/search.csl.json",
    "/sitemap.xml",
    "/sitemap-speaker-0.xml",
)
NEVER_CACHED = {
    "healthz",
    "readyz",
    "policy_report",
    "saved_file",
}  # the names of addresses that no cache has


def other_addresses() -> list[str]:
    """Of pages without values in their address, those that PATHS and FILES do not list."""
    paths = {path.partition("?")[0] for path in (*PATHS, *FILES)}
    names = [
        urlpattern.name
        for urlpattern in urls.urlpatterns
        if not urlpattern.pattern.converters and urlpattern.name not in NEVER_CACHED
    ]
    return [address for address in map(reverse, names) if address not in paths]


@pytest.fixture(autouse=True)
def empty_page_cache():
    page_cache.pages.clear()


@pytest.fixture
def paths(statement):
    """The document has an earlier version and a report to compare with, and the statement reports an utterance."""
    utterance = Utterance.objects.create(summary="Said once")
    utterance.reports.create(statement=statement, status=Report.Status.CONFIRMED)
    term = make_term("cheapest ships", slug="cheapest-ships")
    words = make_statement(statement.document, "cheapest ships")
    make_occurrence(term, words, "cheapest ships")
    correct_text(None, statement.document, f"{statement.document.text} More.")
    make_document("A library was opened.", slug="gazette-report", event=statement.document.event)
    below = (f"/statements/{statement.pk}", f"/utterances/{utterance.pk}")
    return (
        *PATHS,
        *other_addresses(),
        *(f"{path}/" for path in below),
        *(f"{path}.ris" for path in below),
        f"{below[0]}/card.png",
        f"{below[0]}.json",
    )
