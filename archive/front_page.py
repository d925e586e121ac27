"""What leads an editor on the admin's front page: the first steps of an empty archive, its guidelines, whom to ask."""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.editing.history.accounts import account_name
from archive.models import Document, Guidelines, Source, Statement

MAX_NAMED = 5


class Step(NamedTuple):
    label: str
    help: str
    url: str  # empty where there is nothing to go to yet
    is_done: bool


def first_steps(user) -> list[Step]:
    """To the first public statement; none once there is one, or for who may not take them. Six queries at most."""
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
            _("Check what was read"),
            _("Source, date, kind and language stand on its page with where they were found."),
            reverse("admin:archive_document_change", args=[document.pk]) if document else "",
            Document.objects.exclude(pk__in=Document.objects.incomplete()).exists()
            and Source.objects.exists(),
        ),
        Step(
            _("Mark a statement"),
            _("Select the words, say whose they are and what they are about."),
            reverse("admin:archive_document_annotate", args=[document.pk]) if document else "",
            Statement.objects.exists(),
        ),
        Step(
            _("Say who spoke in which role"),
            _("A speaker's roles have dates; a statement takes the one of its day."),
            reverse("admin:archive_speaker_changelist"),
            Statement.objects.filter(speaker__roles__isnull=False).exists(),
        ),
        Step(
            _("Publish"),
            _(
                "The document and its statements: readers see both, or neither. A checklist says what is missing."
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


def whom_to_ask(user) -> list[str]:
    """For an account that may do nothing here: who can give it a group. One query."""
    if user.get_all_permissions() or user.is_superuser:
        return []
    accounts = get_user_model()._default_manager.filter(is_active=True, is_staff=True)
    may_change = Q(user_permissions__codename="change_user") | Q(groups__permissions__codename="change_user")
    rows = accounts.filter(Q(is_superuser=True) | may_change).distinct().order_by("pk")[:MAX_NAMED]
    return [f"{account_name(row)} ({row.email})" if row.email else account_name(row) for row in rows]
