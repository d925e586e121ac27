"""Reports of one utterance compared: which words others have, and what only one of them says.

Every page that lays reports beside each other compares them here: that of a statement, of an utterance, of an event,
and the pages on which editors decide.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.utils.translation import get_language

from archive.models import Document, Source, Statement
from archive.search.engine import engine
from archive.text.comparison.shared_words import (
    ARTICLES,
    GROUP_SEPARATORS,
    Run,
    WordRules,
    always,
    mark_shared_words,
)
from archive.text.comparison.spelling import KnownWords
from archive.text.languages import base_language
from archive.text.words import tokens

from .translations import TranslatedWords, load_translations

OFFICIAL_KINDS = {Document.Kind.READOUT, Document.Kind.JOINT_STATEMENT, Document.Kind.POLICY}
OFFICIAL_SOURCES = {
    Source.Kind.MINISTRY,
    Source.Kind.GOVERNMENT,
    Source.Kind.PARTY,
    Source.Kind.PARLIAMENT,
    Source.Kind.ORGANISATION,
}
ATTRIBUTION_ORDER = Statement.Attribution.values  # the nearest to the speaker's own words first


@dataclass(frozen=True)
class ComparedTranslation:
    """A report's words in the translation of its document. ``statement`` is the report that editors marked there; None
    where the program found the sentences."""

    document: Document
    runs: list[Run]
    statement: Statement | None


@dataclass(frozen=True)
class ComparedReport:
    """A report and its text in runs; ``is_alone`` where there is no other in its language."""

    statement: Statement
    runs: list[Run]
    is_alone: bool
    translation: ComparedTranslation | None = None

    @property
    def is_compared(self) -> bool:
        """Whether another report has words of it, or of its translation."""
        return is_marked(self.runs) or bool(self.translation and is_marked(self.translation.runs))


def is_marked(runs: list[Run]) -> bool:
    return any(run.kind for run in runs)


def reading_rank(report: Statement) -> tuple:
    """Official texts first, machine translations last; of either the nearest to the speaker's words, the earliest."""
    document = report.document
    return (
        document.is_machine_translation,
        not is_official(document),
        ATTRIBUTION_ORDER.index(report.attribution),
        bool(document.translator),
        document.date is None,
        document.date,
        report.pk,
    )


def is_official(document: Document) -> bool:
    return document.kind in OFFICIAL_KINDS or document.source.kind in OFFICIAL_SOURCES


def compare_with_translations(reports: Sequence[Statement]) -> list[ComparedReport]:
    """The reports in their order, each with its words in a published translation of its document into the language of
    the page, or of most reports. Makes a few more queries for several languages."""
    language = main_language(reports)
    return compare_reports(reports, language, load_translations(reports, language))


def main_language(reports: Iterable[Statement]) -> str:
    counts = Counter(base_language(report.document.language) for report in reports)
    page_language = base_language(get_language() or "")
    return page_language if page_language in counts else max(counts, key=counts.__getitem__, default="")


def compare_reports(
    reports: Sequence[Statement],
    language: str = "",
    translations: Mapping[int, TranslatedWords] | None = None,
) -> list[ComparedReport]:
    """Returns the reports in their order, each compared with the others in its language, and with the ``translations``
    into ``language`` (by the id of the statement) of those in other languages. Two queries for words not known yet."""
    translated_words = {
        pk: words for pk, words in (translations or {}).items() if not find_report(reports, words.document)
    }
    texts = [(base_language(report.document.language), report.pk, report.text) for report in reports]
    texts += [(language, -pk, words.text) for pk, words in translated_words.items()]
    runs: dict[int, list[Run]] = {}
    alone: set[int] = set()
    for code, group in groupby(sorted(texts, key=itemgetter(0)), itemgetter(0)):
        _codes, keys, words = zip(*group, strict=True)
        runs |= zip(keys, mark_shared_words(words, read_word_rules(words, code)), strict=True)
        alone |= {keys[0]} if len(keys) == 1 else set()
    comparisons = []
    for report in reports:
        words = (translations or {}).get(report.pk)
        translation = words and join_translation(reports, runs, report.pk, words.document)
        comparisons.append(ComparedReport(report, runs[report.pk], report.pk in alone, translation))
    return comparisons


def join_translation(
    reports: Iterable[Statement], runs: Mapping[int, list[Run]], pk: int, document: Document
) -> ComparedTranslation:
    """The words of a report that editors marked in the translation, before those the program found there."""
    report = find_report(reports, document)
    return ComparedTranslation(document, runs[report.pk if report else -pk], report)


def find_report(reports: Iterable[Statement], document: Document) -> Statement | None:
    return next((report for report in reports if report.document_id == document.pk), None)


def read_words(reports: Iterable[Statement]) -> None:
    """Loads the stems of all reports, so that comparing them in any groups makes no query; two queries for each
    language."""
    ordered_reports = sorted(reports, key=lambda report: base_language(report.document.language))
    for language, group in groupby(ordered_reports, lambda report: base_language(report.document.language)):
        read_word_rules([report.text for report in group], language)


def read_word_rules(texts: Iterable[str], language: str) -> WordRules:
    """The stems and function words of the texts; two queries at most."""
    words = [(language, word) for word in {token.word for text in texts for token in tokens(text)} | {"not"}]
    stems, grammar = engine.stems(words), engine.stop_word_flags(words)
    # In English an accent is a matter of taste ("café").
    are_same_word = always if language == "en" else KnownWords(language).is_same_word
    return WordRules(
        lambda word: stems[language, word],
        lambda word: grammar[language, word],
        are_same_word,
        ARTICLES.get(language, frozenset()),
        GROUP_SEPARATORS.get(language, ""),
    )
