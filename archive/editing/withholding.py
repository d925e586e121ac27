"""Former words that readers are no longer shown, for a reason they are told (docs/operations.md)."""

from django.utils.translation import gettext as _

from archive.editing.errors import EditError
from archive.editing.history.log import log_additions, log_deletions
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor, check_permissions
from archive.models import Publication, Withholding


def withhold(actor: Actor, model_name: str, object_id: int, reason: str, note: str = "") -> Withholding:
    """Show nothing any more of what the object read when it was public; what is public now stays.

    ``reason`` is one of Withholding.Reason. Raises NotAllowedError, or EditError where it never was public or is
    withheld already.
    """
    with edit_transaction(actor):
        check_permissions(actor, Withholding, "add")
        if not Publication.objects.for_object(model_name, object_id).exists():
            raise EditError(_("Nothing with this number was ever public: there is nothing to withhold."))
        if Withholding.objects.filter(model_name=model_name, object_id=object_id).exists():
            raise EditError(_("Its former words are already withheld."))
        row = Withholding(model_name=model_name, object_id=object_id, reason=reason, note=note.strip())
        row.save()
        log_additions(actor, [row])
        return row


def end_withholding(actor: Actor, withholding: Withholding) -> None:
    """Show the former words again. Raises NotAllowedError."""
    with edit_transaction(actor):
        check_permissions(actor, Withholding, "delete")
        log_deletions(actor, [withholding])
        withholding.delete()
