"""Moves everything that belongs to a duplicate to the survivor of a merge; every row that refers to either is kept."""

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeAlias

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.editing.errors import EditError
from archive.models import (
    Document,
    Event,
    EventName,
    Participation,
    Redirect,
    Relay,
    Role,
    Speaker,
    SpeakerName,
    Statement,
    StatementTheme,
    Term,
    TermOccurrence,
    TermWording,
    Theme,
    ThemeLabel,
    Utterance,
)
from archive.text.paragraphs import join_paragraphs

from .terms import copy_wordings, move_occurrences

Mergeable: TypeAlias = Speaker | Event | Theme | Term
SAME_ROLE = ("title", "organisation", "start", "start_precision", "end", "end_precision")


def merge_speakers(survivor: Speaker, duplicate: Speaker, with_bulk: bool = True) -> Counter[str]:
    """Merges two speakers as ``merge_events`` does events. Without ``with_bulk`` the relations in BULK_RELATIONS, and
    the roles they refer to, are left to batches."""
    counts: Counter[str] = Counter()
    counts += move_names(SpeakerName, "speaker", "name", survivor, duplicate, kind=SpeakerName.Kind.ALIAS)
    if with_bulk:
        counts += move_roles(survivor, duplicate)
    counts += move_participations("speaker", "event", survivor, duplicate)
    for model in (Statement, Relay, Utterance) if with_bulk else ():
        counts += move_all(model, "speaker", survivor, duplicate)
    fill_empty_fields(survivor, duplicate, "sort_name", "country")
    append_text(survivor, duplicate, "note")
    return counts


def merge_events(survivor: Event, duplicate: Event, with_bulk: bool = True) -> Counter[str]:
    """Returns the number of rows moved, by the plural name of their model. Without ``with_bulk`` documents, statements
    and utterances are left to batches."""
    counts: Counter[str] = Counter()
    inherit_parent("part_of", survivor, duplicate)
    counts += move_names(EventName, "event", "name", survivor, duplicate)
    counts += move_participations("event", "speaker", survivor, duplicate)
    for model in (Document, Statement, Utterance) if with_bulk else ():
        counts += move_all(model, "event", survivor, duplicate)
    counts += move_all(Event, "part_of", survivor, duplicate)
    if survivor.start is None:
        fill_empty_fields(survivor, duplicate, "start", "end")
        for name in ("start_precision", "end_precision", "date_uncertain"):
            setattr(survivor, name, getattr(duplicate, name))
    fill_empty_fields(survivor, duplicate, "place", "country")
    append_text(survivor, duplicate, "description")
    return counts


def merge_themes(survivor: Theme, duplicate: Theme, with_bulk: bool = True) -> Counter[str]:
    """Merges two themes as ``merge_events`` does two events; without ``with_bulk`` statements are left to batches."""
    counts: Counter[str] = Counter()
    inherit_parent("parent", survivor, duplicate)
    counts += move_names(ThemeLabel, "theme", "text", survivor, duplicate)
    if with_bulk:
        counts["statements"] = move_statement_themes(survivor, StatementTheme.objects.filter(theme=duplicate))
    counts += move_all(Theme, "parent", survivor, duplicate)
    append_text(survivor, duplicate, "scope_note")
    return counts


def merge_terms(survivor: Term, duplicate: Term, with_bulk: bool = True) -> Counter[str]:
    """Merges two terms as ``merge_events`` does events. Without ``with_bulk`` occurrences are left to batches."""
    counts: Counter[str] = Counter()
    counts[str(TermWording._meta.verbose_name_plural)] = copy_wordings(survivor, duplicate)
    duplicate.wordings.all().delete()
    if with_bulk:
        occurrences = TermOccurrence.objects.filter(term=duplicate)
        counts[str(TermOccurrence._meta.verbose_name_plural)] = move_occurrences(survivor, occurrences)
    append_text(survivor, duplicate, "note")
    return counts


# Of which an entry may have hundreds of thousands: (model, foreign key).
BULK_RELATIONS: dict[type[Mergeable], tuple[tuple[Any, str], ...]] = {
    Speaker: ((Statement, "speaker"), (Relay, "speaker"), (Utterance, "speaker")),
    Event: ((Document, "event"), (Statement, "event"), (Utterance, "event")),
    Theme: ((StatementTheme, "theme"),),
    Term: ((TermOccurrence, "term"),),
}
MERGERS: dict[type[Mergeable], Callable[..., Counter[str]]] = {
    Speaker: merge_speakers,
    Event: merge_events,
    Theme: merge_themes,
    Term: merge_terms,
}


def move_statement_themes(survivor: Theme, rows: models.QuerySet) -> int:
    """A statement with both themes keeps one row. Returns how many statements got the survivor."""
    rows.filter(statement__in=StatementTheme.objects.filter(theme=survivor).values("statement")).delete()
    return rows.update(theme=survivor)


def move_all(model: Any, field: str, survivor: Mergeable, duplicate: Mergeable) -> Counter[str]:
    """One UPDATE. The survivor itself is excluded, so that it does not become its own parent."""
    rows = model.objects.filter(**{field: duplicate}).exclude(
        pk=survivor.pk if model is type(survivor) else None
    )
    return Counter({str(model._meta.verbose_name_plural): rows.update(**{field: survivor})})


