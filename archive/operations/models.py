"""What operators' commands did, for the page of the archive's state and its metrics."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MaintenanceRunQuerySet(models.QuerySet):
    def newest(self) -> dict[str, "MaintenanceRun"]:
        """Returns the last run of each kind that ever ran, by kind. One query."""
        return {run.kind: run for run in self.order_by("kind", "-started", "-pk").distinct("kind")}


class MaintenanceRun(models.Model):
    """One run of a command, entered when it ended. ``summary`` is what it said last, a line."""

    class Kind(models.TextChoices):
        BACKUP = "backup", _("Backup")
        CHECK = "check", _("Check of the archive")
        INDEX_CHECK = "index_check", _("Check of the search tables")
        RESTORE = "restore", _("Restore")

    kind = models.CharField(_("command"), max_length=20, choices=Kind)
    started = models.DateTimeField(_("started"))
    finished = models.DateTimeField(_("finished"), db_default=models.functions.Now())
    succeeded = models.BooleanField(_("succeeded"))
    summary = models.CharField(_("summary"), max_length=300, blank=True)

    objects = MaintenanceRunQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "-started"], name="maintenance_run_newest")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.summary}"
