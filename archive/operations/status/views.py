"""The admin page that shows administrators the state of the archive."""

import platform
import time

import django
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from archive.editing.merging.progress import all_progress
from archive.operations.models import MaintenanceRun
from archive.search.engine import engine
from archive.web.serving.replicas import replicas

from .facts import QUEUES, database_facts, largest_tables, newest_runs

START_TIME = time.time()
QUEUE_NAMES = {
    "alerts": gettext_lazy("Overdue alerts"),
    "analyses": gettext_lazy("Statements to be looked through for reports and terms"),
    "refreshes": gettext_lazy("Renamed entries being updated in batches"),
    "merges": gettext_lazy("Merges in progress"),
    "report_pairs": gettext_lazy("Suggested reports to decide"),
    "orphans": gettext_lazy("Orphaned statements"),
    "imports": gettext_lazy("Files waiting on the import page"),
    "documents_in_review": gettext_lazy("Documents in review"),
    "statements_in_review": gettext_lazy("Statements in review"),
    "pending_changes": gettext_lazy("Waiting for a publisher"),
}


@require_safe
def state_page(request, site):
    """About twenty queries, none of which reads a large table whole."""
    if not request.user.is_superuser:
        raise PermissionDenied
    facts, head = database_facts(), engine.head()
    context = {
        **site.each_context(request),
        "title": _("State of the archive"),
        "programs": programs(),
        "facts": facts,
        "head": head,
        "position": engine.position(),
        "rows": engine.row_count(),
        "tables": largest_tables(),
        "replicas": replicas.lags() if replicas.is_configured else [],
        "runs": runs(),
        "queues": [(QUEUE_NAMES[name], queue.count()) for name, queue in QUEUES.items()],
        "progress": all_progress(),
    }
    return TemplateResponse(request, "admin/state/state.html", context)


def programs() -> list[tuple[str, str]]:
    return [
        ("Verbatim", settings.VERSION),
        ("Django", django.get_version()),
        ("Python", platform.python_version()),
        ("PostgreSQL", ".".join(str(number) for number in connection.get_database_version())),
        (_("Database"), str(connection.settings_dict["NAME"])),
        (_("Uptime of this process"), format_age(time.time() - START_TIME)),
    ]


def runs() -> list[tuple[str, MaintenanceRun | None]]:
    """(name of the command, its last run), None where there was none."""
    newest = newest_runs()
    return [(str(label), newest.get(value)) for value, label in MaintenanceRun.Kind.choices]


def format_age(seconds: float) -> str:
    """The age in the largest unit of which there are at least two."""
    if (days := int(seconds // 86_400)) > 1:
        return ngettext("%d day", "%d days", days) % days
    if (hours := int(seconds // 3600)) > 1:
        return ngettext("%d hour", "%d hours", hours) % hours
    minutes = int(seconds // 60)
    return ngettext("%d minute", "%d minutes", minutes) % minutes
