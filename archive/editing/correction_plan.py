"""Plans what a correction of a document's text will do to its statements; nothing here writes.

Re-anchoring takes seconds where a text is long, so the plan is made before the write lock is taken. Under the lock only
statements that were marked or changed in the meantime are re-anchored again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import regex
from django.utils.translation import gettext as _

from archive.editing.errors import EditError
from archive.editing.reanchoring.anchors import TextTooLongError
from archive.editing.reanchoring.long_texts import Reanchorer, make_reanchorer
from archive.editing.reanchoring.meaning import Meaning, MeaningComparison
from archive.editing.reanchoring.rest_of_sentence import SentenceComparison
from archive.editing.reanchoring.results import AnchorResult, AnchorStatus, Reason
from archive.models import Document, Orphan, SearchWord, Speaker, SpeakerName, State, Statement
from archive.text.comparison.attribution import AttributionComparison, compile_names
from archive.text.comparison.quotation_marks import QuotationComparison
from archive.text.paragraphs import Span
from archive.text.words import casefolded_words

MAX_PARAGRAPHS = 20_000  # of a text that had no more: five seconds on one processor
STATE_FIELDS = (
    "pk",
    "state",
    "start",
    "end",
    "updated_at",
)  # one of these changes with whatever does of a statement


@dataclass(frozen=True, slots=True)
class StatementOutcome:
    """The effect of a correction on one statement.

    ``from_orphan``: the statement had no span, and the correction gives it one. ``meanings``: the kinds of
    meaning-bearing words that change inside the span, and whether the text around it now attributes it to another
    speaker.
    """

    statement: Statement
    result: AnchorResult
    from_orphan: bool = False
    meanings: frozenset[Meaning] = frozenset()

    @property
    def status(self) -> AnchorStatus:
        return self.result.status

    @property
    def has_new_words(self) -> bool:
        """Whether comparisons with other statements need the words of the new text."""
        return self.from_orphan or self.status is AnchorStatus.CHANGED

    @property
    def reason(self) -> str:
        """A value of Orphan.Reason; empty unless an editor must decide."""
        return self.result.reason.value if self.result.reason else ""

    @property
    def needs_confirmation(self) -> bool:
        """Whether the published statement would say something else to readers, which an editor must confirm."""
        return bool(self.meanings) and self.statement.state == State.PUBLISHED

    def text_in(self, new_text: str) -> str:
        """The statement's words in the new text; empty where an editor must decide."""
        return new_text[slice(*self.result.span)] if self.result.span else ""

    def without_span(self) -> "StatementOutcome":
        """Returns the outcome with the statement as an orphan, left for an editor to decide."""
        same_words = self.status in (AnchorStatus.KEPT, AnchorStatus.MOVED)
        reason = Reason.CONTEXT_LOST if same_words else Reason.WORDS_CHANGED
        result = AnchorResult(AnchorStatus.REVIEW, None, reason)
        return StatementOutcome(self.statement, result)


@dataclass(frozen=True, slots=True)
class CorrectionPlan:
    """Every statement of the document in reading order; those that stay orphans are left out."""

    outcomes: list[StatementOutcome]

    def with_status(self, *statuses: AnchorStatus) -> list[StatementOutcome]:
        return [outcome for outcome in self.outcomes if outcome.status in statuses]

    def list_unconfirmed(self, confirmed_ids: Iterable[int]) -> list[StatementOutcome]:
        """The outcomes that still need confirmation: all but those whose statement keys are in ``confirmed_ids``."""
        known_ids = set(confirmed_ids)
        return [
            outcome
            for outcome in self.outcomes
            if outcome.needs_confirmation and outcome.statement.pk not in known_ids
        ]

    @property
    def counts(self) -> dict[AnchorStatus, int]:
        """The number of statements for each status, zeros included."""
        numbers = Counter(outcome.status for outcome in self.outcomes)
        return {status: numbers[status] for status in AnchorStatus}


def check_paragraph_count(document: Document | None, number: int) -> None:
    """Raises EditError where writing a text of ``number`` paragraphs would take too long. ``document`` is None for a
    new document."""
    if number > max(MAX_PARAGRAPHS, document.text.count("\n\n") + 1 if document else 0):
        message = _("The text has %(n)d paragraphs; %(most)d are the most.")
        raise EditError(message % {"n": number, "most": MAX_PARAGRAPHS})


