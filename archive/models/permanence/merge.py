"""Which rows a merge wrote, so that it can be undone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.users import user_field


class MergeQuerySet(models.QuerySet):
    def not_undone(self):
        return self.filter(undo_started_at=None, undone_at=None).exclude(finished_at=None)

    def in_batches(self):
        """Merges of entries with many rows, which are moved in batches; the earliest started first."""
        return self.filter(finished_at=None).order_by("id")

    def being_undone(self):
        """Merges that are being undone in batches; the earliest started first."""
        return self.filter(undone_at=None).exclude(undo_started_at=None).order_by("undo_started_at")

    def running(self):
        """Merges that are carried out or undone in batches."""
        return self.filter(
            models.Q(finished_at=None) | models.Q(undo_started_at__isnull=False, undone_at=None)
        ).order_by("id")

    def with_entries(self, model_name: str, *keys: int):
        return self.filter(models.Q(survivor__in=keys) | models.Q(duplicate__in=keys), model_name=model_name)

    def into(self, model_name: str, survivor: int):
        """The merges whose duplicates this entry took over, the latest first."""
        return self.not_undone().filter(model_name=model_name, survivor=survivor).order_by("-id")

    def find_by_duplicate(self, model_name: str, duplicate: int):
        """Returns the merge that deleted this entry, or None."""
        return self.not_undone().filter(model_name=model_name, duplicate=duplicate).order_by("-id").first()

    def find_survivor(self, model: type[models.Model], pk: int | None) -> int | None:
        """The row, or what it was merged into, however often; None where that is gone. One query where it is there."""
        merges = self.not_undone().filter(model_name=str(model._meta.model_name)).order_by("id")
        while pk is not None and not model._default_manager.filter(pk=pk).exists():
            merge = merges.filter(duplicate=pk).last()
            pk = merge.survivor if merge else None
            merges = merges.filter(id__gt=merge.pk) if merge else merges
        return pk


class Merge(models.Model):
    """Everything of ``duplicate`` went to ``survivor``; both are ids of ``model_name``."""

    class ModelName(models.TextChoices):
        SPEAKER = "speaker", _("Speaker")
        EVENT = "event", _("Event")
        THEME = "theme", _("Theme")
        TERM = "term", _("Term")

    model_name = models.CharField(_("kind of entity"), max_length=7, choices=ModelName)
    survivor = models.BigIntegerField(_("survivor"))
    duplicate = models.BigIntegerField(_("duplicate"))
    duplicate_name = models.CharField(_("name of the duplicate"), max_length=250)
    merged_at = models.DateTimeField(_("merged"), editable=False, db_default=models.functions.Now())
    merged_by = user_field(_("merged by"))
    # Of a merge that goes on in batches: ``done`` of about ``total`` rows have gone over, or back.
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    done = models.IntegerField(_("rows moved"), default=0, db_default=0, editable=False)
    total = models.IntegerField(_("rows in all"), default=0, db_default=0, editable=False)
    # Undoing in batches goes from the last row that was written to the first: this far it has come.
    undo_started_at = models.DateTimeField(_("undo started"), null=True, blank=True, editable=False)
    undo_position = models.IntegerField(_("row to undo next"), null=True, blank=True, editable=False)
    changed_since = models.IntegerField(
        _("rows left because they were changed since"), default=0, db_default=0, editable=False
    )
    undone_by = user_field(_("undone by"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        indexes = [
            models.Index(fields=["model_name", "survivor"], name="merge_survivor"),
            models.Index(fields=["model_name", "duplicate"], name="merge_duplicate"),
        ]

    def __str__(self):
        return self.duplicate_name


class MergedRow(models.Model):
    """A row that the merge wrote: ``history_id`` is the row of its history that says what became of it, in the order of
    writing (``position``)."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows", verbose_name=_("merge"))
    position = models.PositiveIntegerField(_("position"))
    model_name = models.CharField(_("kind of row"), max_length=20)
    history_id = models.BigIntegerField(_("row of the history"))

    class Meta:
        ordering = ["merge_id", "position"]
        verbose_name = _("row of a merge")
        verbose_name_plural = _("rows of merges")
        constraints = [
            models.UniqueConstraint(fields=["merge", "position"], name="merged_row_position_is_unique")
        ]

    def __str__(self):
        return f"{self.model_name} {self.history_id}"
