"""What a correction would do, in the words of the page."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from archive.editing.correction_plan import CorrectionPlan, StatementOutcome, plan_correction
from archive.editing.reanchoring.meaning import Meaning
from archive.editing.reanchoring.results import AnchorStatus
from archive.models import Orphan
from archive.text.comparison.attribution import AttributionContext
from archive.text.comparison.paragraph_diff import diff_paragraphs
from archive.text.comparison.word_alignment import Alignment, align

from .surroundings import show_surroundings

EFFECTS = {
    AnchorStatus.KEPT: ngettext_lazy("%(n)d stays where it is", "%(n)d stay where they are", "n"),
    AnchorStatus.MOVED: ngettext_lazy("%(n)d moves with its words", "%(n)d move with their words", "n"),
    AnchorStatus.CHANGED: ngettext_lazy(
        "%(n)d gets the corrected words", "%(n)d get the corrected words", "n"
    ),
    AnchorStatus.REVIEW: ngettext_lazy("%(n)d needs to be reattached", "%(n)d need to be reattached", "n"),
}

MEANINGS = {
    Meaning.NEGATION: gettext_lazy("a negation"),
    Meaning.NUMBER: gettext_lazy("a number"),
    Meaning.DATE: gettext_lazy("a date"),
    Meaning.CURRENCY: gettext_lazy("an amount or currency"),
    Meaning.NAME: gettext_lazy("a speaker’s name"),
    Meaning.MODAL: gettext_lazy("a modal verb"),
    Meaning.WORDING: gettext_lazy("the wording"),
    Meaning.SPEAKER: gettext_lazy("the speaker named beside the words"),
    Meaning.SENTENCE: gettext_lazy("the rest of the sentence"),
    Meaning.QUOTATION: gettext_lazy("the quotation marks, brackets or omissions"),
    Meaning.QUESTION: gettext_lazy("the question above them"),
}


_OUTSIDE = frozenset({Meaning.SPEAKER, Meaning.SENTENCE, Meaning.QUOTATION, Meaning.QUESTION})


class Preview:
    """The differences in the text, and every statement that does not simply stay."""

    def __init__(self, document, text: str, confirmed_keys: Collection[int] = ()):
        """Raises EditError where the texts cannot be compared."""
        self.text = text
        self.is_unchanged = document.text == text
        self.plan = plan_correction(document, text)
        self.differences = [] if self.is_unchanged else diff_paragraphs(document.text, text)
        self.counts = [
            (status, number, EFFECTS[status] % {"n": number}) for status, number in self.plan.counts.items()
        ]
        self.review = [
            (outcome, Orphan.Reason(outcome.reason).label)
            for outcome in self.plan.with_status(AnchorStatus.REVIEW)
        ]
        self._contexts = AttributionContext(document.text), AttributionContext(text)
        changes = self.plan.with_status(AnchorStatus.CHANGED)
        self.meaning = [
            ChangedMeaning(outcome, self._align_with_surroundings(outcome), confirmed_keys)
            for outcome in self.plan.outcomes
            if outcome.meanings
        ]
        self.changed = [(outcome, self._align(outcome)) for outcome in changes if not outcome.meanings]
        self.recovered = [outcome for outcome in self.plan.outcomes if outcome.from_orphan]
        orphans = document.statements.filter(orphan__isnull=False).count()
        self.still_orphaned = orphans - len(self.recovered)

    def _align(self, outcome: StatementOutcome) -> Alignment:
        return align(outcome.statement.text, outcome.text_in(self.text))

    def _align_with_surroundings(self, outcome: StatementOutcome) -> Alignment:
        """The words, and what stands beside them where that is what changes."""
        if outcome.from_orphan or outcome.meanings.isdisjoint(_OUTSIDE) or not outcome.result.span:
            return self._align(outcome)
        span = outcome.statement.start, outcome.statement.end
        old, new = self._contexts
        return align(*show_surroundings(old, span, new, outcome.result.span))


class ChangedMeaning:
    """A statement that will say something else. ``must_be_ticked``: readers see it."""

    def __init__(self, outcome: StatementOutcome, alignment: Alignment, confirmed_keys: Collection[int]):
        self.statement, self.alignment = outcome.statement, alignment
        self.labels = [MEANINGS[meaning] for meaning in Meaning if meaning in outcome.meanings]
        self.must_be_ticked = outcome.needs_confirmation
        self.is_ticked = outcome.statement.pk in confirmed_keys


def summary(plan: CorrectionPlan) -> str:
    """“3 stay where they are, 1 moves with its words”: the effects that occur."""
    parts = [EFFECTS[status] % {"n": number} for status, number in plan.counts.items() if number]
    return ", ".join(parts) or _("none")
