"""Whatever was public once is answered for good, after any sequence of edits that were committed one by one."""

import itertools
import os
import random
from contextlib import suppress
from functools import cached_property

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from archive.editing.corrections import correct_text
from archive.editing.errors import EditError
from archive.editing.history.restoring import deletions, restore_deleted
from archive.editing.marking.split import split
from archive.editing.merging.merge import merge
from archive.editing.merging.undo import undo_merge
from archive.editing.orphans import anchor_orphan, detach_orphan
from archive.editing.report_links import confirm, reject, undo_decision
from archive.editing.report_pairs.link_batches import ChosenLink, confirm_links, undo_links
from archive.editing.report_pairs.link_offers import hash_pair
from archive.editing.withholding import end_withholding, withhold
from archive.models import (
    Document,
    Event,
    Merge,
    Orphan,
    Publication,
    Source,
    Speaker,
    State,
    Statement,
    StatementTheme,
    Term,
    Theme,
    Utterance,
    Withholding,
)
from tests.factories import make_document, make_event, make_speaker, make_statement, make_term, make_theme

TEXT = "The harbour opens in spring.\n\nEvery town has a library. It is free.\n\nThe ferry runs daily."
SPANS = ("harbour opens in spring", "Every town has a library", "It is free", "ferry runs daily")
TIMES = int(os.environ.get("FUZZ_TIMES", "3"))  # sequences of steps

NAMES = {Document: "document", Speaker: "speaker", Event: "event", Theme: "theme", Term: "term"}
# Below the address of what is public; they are gone with it, and answer as it does.
PARTS = {
    "document": ("versions/", "versions/1/"),
    "speaker": ("timeline/", "words/"),
    "event": ("timeline/",),
}


