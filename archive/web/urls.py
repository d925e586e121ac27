import re

from django.urls import path, register_converter

from archive.exporting.items import ITEM_FORMATS

from . import about, crawlers, documents, events, home, search, speakers, statements, themes
from .charts.event_timeline import event_timeline, event_timeline_csv
from .charts.figures import archive_figures, archive_figures_csv
from .charts.timeline import speaker_timeline, speaker_timeline_csv
from .charts.trends import trends, trends_csv
from .charts.words import speaker_words, speaker_words_csv
from .comparison import utterances
from .comparison.documents import document_comparison
from .exports import search_files
from .lists.documents import document_list
from .lists.events import event_list
from .lists.speakers import speaker_list
from .lists.themes import theme_list
from .matrix.file import event_matrix_csv
from .metadata.card import statement_card_image
from .openapi.views import openapi
from .passage_links.passages import passage_file
from .permanence import versions
from .saved_statements import SAVED_FORMATS, saved_file, saved_page, saved_statements
from .serving.policy_reports import policy_report
from .serving.readiness import healthz, readyz
from .terms.file import term_file
from .terms.list import term_list
from .terms.views import term


class EndingConverter:
    to_python = to_url = staticmethod(str)


class ItemEndingConverter(EndingConverter):
    """The endings of files with single references."""

    regex = "|".join(re.escape(ending) for ending in ITEM_FORMATS)


class SavedEndingConverter(EndingConverter):
    """The endings of files of saved statements."""

    regex = "|".join(re.escape(ending) for ending in SAVED_FORMATS)


register_converter(ItemEndingConverter, "item")
register_converter(SavedEndingConverter, "saved")

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/reference.<item:ending>", search.search_reference, name="search_reference"),
    path("search/count.json", search.search_count, name="search_count"),
    path("search/suggestions.json", search.suggestions, name="search_suggestions"),
    path("search/values/<slug:facet>/", search.facet_values, name="search_values"),
    path("search/values/<slug:facet>.json", search.facet_values_json, name="search_values_json"),
    path("search.json", search_files.search_json, name="search_json"),
    path("search.atom", search_files.search_file, {"ending": "atom"}, name="search_atom"),
    path("search.csv", search_files.search_file, {"ending": "csv"}, name="search_csv"),
    path("search.jsonl", search_files.search_file, {"ending": "jsonl"}, name="search_jsonl"),
    path("search.bib", search_files.search_file, {"ending": "bib"}, name="search_bib"),
    path("search.ris", search_files.search_file, {"ending": "ris"}, name="search_ris"),
    path("search.csl.json", search_files.search_file, {"ending": "csl.json"}, name="search_csl_json"),
    path("documents/", document_list, name="document_list"),
    path("documents/<slug:slug>/", documents.document, name="document"),
    path("documents/<slug:slug>.<item:ending>", documents.document_file, name="document_file"),
    path("documents/<slug:slug>/passage.json", passage_file, {"ending": "json"}, name="passage"),
    path("documents/<slug:slug>/passage.<item:ending>", passage_file, name="passage_file"),
    path("documents/<slug:slug>/versions/", versions.document_versions, name="document_versions"),
    path("documents/<slug:slug>/versions/<int:number>/", versions.document_version, name="document_version"),
    path("documents/<slug:slug>/compare/<slug:other>/", document_comparison, name="document_comparison"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("statements/<int:pk>.<item:ending>", statements.statement_file, name="statement_file"),
    path("statements/<int:pk>.json", statements.statement_json, name="statement_json"),
    path("statements/<int:pk>/card.png", statement_card_image, name="statement_card_image"),
    path("utterances/<int:pk>.<item:ending>", utterances.utterance_file, name="utterance_file"),
    path("utterances/<int:pk>/", utterances.utterance, name="utterance"),
    path("speakers/", speaker_list, name="speaker_list"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    path("speakers/<slug:slug>/timeline/", speaker_timeline, name="speaker_timeline"),
    path(
        "speakers/<slug:slug>/timeline.csv",
        speaker_timeline_csv,
        name="speaker_timeline_csv",
    ),
    path("speakers/<slug:slug>/words/", speaker_words, name="speaker_words"),
    path("speakers/<slug:slug>/words.csv", speaker_words_csv, name="speaker_words_csv"),
    path("events/", event_list, name="event_list"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/timeline/", event_timeline, name="event_timeline"),
    path("events/<slug:slug>/timeline.csv", event_timeline_csv, name="event_timeline_csv"),
    path("events/<slug:slug>/matrix.csv", event_matrix_csv, name="event_matrix_csv"),
    path("themes/", theme_list, name="theme_list"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("terms/", term_list, name="term_list"),
    path("terms/<slug:slug>/", term, name="term"),
    path("terms/<slug:slug>/occurrences.csv", term_file, {"ending": "csv"}, name="term_csv"),
    path("terms/<slug:slug>/occurrences.json", term_file, {"ending": "json"}, name="term_json"),
    path("saved/", saved_page, name="saved"),
    path("saved/statements.json", saved_statements, name="saved_statements"),
    path("saved/statements.<saved:ending>", saved_file, name="saved_file"),
    path("figures/", archive_figures, name="figures"),
    path("figures.csv", archive_figures_csv, name="figures_csv"),
    path("trends/", trends, name="trends"),
    path("trends.csv", trends_csv, name="trends_csv"),
    path("about/", about.about, name="about"),
    path("favicon.ico", crawlers.favicon, name="favicon"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-<slug:section>-<int:block>.xml", crawlers.sitemap_file, name="sitemap_file"),
    path("csp-report", policy_report, name="policy_report"),
    path("openapi.json", openapi, name="openapi"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
