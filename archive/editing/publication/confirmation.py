"""Whatever page or program publishes a statement has to confirm the checklist."""

from collections.abc import Callable, Collection

from archive.editing.locks import edit_transaction
from archive.editing.marking import SaveResult
from archive.editing.publication.checklist import check_confirmed, checklist
from archive.editing.states import Actor
from archive.models import State, Statement


def save_confirmed(
    actor: Actor, save: Callable[[], SaveResult], confirmed: Collection[str] | None
) -> SaveResult:
    """Calls ``save`` and returns its result. Where this publishes the statement and the actor has not confirmed all
    findings of the checklist, everything is rolled back with UnconfirmedFindingsError.

    ``confirmed`` holds the codes of the findings the actor has seen; None means that they were shown none.
    """
    with edit_transaction(actor):
        result = save()
        if "state" in result.changed and result.statement.state == State.PUBLISHED:
            check_confirmed(checklist(statements=Statement.objects.filter(pk=result.statement.pk)), confirmed)
        return result