class RandomArchive:
    """A small archive that is changed at random, and the addresses that readers have ever found a page at.

    What is public is judged by the pages alone, never by what the archive records of it.
    """

    def __init__(self, client, seed):
        self.client, self.random = client, random.Random(seed)
        self.seen: set[str] = set()
        self.public: set[tuple[type, int]] = set()  # what has ever had a page
        self.addresses: set[str] = set()
        self.numbers = itertools.count(1)
        Source.objects.create(name="Gazette", slug=f"gazette-{seed}", kind="newspaper")
        parent = make_theme("Above")
        self.make(make_theme, Theme, parent=parent)
        self.make(make_event, Event, part_of=make_event("Around"))
        for _n in range(2):
            self.make(make_speaker, Speaker), self.make(make_event, Event), self.make(make_theme, Theme)
            self.make(make_term, Term)
            document = make_document(text=TEXT, state=self.state(), event=self.random_row(Event))
            for words in SPANS:
                make_statement(
                    document,
                    words,
                    state=self.state(),
                    speaker=self.random_row(Speaker),
                    event=self.random_row(Event),
                    themes=[self.random_row(Theme)],
                )

    def make(self, factory, model, **fields):
        return factory(f"{model.__name__} {next(self.numbers)}", **fields)

    def state(self):
        return self.random.choice((State.DRAFT, State.PUBLISHED, State.PUBLISHED))

    def random_row(self, model, **fields):
        rows = list(model.objects.filter(**fields).order_by("pk"))
        return self.random.choice(rows) if rows else None

    @cached_property
    def steps(self):
        return (
            self.give_state, self.give_state, self.delete_statement, self.delete_unused, self.restore, self.merge,
            self.correct, self.correct, self.rename, self.change_speaker, self.change_themes, self.give_document_state,
            self.link, self.link, self.unlink, self.link_many, self.split, self.move_in_tree, self.undo_merge,
            self.withhold, self.end_withholding, self.decide_orphan, self.give_term_state,
        )  # fmt: skip

    def pair(self):
        """Two statements of two documents."""
        row = self.random_row(Statement)
        others = Statement.objects.exclude(document=row.document_id) if row else Statement.objects.none()
        other = self.random.choice([*others.order_by("pk"), None])
        if other is None:
            raise EditError("there are no two")
        return row, other

    def link(self):
        confirm(None, *self.pair())

    def unlink(self):
        self.random.choice((undo_decision, reject))(None, *self.pair())

    def link_many(self):
        pairs = [self.pair(), self.pair()]
        batch = confirm_links(None, [ChosenLink(one.pk, two.pk, hash_pair(one, two)) for one, two in pairs])
        self.visit_addresses()
        if self.random.random() < 0.7:
            undo_links(None, batch)

    def split(self):
        row = self.random_row(Statement)
        if row and row.state != State.ORPHANED:
            split(None, row.document_id, row.pk, row.start + len(row.text) // 2)

    def move_in_tree(self):
        """An event or a theme below another, or at the top: what was public by its parts may be so no more."""
        model, field = self.random.choice(((Event, "part_of"), (Theme, "parent")))
        row, above = self.random_row(model), self.random.choice((self.random_row(model), None))
        if row:
            with suppress(DatabaseError), transaction.atomic():
                model.objects.filter(pk=row.pk).update(**{field: above})

    def undo_merge(self):
        done = Merge.objects.filter(undone_at=None).last()
        if done:
            undo_merge(None, done.pk)

    def withhold(self):
        period = self.random_row(Publication)
        if period:
            withhold(None, period.model_name, period.object_id, Withholding.Reason.LAW)

    def end_withholding(self):
        row = self.random_row(Withholding)
        if row:
            end_withholding(None, row)

    def decide_orphan(self):
        orphan = self.random_row(Orphan)
        if orphan and self.random.random() < 0.5:
            detach_orphan(None, orphan.statement_id)
        elif orphan:
            document = orphan.statement.document
            anchor_orphan(None, orphan.statement_id, 0, 11, text_version=document.text_version)

    def give_term_state(self):
        row = self.random_row(Term)
        if row:
            Term.objects.filter(pk=row.pk).update(state=self.state())

    def give_state(self):
        row = self.random_row(Statement)
        if row and row.state != State.ORPHANED:
            Statement.objects.filter(pk=row.pk).update(state=self.state())

    def give_document_state(self):
        row = self.random_row(Document)
        if row:
            Document.objects.filter(pk=row.pk).update(state=self.state())

    def delete_statement(self):
        row = self.random_row(Statement)
        if row:
            row.delete()

    def delete_unused(self):
        row = self.random_row(self.random.choice(list(NAMES)))
        with suppress(ProtectedError):
            row and row.delete()

    def restore(self):
        model = self.random.choice((*NAMES, Statement))
        event = deletions(model).first()
        if event:
            restore_deleted(None, model, event)
            if model in (Statement, Document):
                model.objects.filter(pk=event.pgh_obj_id).update(state=self.state())

    def merge(self):
        model = self.random.choice((Speaker, Event, Theme, Term))
        kept, duplicate = self.random_row(model), self.random_row(model)
        merge(None, kept, duplicate)
        if (
            model,
            kept.pk,
        ) in self.public:  # the address of the duplicate leads to what became of the kept one
            self.seen.add(f"/{NAMES[model]}s/{duplicate.slug}/")

    def correct(self):
        row = self.random_row(Document)
        if row:
            words = self.random.choice(row.text.split())
            new = self.random.choice((words + " indeed", "", words.upper()))
            text = row.text.replace(words, new, 1).replace("  ", " ").strip()
            text = "\n\n".join(part.strip() for part in text.split("\n\n") if part.strip())
            correct_text(None, row, text, confirmed=row.statements.values_list("pk", flat=True))

    def rename(self):
        row = self.random_row(self.random.choice(list(NAMES)))
        if row:
            row.slug = f"renamed-{next(self.numbers)}"
            row.save()

    def change_speaker(self):
        row = self.random_row(Statement)
        if row and row.state != State.ORPHANED:
            Statement.objects.filter(pk=row.pk).update(
                speaker=self.random_row(Speaker), event=self.random_row(Event)
            )

    def change_themes(self):
        row, theme = self.random_row(StatementTheme), self.random_row(Theme, parent=None)
        if row and not StatementTheme.objects.filter(statement=row.statement_id, theme=theme).exists():
            StatementTheme.objects.filter(pk=row.pk).update(theme=theme)

    def take_step(self):
        step = self.random.choice(self.steps)
        with suppress(EditError):
            step()
        return step.__name__

    def visit_addresses(self):
        """Every address there is or was, with the status of its answer."""
        for model, name in NAMES.items():
            self.addresses |= {f"/{name}s/{slug}/" for slug in model.objects.values_list("slug", flat=True)}
            for part in PARTS.get(name, ()):
                self.addresses |= {
                    f"/{name}s/{slug}/{part}" for slug in model.objects.values_list("slug", flat=True)
                }
        for pk in Statement.objects.values_list("pk", flat=True):
            self.addresses |= {f"/statements/{pk}/", f"/statements/{pk}.json", f"/statements/{pk}/?version=1"}
        self.addresses |= {f"/utterances/{pk}/" for pk in Utterance.objects.values_list("pk", flat=True)}
        found = {address: self.client.get(address).status_code for address in sorted(self.addresses)}
        for model, name in NAMES.items():
            rows = model.objects.values_list("pk", "slug")
            self.public |= {(model, pk) for pk, slug in rows if found[f"/{name}s/{slug}/"] == 200}
        # A redirect leads to what has a page: when that goes, it leads to what became of it.
        self.seen |= {address for address, status in found.items() if status in (200, 301, 302)}
        return found


def check(client, seed, steps=8):
    world = RandomArchive(client, seed)
    world.visit_addresses()
    taken = []
    for _n in range(steps):
        taken.append(world.take_step())
        for address, status in world.visit_addresses().items():
            expected = {200, 301, 302, 410} if address in world.seen else {404, 301}
            assert status in expected, (seed, taken, address)
    return world


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_what_was_public_is_answered_and_nothing_else(client):
    world = check(client, seed=3)
    assert len(world.seen) > 8


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(100, 100 + TIMES))
def test_it_is_so_after_many_sequences(client, seed):
    check(client, seed, steps=30)
