"""What has still to be looked for in statements that were saved."""

from django.db import models


class PendingAnalysis(models.Model):
    """A statement in which reports of the same utterance, or terms, have not been looked for since it was saved.

    Written in the transaction that saves the statement, and deleted in the one that writes what was found, so that a
    crash leaves it to be done. A statement may have several, and may be deleted meanwhile.
    """

    class Kind(models.TextChoices):
        REPORTS = "reports"
        TERMS = "terms"

    kind = models.CharField(max_length=7, choices=Kind)
    statement_id = models.BigIntegerField()
    since = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return f"{self.kind} of statement {self.statement_id}"
