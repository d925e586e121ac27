"""What a correction would do, in the words of the page."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from archive.editing.corrections import plan
from archive.editing.reanchoring.results import AnchorStatus
from archive.models import Orphan
from archive.text.alignment import align
from archive.text.paragraph_diff import diff_paragraphs

EFFECTS = {
    AnchorStatus.UNCHANGED: ngettext_lazy("%(n)d stays where it is", "%(n)d stay where they are", "n"),
    AnchorStatus.MOVED: ngettext_lazy("%(n)d moves with its words", "%(n)d move with their words", "n"),
    AnchorStatus.CHANGED: ngettext_lazy(
        "%(n)d gets the corrected words", "%(n)d get the corrected words", "n"
    ),
    AnchorStatus.REVIEW: ngettext_lazy("%(n)d needs to be reattached", "%(n)d need to be reattached", "n"),
}


class Preview:
    """The differences in the text, and every statement that does not simply stay."""

    def __init__(self, document, text: str):
        self.is_unchanged = document.text == text
        self.differences = [] if self.is_unchanged else diff_paragraphs(document.text, text)
        self.plan = plan(document, text)
        self.counts = [
            (status, number, EFFECTS[status] % {"n": number}) for status, number in self.plan.counts.items()
        ]
        self.review = [
            (each, Orphan.Reason(each.reason).label) for each in self.plan.with_status(AnchorStatus.REVIEW)
        ]
        self.changed = [
            (each, align(each.statement.text, each.text_in(text)))
            for each in self.plan.with_status(AnchorStatus.CHANGED)
        ]
        self.recovered = [each for each in self.plan.outcomes if each.from_orphan]
        orphans = document.statements.filter(orphan__isnull=False).count()
        self.still_orphaned = orphans - len(self.recovered)


def summary(planned) -> str:
    """“3 stay where they are, 1 moves with its words”: the effects that occur."""
    parts = [EFFECTS[status] % {"n": number} for status, number in planned.counts.items() if number]
    return ", ".join(parts) or _("none")
