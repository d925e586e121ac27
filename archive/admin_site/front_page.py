"""What leads an editor on the admin's front page: what waits, the first steps of an empty archive, its guidelines, whom
to ask."""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy, npgettext_lazy

from archive.editing.history.accounts import account_name
from archive.editing.pending.since_publication import count_changed
from archive.editing.report_pairs.decisions import queued_pairs
from archive.editing.terms.decisions import listed_occurrences
from archive.models import Document, Guidelines, Orphan, PendingChange, Source, State, Statement

MAX_NAMED = 5
MAX_COUNTED = 10_000  # statements without a role; to count more takes seconds
PENDING, DETACHED = Count("pk", Q(detached=False)), Count("pk", Q(detached=True))

# For each count its label, the page that lists the rows, and what narrows the page to them.
DOCUMENT_WORK = {
    "draft": (
        ngettext_lazy("document in draft", "documents in draft"),
        "document_changelist",
        "state__exact=draft",
    ),
    "incomplete": (
        ngettext_lazy("draft of unknown kind, language or date", "drafts of unknown kind, language or date"),
        "document_changelist",
        "state__exact=draft&unknown=any",
    ),
    "review": (
        ngettext_lazy("document in review", "documents in review"),
        "document_changelist",
        "state__exact=review",
    ),
    "unmarked": (
        ngettext_lazy("document without statements", "documents without statements"),
        "document_changelist",
        "statements=none",
    ),
}
STATEMENT_WORK = {
    "draft": (
        ngettext_lazy("statement in draft", "statements in draft"),
        "statement_changelist",
        "state__exact=draft",
    ),
    "review": (
        ngettext_lazy("statement in review", "statements in review"),
        "statement_changelist",
        "state__exact=review",
    ),
    "role": (
        ngettext_lazy("statement without a known role", "statements without a known role"),
        "statement_changelist",
        "role=missing",
    ),
}
ORPHAN_WORK = {
    "pending": (
        npgettext_lazy("counted", "orphaned statement", "orphaned statements"),
        "statement_orphans",
        "",
    ),
    "detached": (
        ngettext_lazy("detached statement", "detached statements"),
        "statement_orphans",
        "detached=1",
    ),
}
REPORT_WORK = (
    ngettext_lazy("suggested report", "suggested reports"),
    "utterance_suggested",
    "",
)
OCCURRENCE_WORK = (
    ngettext_lazy("undecided occurrence of a term", "undecided occurrences of terms"),
    "term_occurrences",
    "",
)
CHANGES = "changes"
PENDING_WORK = (
    ngettext_lazy("change waiting for a publisher", "changes waiting for a publisher"),
    CHANGES,
    "",
)
CHANGED_WORK = (
    ngettext_lazy("public entry changed since publication", "public entries changed since publication"),
    CHANGES,
    "",
)


class Step(NamedTuple):
    label: str
    help: str
    url: str  # empty where there is nothing to go to yet
    is_done: bool


def first_steps(user) -> list[Step]:
    """Returns the steps that lead to the first public statement; none once there is one, nor for a user who may not
    take them. At most six queries."""
    if not user.has_perms(["archive.add_document", "archive.add_statement"]):
        return []
    if Statement.objects.published().exists():
        return []
    document = Document.objects.order_by("pk").only("pk").first()
    steps = [
        Step(
            _("Import your first text"),
            _("Paste it, or choose a file: Word, PDF, a web page, a transcript."),
            reverse("admin:archive_document_import"),
            document is not None,
        ),
        Step(
            _("Check what was recognised"),
            _("Its page shows the source, date, kind and language, and where each was found."),
            reverse("admin:archive_document_change", args=[document.pk]) if document else "",
            Document.objects.exclude(pk__in=Document.objects.incomplete()).exists()
            and Source.objects.exists(),
        ),
        Step(
            _("Mark a statement"),
            _("Select the words, and enter whose they are and what they are about."),
            reverse("admin:archive_document_annotate", args=[document.pk]) if document else "",
            Statement.objects.exists(),
        ),
        Step(
            _("Record who spoke in which role"),
            _("A speaker's roles have dates; a statement takes the role held on its day."),
            reverse("admin:archive_speaker_changelist"),
            Statement.objects.filter(speaker__roles__isnull=False).exists(),
        ),
        Step(
            _("Publish"),
            _(
                "The document and its statements: readers see both, or neither. A checklist shows "
                "what is missing."
            ),
            reverse("admin:archive_document_changelist"),
            False,
        ),
    ]
    return steps


def guidelines_context(user) -> dict:
    """Whoever may work here reads them; one query."""
    if not user.has_perm("archive.view_document"):
        return {}
    row = Guidelines.objects.first()
    url = ""
    if user.has_perm("archive.change_guidelines" if row else "archive.add_guidelines"):
        url = reverse("admin:archive_guidelines_changelist")
    return {"guidelines": row, "guidelines_url": url}


def administrators_to_ask(user) -> list[str]:
    """Returns for an account without any permission the names of those who can add it to a group; else an empty list.
    One query."""
    if user.get_all_permissions() or user.is_superuser:
        return []
    accounts = get_user_model()._default_manager.filter(is_active=True, is_staff=True)
    may_change = Q(user_permissions__codename="change_user") | Q(groups__permissions__codename="change_user")
    rows = accounts.filter(Q(is_superuser=True) | may_change).distinct().order_by("pk")[:MAX_NAMED]
    return [f"{account_name(row)} ({row.email})" if row.email else account_name(row) for row in rows]


def pending_work(user) -> list[dict]:
    """Returns what there is to do for an editor, as far as this user may see it. One query for each count of rows in a
    state, answered by an index of unpublished rows."""
    work = []
    if user.has_perm("archive.view_document"):
        documents = Document.objects.order_by()
        drafts = documents.filter(state=State.DRAFT)
        counts = {
            "draft": drafts.count(),
            "incomplete": drafts.incomplete().count(),
            "review": documents.filter(state=State.REVIEW).count(),
            "unmarked": documents.without_statements().count(),
        }
        work += [work_item(counts[name], *DOCUMENT_WORK[name]) for name in counts]
    if user.has_perm("archive.view_statement"):
        statements = Statement.objects.order_by()
        counts = {
            "draft": statements.filter(state=State.DRAFT).count(),
            "review": statements.filter(state=State.REVIEW).count(),
            "role": Statement.objects.without_role().order_by()[:MAX_COUNTED].count(),
        }
        work += [work_item(counts[name], *STATEMENT_WORK[name]) for name in counts]
    if user.has_perm("archive.change_statement"):
        counts = Orphan.objects.aggregate(pending=PENDING, detached=DETACHED)
        work += [work_item(counts[name], *ORPHAN_WORK[name]) for name in counts]
    if user.has_perm("archive.view_utterance"):
        work.append(work_item(queued_pairs().order_by().count(), *REPORT_WORK))
    if user.has_perm("archive.view_term"):
        work.append(work_item(listed_occurrences().order_by().count(), *OCCURRENCE_WORK))
    if user.has_perms(["archive.view_document", "archive.view_statement"]):
        work.append(work_item(PendingChange.objects.waiting().order_by().count(), *PENDING_WORK))
        work.append(work_item(count_changed(user), *CHANGED_WORK))
    return work


def work_item(count, label, page, query) -> dict:
    """``page`` is the name of the admin's page on which ``query`` shows the rows that were counted."""
    url = reverse(f"admin:{page if page == CHANGES else f'archive_{page}'}")
    return {"count": count, "label": label % count, "url": f"{url}?{query}" if query else url}
