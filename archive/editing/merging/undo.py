"""Undoes a merge: each row that it wrote gets its former values, unless somebody has changed it since."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.editing.errors import EditError, GoneError
from archive.editing.history.events import (
    DERIVED_FIELDS,
    Step,
    history_model,
    last_history_ids,
    tracked_fields,
)
from archive.editing.history.log import log_additions, log_changes
from archive.editing.history.restoring import row_from_history
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor, check_permissions, check_transition
from archive.models import Document, Merge, Redirect, Role, Speaker, Term

from . import batches
from .movers import BULK_RELATIONS
from .record import MERGED_MODELS, analyse_changed_statements, steps

CHANGED_SINCE = "changed since"


def undo_merge(actor: Actor, merge_id: int) -> tuple[models.Model, Counter[str]]:
    """The duplicate, with its id, address, names, roles, statements and place in the tree, and how many rows are as
    before, by their plural name. Rows that were changed or deleted since stay as they are and are counted under
    CHANGED_SINCE; what was added to the survivor since stays with it. Of a merge that went on in batches, what there
    is many of follows in batches (``undo_batches``).

    Raises NotAllowedError, or EditError where the merge is undone already, or the survivor is gone, which a later merge
    may have done: that one is undone first.
    """
    with edit_transaction(actor):
        merge, survivor = lock_for_undoing(actor, merge_id)
        in_batches = merge.total > batches.MAX_ROWS_AT_ONCE
        rows = merge.rows.exclude(model_name__in=bulk_model_names(merge)) if in_batches else merge.rows.all()
        counts = write_back(steps_of(rows), keep_added=in_batches)
        duplicate = type(survivor)._default_manager.get(pk=merge.duplicate)
        if isinstance(survivor, Speaker) and isinstance(duplicate, Speaker):
            # Roles that went back may have been chosen since for what the survivor says.
            batches.take_over_roles(survivor, duplicate, survivor.statements.all())
        log_additions(actor, [duplicate], _("Restored: the merge into “%s” was undone.") % survivor)
        log_changes(actor, [survivor], (), _("Undid the merge of “%s”.") % duplicate)
        merge.undone_by_id = actor.pk if actor else None
        merge.changed_since = counts[CHANGED_SINCE]
        if in_batches:
            merge.undo_started_at = timezone.now()
            merge.done, merge.total = 0, merge.rows.filter(model_name__in=bulk_model_names(merge)).count()
        else:
            merge.undone_at = timezone.now()
        merge.save()
        return duplicate, counts


def lock_for_undoing(actor: Actor, merge_id: int) -> tuple[Merge, models.Model]:
    """The merge, locked, and its survivor."""
    merge = Merge.objects.select_for_update(of=("self",)).filter(pk=merge_id).first()
    if merge is None or merge.undone_at:
        raise GoneError(_("This merge has already been undone."))
    if not merge.finished_at:
        raise EditError(_("This merge is still in progress. Undo it when it has finished."))
    if merge.undo_started_at:
        raise EditError(_("This merge is already being undone."))
    model: Any = apps.get_model("archive", merge.model_name)
    check_permissions(actor, model, "add", "change", "delete")
    survivor = model.objects.select_for_update(of=("self",)).filter(pk=merge.survivor).first()
    if survivor is None:
        raise EditError(
            _("The entry that was kept no longer exists: undo its own merge, or restore it, first.")
        )
    if Merge.objects.running().with_entries(merge.model_name, survivor.pk).exists():
        raise EditError(_("One of the two is being merged at the moment. Wait until that is finished."))
    if isinstance(survivor, Term):
        check_publication(actor, merge, survivor)
    return merge, survivor


def check_publication(actor: Actor, merge: Merge, survivor: Term) -> None:
    """Raises NotAllowedError where the actor may not change the survivor, or may not publish what becomes public
    again."""
    check_transition(actor, survivor, survivor.state)
    deletion = (
        history_model(Term).objects.filter(pgh_obj_id=merge.duplicate, pgh_label="delete").latest("pgh_id")
    )
    duplicate = row_from_history(Term, deletion)
    check_transition(actor, duplicate, duplicate.state)


def bulk_model_names(merge: Merge) -> list[str]:
    """The models of which an entry may have hundreds of thousands of rows."""
    model: Any = apps.get_model("archive", merge.model_name)
    return [str(relation._meta.model_name) for relation, _field in BULK_RELATIONS[model]]


def steps_of(rows: models.QuerySet) -> list[Step]:
    row_ids: dict[str, list[int]] = defaultdict(list)
    for model_name, history_id in rows.values_list("model_name", "history_id"):
        row_ids[model_name].append(history_id)
    merge_steps = []
    for model_name, ids in row_ids.items():
        model = apps.get_model("archive", model_name)
        merge_steps += steps(model, history_model(model).objects.filter(pgh_id__in=ids))
    return merge_steps


def write_back(steps_done: list[Step], keep_added: bool = False) -> Counter[str]:
    """Frees the addresses first, then recreates deleted rows, restores changed ones and finally removes added ones.
    ``keep_added`` leaves those for later, since other rows may need them."""
    counts: Counter[str] = Counter()
    last_ids = last_history_ids(MERGED_MODELS)
    addresses = [step for step in steps_done if step.model is Redirect]
    other_steps = [step for step in steps_done if step.model is not Redirect]
    for group in (addresses, other_steps):
        if group is addresses:
            counts += remove_added(group)
        deletions = [step for step in group if step.is_delete]
        for step in sorted(deletions, key=lambda deletion: deletion.model not in BULK_RELATIONS):
            counts[recreate_row(step)] += 1
        counts += restore_values([step for step in group if not step.is_insert and not step.is_delete])
        if group is other_steps and not keep_added:
            counts += remove_added(group)
    analyse_changed_statements(last_ids)
    return counts


def plural(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural)


def remove_added(group: Iterable[Step]) -> Counter[str]:
    """Deletes the added rows that nobody has changed since."""
    counts: Counter[str] = Counter()
    for step in (step for step in group if step.is_insert):
        values = {f.attname: getattr(step.event, f.attname) for f in restorable_fields(step.model)}
        rows = step.model._default_manager.filter(pk=step.event.pgh_obj_id, **values)
        if step.model is Role:  # chosen since for what the survivor says
            rows = rows.filter(statements=None)
        deleted_count, _models = rows.delete()
        counts[plural(step.model) if deleted_count else CHANGED_SINCE] += 1
    return counts


def recreate_row(step: Step) -> str:
    """Returns the plural name of the model; CHANGED_SINCE where a row it points to no longer exists."""
    try:
        with transaction.atomic():
            row_from_history(step.model, step.event).save(force_insert=True)
    except (EditError, IntegrityError):
        if step.model in BULK_RELATIONS:
            raise
        return CHANGED_SINCE
    return plural(step.model)


def restore_values(updates: list[Step]) -> Counter[str]:
    """Restores the former values of rows that still have those the merge wrote; one query for rows changed alike."""
    counts: Counter[str] = Counter()
    groups: dict[tuple, list[int]] = defaultdict(list)
    for step in reversed(updates):
        if step.before is None:
            counts[CHANGED_SINCE] += 1
            continue
        changes = tuple(
            (f.attname, getattr(step.before, f.attname), getattr(step.event, f.attname))
            for f in restorable_fields(step.model)
            if getattr(step.before, f.attname) != getattr(step.event, f.attname)
        )
        if changes:
            groups[step.model, changes].append(step.event.pgh_obj_id)
    for (model, changes), ids in groups.items():
        rows = model._default_manager.filter(pk__in=ids, **{name: after for name, _before, after in changes})
        changed_count = rows.update(**{name: before for name, before, _after in changes})
        counts[plural(model)] += changed_count
        counts[CHANGED_SINCE] += len(ids) - changed_count
    return +counts


def restorable_fields(model: type[models.Model]) -> list[models.Field]:
    """All fields but those the database derives and the text of a document."""
    left_out = DERIVED_FIELDS | ({"text"} if model is Document else set())
    return [f for f in tracked_fields(model) if f.name not in left_out and not f.generated]