def move_names(
    model: Any, owner: str, field: str, survivor: Mergeable, duplicate: Mergeable, **added: str
) -> Counter[str]:
    """Moves names (or labels) in other languages, and adds the duplicate's name as another name of the survivor."""
    label = "label" if field == "text" else "name"
    present = set(model.objects.filter(**{owner: survivor}).values_list(field, "language"))
    moved_count = 0
    for row in model.objects.filter(**{owner: duplicate}):
        if (getattr(row, field), row.language) in present:
            row.delete()
        else:
            setattr(row, owner, survivor)
            row.save()
            moved_count += 1
    known_names = {
        name for name, _language in model.objects.filter(**{owner: survivor}).values_list(field, "language")
    }
    name = getattr(duplicate, label)
    if name not in known_names | {getattr(survivor, label)}:
        model.objects.create(**{owner: survivor, field: name}, **added)
    return Counter({str(model._meta.verbose_name_plural): moved_count})


def move_roles(survivor: Speaker, duplicate: Speaker) -> Counter[str]:
    """A role that both have is kept once, and statements with the other one get it."""
    present = {tuple(getattr(role, name) for name in SAME_ROLE): role for role in survivor.roles.all()}
    moved_count = chosen_count = 0
    for role in duplicate.roles.all():
        same_role = present.get(tuple(getattr(role, name) for name in SAME_ROLE))
        if same_role:
            # In one write: the rule that a role is the speaker's looks at each write by itself.
            chosen_count += Statement.objects.filter(role=role, speaker=duplicate).update(
                role=same_role, speaker=survivor
            )
            role.delete()
        else:
            Role.objects.filter(pk=role.pk).update(speaker=survivor)
            moved_count += 1
    counts = {Role: moved_count, Statement: chosen_count}
    return Counter({str(model._meta.verbose_name_plural): count for model, count in counts.items()})


def move_participations(
    owner: str, other: str, survivor: Speaker | Event, duplicate: Speaker | Event
) -> Counter[str]:
    """Moves the duplicate's participations; where both took part, one row is kept, with both capacities."""
    present = {getattr(row, f"{other}_id"): row for row in survivor.participations.all()}
    moved_count = 0
    for row in duplicate.participations.select_related(other):
        same_row = present.get(getattr(row, f"{other}_id"))
        if same_row is None:
            setattr(row, owner, survivor)
            row.save()
            moved_count += 1
            continue
        merge_capacities(same_row, row, survivor, getattr(row, other))
        row.delete()
    return Counter({str(Participation._meta.verbose_name_plural): moved_count})


def merge_capacities(
    kept_row: Participation, row: Participation, survivor: Speaker | Event, other: Speaker | Event
) -> None:
    """A capacity that does not fit into the field is appended to the survivor's note."""
    if row.capacity in ("", kept_row.capacity):
        return
    capacity = "; ".join(filter(None, [kept_row.capacity, row.capacity]))
    longest = Participation._meta.get_field("capacity").max_length
    if longest is None or len(capacity) <= longest:
        kept_row.capacity = capacity
        kept_row.save()
        return
    field = "note" if isinstance(survivor, Speaker) else "description"
    texts = [getattr(survivor, field), f"{other}: {row.capacity}"]
    setattr(survivor, field, join_paragraphs(filter(None, texts)))


def inherit_parent(field: str, survivor: Event | Theme, duplicate: Event | Theme) -> None:
    """A survivor below the duplicate takes its position; a survivor at the top gets the duplicate's parent. Saved here,
    so that moving the children later creates no cycle."""
    above = getattr(duplicate, field)
    if is_in_subtree(survivor, duplicate, field) or (
        getattr(survivor, field) is None and not is_in_subtree(above, survivor, field)
    ):
        setattr(survivor, field, above)
        survivor.save()


def is_in_subtree(row: Any, top: Event | Theme, field: str) -> bool:
    """Whether ``row`` is ``top`` or one of its descendants; one query for each level."""
    while row is not None and row.pk != top.pk:
        row = getattr(row, field)
    return row is not None


def fill_empty_fields(survivor: Mergeable, duplicate: Mergeable, *fields: str) -> None:
    """Gives empty fields of the survivor the values of the duplicate."""
    for name in fields:
        if getattr(survivor, name) in ("", None):
            setattr(survivor, name, getattr(duplicate, name))


def append_text(survivor: Mergeable, duplicate: Mergeable, field: str) -> None:
    """Appends the duplicate's text as a paragraph, unless the survivor contains it already."""
    value, other_value = getattr(survivor, field), getattr(duplicate, field)
    if other_value and other_value not in value:
        setattr(survivor, field, join_paragraphs(filter(None, [value, other_value])))


def delete_duplicate(duplicate: Mergeable, survivor: Mergeable) -> None:
    """Deletes the duplicate, which must be empty by now. Refuses where rows still point to it, since a cascade would
    delete them."""
    left = [relation for relation in relations(type(duplicate)) if rows_of(relation, duplicate).exists()]
    if left:
        names = (str(relation.related_model._meta.verbose_name_plural) for relation in left)
        raise EditError(_("Not everything could be moved: %s") % ", ".join(names))
    kind, slug, key = str(duplicate._meta.model_name), duplicate.slug, duplicate.pk
    duplicate.delete()
    Redirect.objects.filter(model_name=kind, target=key).update(target=survivor.pk)
    Redirect.objects.redirect_slug(kind, slug, survivor.pk)


def relations(model: type[models.Model]) -> list[Any]:
    """The foreign keys that point to ``model``, without its history and without the far side of a many-to-many."""
    return [
        r
        for r in model._meta.related_objects
        if r.one_to_many and not hasattr(r.related_model, "pgh_tracked_model")
    ]


def rows_of(relation: Any, row: models.Model) -> models.QuerySet:
    return relation.related_model.objects.filter(**{relation.field.name: row})


def related_counts(row: models.Model) -> dict[str, int]:
    """The number of rows that point to ``row``, by the name of the relation. One query for each relation."""
    return {r.get_accessor_name(): rows_of(r, row).count() for r in relations(type(row))}
