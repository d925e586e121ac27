"""Who passed a statement on, between its speaker and the source of the document."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history


@track_history()
class Relay(models.Model):
    """Somebody who passed the words on between the speaker and the document's source; the first stands nearest to the
    words."""

    statement = models.ForeignKey(
        "archive.Statement", models.CASCADE, related_name="relays", verbose_name=_("statement")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    speaker = models.ForeignKey(
        "archive.Speaker", models.PROTECT, related_name="relays", verbose_name=_("relayed by")
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("relay")
        verbose_name_plural = _("relays")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "position"],
                name="statement_relay_position_is_unique",
                violation_error_message=_("Two relays cannot have the same position in the chain."),
            )
        ]

    def __str__(self):
        return str(self.speaker)
