"""What waits on the import page until an editor imports it, and how editors read the columns of tables."""

import datetime as dt
import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_AGE = dt.timedelta(days=7)
# For each editor: what a browser sends at once and a person can look through in a week.
MAX_FILES = 200
MAX_BYTES = 100 * 1024 * 1024
CHANGED_FIELDS = ("format", "encoding", "choices", "summary", "report")


class PendingImportQuerySet(models.QuerySet):
    def for_user(self, user):
        """This user's pending imports in the order of upload, without their content."""
        return self.filter(user=user).order_by("id").defer("content")

    def expired(self):
        return self.filter(created_at__lt=timezone.now() - MAX_AGE)

    def has_room_for(self, user, size: int) -> bool:
        """Whether another file of so many bytes stays below the limits of this editor."""
        total = self.filter(user=user).aggregate(files=models.Count("pk"), size=models.Sum("size"))
        return total["files"] < MAX_FILES and (total["size"] or 0) + size <= MAX_BYTES


class PendingImport(models.Model):
    """A file or a pasted text from its upload to its import, with what its editor decided about it.

    ``choices`` holds the decisions: ``all`` (field -> value for every document), ``documents`` (number from 1 -> field
    -> value), ``parts`` (number -> list of parts), ``others`` (numbers of documents that share the web address of one
    in the archive and are not that one), ``columns`` (field -> column of a table), ``damage`` (whether damaged
    characters are marked). ``summary`` is a line on what would become of it, ``report`` says what became of each
    document.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("editor")
    )
    name = models.CharField(_("name"), max_length=255, blank=True)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("size"))
    is_pasted = models.BooleanField(_("pasted"), default=False)
    format = models.CharField(_("format"), max_length=40, blank=True)
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    choices = models.JSONField(_("choices"), default=dict)
    summary = models.JSONField(_("summary"), default=dict)
    report = models.JSONField(_("report"), default=list)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    objects = PendingImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("pending import")
        verbose_name_plural = _("pending imports")
        indexes = [models.Index(fields=["user", "id"], name="pending_import_user")]

    def __str__(self):
        return self.name or str(_("Pasted text"))

    def save_if_waiting(self, *names) -> bool:
        """Stores these fields, or by default all that a page changes. Returns False, and does not restore the row,
        where it was removed meanwhile, for example in another tab."""
        values = {name: getattr(self, name) for name in names or CHANGED_FIELDS}
        return bool(PendingImport.objects.filter(pk=self.pk).update(**values))


class ColumnMappingQuerySet(models.QuerySet):
    def for_columns(self, names):
        """Field -> column, as an editor last chose it for a table with these columns; empty if nobody did."""
        mapping = self.filter(digest=columns_digest(names)).first()
        return dict(mapping.fields) if mapping else {}

    def remember(self, names, fields):
        self.update_or_create(digest=columns_digest(names), defaults={"fields": fields})


class ColumnMapping(models.Model):
    """Maps the columns of a table to fields, remembered for tables with the same columns in any order."""

    digest = models.CharField(_("digest of the columns"), max_length=64, unique=True)
    fields = models.JSONField(_("fields"), default=dict)

    objects = ColumnMappingQuerySet.as_manager()

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")

    def __str__(self):
        return ", ".join(f"{field}: {column}" for field, column in self.fields.items())


def columns_digest(names) -> str:
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()
