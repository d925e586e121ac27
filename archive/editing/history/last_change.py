"""Who changed an object last, and when."""

import datetime as dt
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from archive.editing.history.accounts import account_name, account_names
from archive.editing.history.events import author_name, history_entries


class LastChange(NamedTuple):
    when: dt.datetime
    author: str


def last_change(model: type[models.Model], pk: int) -> LastChange | None:
    """Returns the last change by the history, or by the admin's log for a model without history; None where there is
    none."""
    if hasattr(model, "history"):
        newest = history_entries(model, pk)[:1]
        return next(
            (LastChange(e.when, author_name(e.user_id, e.from_request, account_names())) for e in newest),
            None,
        )
    content_type = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=content_type, object_id=str(pk))
    entry = entries.select_related("user").order_by("-action_time").first()
    return LastChange(entry.action_time, account_name(entry.user)) if entry else None
