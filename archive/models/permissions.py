"""Who may do what: two groups, completed after every migration so that no new model is forgotten; their guidelines."""

from django.apps import apps as installed
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base.history import track_history

EDITORS = "Editors"
PUBLISHERS = "Publishers"
WITHHOLDING = ("add_withholding", "change_withholding", "delete_withholding")
PUBLISHING = ("publish_document", "publish_statement", "publish_term", *WITHHOLDING)


def ensure_groups(using: str = "default", **_signal) -> None:
    """Editors do everything with the archive's models but publish and withhold; publishers do these, too.

    Permissions an administrator added to the groups by hand are kept.
    """
    ours_to_edit = [
        model for model in installed.get_app_config("archive").get_models() if not is_history(model)
    ]
    names = [
        f"{verb}_{model._meta.model_name}"
        for model in ours_to_edit
        for verb in ("add", "change", "delete", "view")
    ]
    names = [name for name in names if name not in WITHHOLDING]
    ours = Permission.objects.using(using).filter(content_type__app_label="archive")
    editors, _created = Group.objects.using(using).get_or_create(name=EDITORS)
    editors.permissions.add(*ours.filter(codename__in=names))
    publishers, _created = Group.objects.using(using).get_or_create(name=PUBLISHERS)
    publishers.permissions.add(*ours.filter(codename__in=[*names, *PUBLISHING]))


def is_history(model) -> bool:
    return hasattr(model, "pgh_tracked_model")


@track_history()
class Guidelines(models.Model):
    """The archive's own rules for its editors, shown on the front page of the admin: one row, or none."""

    text = models.TextField(
        _("text"),
        help_text=_(
            "Plain text: what you mark, how you name speakers and events, who publishes. Separate "
            "paragraphs with a blank line."
        ),
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    class Meta:
        verbose_name = _("guidelines for editors")
        verbose_name_plural = _("guidelines for editors")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="guidelines_are_one_row"),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)

    def save(self, *args, **kwargs):
        """Stores the guidelines as the only row."""
        self.pk = 1
        super().save(*args, **kwargs)