class CorrectionPlanner:
    """Re-anchors the statements of one document in a new text, and caches the results.

    Raises EditError where the texts are too long to be compared in a few seconds, or where the new text has more
    paragraphs than can be written in that time.
    """

    def __init__(self, document: Document, new_text: str):
        check_paragraph_count(document, new_text.count("\n\n") + 1)
        self.document, self.new_text = document, new_text
        self.text, self.text_version = document.text, document.text_version
        self._reanchorings: dict[int, Reanchorer] = {}
        self._results: dict[tuple[int, Span], AnchorResult] = {}
        self._meanings: dict[tuple[int, Span], frozenset[Meaning]] = {}
        self._planned: tuple[set[tuple], CorrectionPlan] | None = None
        self._attribution = AttributionComparison(self.text, new_text)
        self._sentences = SentenceComparison(
            self.text, new_text, lambda: self._meaning_comparison.known_words
        )
        self._quotations = QuotationComparison(self.text, new_text)

    def plan(self) -> CorrectionPlan:
        """The plan for the statements as they are saved now. Two queries; one more for each text version in which
        statements became orphans and, where words changed, one for known words and two for speakers' names. A repeated
        call takes one query if no statement has changed."""
        statements = self.document.statements.in_reading_order()
        if self._planned and self._planned[0] == set(statements.order_by().values_list(*STATE_FIELDS)):
            return self._planned[1]
        rows = list(statements)
        outcomes = [self._outcome(row) for row in rows if row.state != State.ORPHANED]
        outcomes += self._recover_orphans([row for row in rows if row.state == State.ORPHANED])
        outcomes.sort(
            key=lambda outcome: (outcome.statement.start, -outcome.statement.end, outcome.statement.pk)
        )
        plan = CorrectionPlan(outcomes)
        self._planned = {attrgetter(*STATE_FIELDS)(row) for row in rows}, plan
        return plan

    def _outcome(self, row: Statement) -> StatementOutcome:
        span = row.start, row.end
        result = self._reanchor(self.text_version, self.text, span)
        if not result.span:
            return StatementOutcome(row, result)
        key = self.text_version, span
        if key not in self._meanings:
            self._meanings[key] = self._meanings_changed(span, result)
        return StatementOutcome(row, result, meanings=self._meanings[key])

    def _meanings_changed(self, span: Span, result: AnchorResult) -> frozenset[Meaning]:
        meanings: frozenset[Meaning] = frozenset()
        if result.span and result.status is AnchorStatus.CHANGED:
            meanings = self._meaning_comparison.changed_meanings(span, result.span)
        # Names are read from the database only where something around the span differs.
        if (
            result.span
            and self._attribution.is_changed(span, result.span)
            and self._attribution.names_other_speaker(span, result.span, self._names)
        ):
            meanings |= {Meaning.SPEAKER}
        elif result.span and self._sentences.is_changed(span, result.span):
            meanings |= {Meaning.SENTENCE}
        if result.span and self._quotations.is_changed(span, result.span):
            meanings |= {Meaning.QUOTATION}
        if result.span and self._attribution.answers_other_question(span, result.span):
            meanings |= {Meaning.QUESTION}
        return meanings

    def _recover_orphans(self, rows: list[Statement]) -> list[StatementOutcome]:
        """The orphans whose words are in the new text again, without ambiguity."""
        versions = (
            dict(Orphan.objects.filter(statement__in=rows).values_list("pk", "version")) if rows else {}
        )
        texts = {version: self.document.text_at_version(version) or "" for version in set(versions.values())}
        outcomes = []
        for row in rows:
            version = versions[row.pk]
            result = self._reanchor(version, texts[version], (row.start, row.end))
            if result.status in (AnchorStatus.KEPT, AnchorStatus.MOVED):
                outcomes.append(StatementOutcome(row, result, from_orphan=True))
        return outcomes

    def _reanchor(self, version: int, text: str, span: Span) -> AnchorResult:
        if text == self.new_text:
            return AnchorResult(AnchorStatus.KEPT, span)
        if (version, span) not in self._results:
            if version not in self._reanchorings:
                self._reanchorings[version] = _prepare(text, self.new_text)
            self._results[version, span] = self._reanchorings[version].reanchor(*span)
        return self._results[version, span]

    @cached_property
    def _meaning_comparison(self) -> MeaningComparison:
        old_counts, new_counts = (
            Counter(casefolded_words(self.text)),
            Counter(casefolded_words(self.new_text)),
        )
        differences = [
            word for word in old_counts.keys() | new_counts.keys() if old_counts[word] != new_counts[word]
        ]
        elsewhere = {
            word
            for word, rows in SearchWord.objects.filter(word__in=differences).values_list("word", "rows")
            if rows > old_counts[word]
        }
        names = self._list_names({*old_counts, *new_counts})
        return MeaningComparison(self.text, self.new_text, names, elsewhere, self.document.language)

    @cached_property
    def _names(self) -> regex.Pattern[str]:
        return compile_names(self._meaning_comparison.names)

    def _list_names(self, present: set[str]) -> list[str]:
        """The names of speakers all of whose words are in ``present``, and the last words of such names."""
        names = {
            *Speaker.objects.values_list("name", flat=True),
            *SpeakerName.objects.values_list("name", flat=True),
        }
        present_names = set()
        for name in names:
            parts = casefolded_words(name)
            if parts and present.issuperset(parts):
                present_names.add(name)
            if len(parts) > 1 and len(parts[-1]) > 2 and parts[-1] in present:
                present_names.add(parts[-1])
        return sorted(present_names)


def _prepare(text: str, new_text: str) -> Reanchorer:
    try:
        return make_reanchorer(text, new_text)
    except TextTooLongError as error:
        message = _("The texts are too long and too different to follow the statements (%(why)s).")
        raise EditError(message % {"why": error}) from error


def plan_correction(document: Document, new_text: str) -> CorrectionPlan:
    """Returns what the correction would do to each statement. Raises EditError where the texts are too long."""
    return CorrectionPlanner(document, new_text).plan()
