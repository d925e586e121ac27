"""Changes of what is public that wait for a publisher, and what publishers have looked at (docs/workbench.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history
from archive.models.base.states import choice_constraint
from archive.models.base.users import user_field


class PendingChangeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=PendingChange.Status.WAITING)

    def for_object(self, model_name: str, object_id: int):
        return self.filter(model_name=model_name, object_id=object_id)


@track_history()
class PendingChange(models.Model):
    """One edit of an editor who may not publish, of something public; nothing of it is written elsewhere.

    ``model_name`` and ``object_id`` name what it is mainly about. ``rows`` are those that it would write:
    ``{"model", "pk", "verb": "add", "change" or "remove", "before", "after"}``, the values by attribute.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DISCARDED = "discarded", _("Discarded")

    model_name = models.CharField(_("kind of entity"), max_length=20)
    object_id = models.BigIntegerField(_("its id"))
    name = models.CharField(_("name"), max_length=200)
    rows = models.JSONField(_("rows"))
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.WAITING, db_default=Status.WAITING
    )
    proposed_by = user_field(_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"), db_default=models.functions.Now(), editable=False)
    decided_by = user_field(_("decided by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = PendingChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("pending change")
        verbose_name_plural = _("pending changes")
        indexes = [
            models.Index(
                fields=["model_name", "object_id"],
                name="pending_change_waiting",
                condition=models.Q(status="waiting"),
            )
        ]
        constraints = [
            choice_constraint("status", ("waiting", "accepted", "discarded"), "pending_change_has_a_status"),
            models.CheckConstraint(
                condition=models.Q(status="waiting", decided_at=None)
                | (~models.Q(status="waiting") & models.Q(decided_at__isnull=False)),
                name="pending_change_is_decided_once",
            ),
        ]

    def __str__(self):
        return self.name


class ChangeReview(models.Model):
    """Records up to when a publisher has reviewed the changes made to a public row since it was published."""

    model_name = models.CharField(_("kind of entity"), max_length=20)
    object_id = models.BigIntegerField(_("its id"))
    reviewed_by = user_field(_("seen by"))
    reviewed_at = models.DateTimeField(_("seen"))

    class Meta:
        verbose_name = _("review of changes")
        verbose_name_plural = _("reviews of changes")
        constraints = [
            models.UniqueConstraint(fields=["model_name", "object_id"], name="change_review_is_one"),
        ]

    def __str__(self):
        return f"{self.model_name} {self.object_id}"
