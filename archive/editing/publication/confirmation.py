"""Saving a statement so that it becomes published asks for the checklist, whichever page or program sends it."""

from collections.abc import Callable, Collection

from archive.editing.marking import SaveResult
from archive.editing.publication.checklist import check_confirmed, checklist
from archive.editing.saving import save_in_one_edit
from archive.editing.states import Actor
from archive.models import State, Statement


def save_confirmed(
    actor: Actor, save: Callable[[], SaveResult], confirmed: Collection[str] | None
) -> SaveResult:
    """What ``save`` does, undone with UnfinishedError where it publishes and the actor has not confirmed what the
    checklist says: ``confirmed`` are the codes of the findings they have seen, None where they were shown none."""

    def save_and_check() -> SaveResult:
        saved = save()
        if "state" in saved.changed and saved.statement.state == State.PUBLISHED:
            check_confirmed(checklist(statements=Statement.objects.filter(pk=saved.statement.pk)), confirmed)
        return saved

    return save_in_one_edit(actor, save_and_check)
