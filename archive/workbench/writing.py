"""What is done to statements on the workbench, each in the transaction of its request with the document locked."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from archive.editing.history import history_model
from archive.editing.restoring import restore_deleted
from archive.editing.statement_rules import twin
from archive.models import Document, State, Statement
from archive.text.spans import Flaw, SpanRefused

from .forms import content, form_of, labels, place, stretch_around, why_not
from .json_endpoint import Refused, is_number, wrong
from .serializers import Describer, etag

OWN = {"id", "start", "end", "text", "prefix", "suffix", "created_at", "updated_at"}


@dataclass(frozen=True)
class Bench:
    """A person at a document; `admin` is that of statements. Who may not change the document only looks."""

    request: object
    document: Document
    admin: object
    may_change: bool

    @property
    def may_publish(self) -> bool:
        return self.may_change and self.request.user.has_perm("archive.publish_statement")

    def may(self, verb: str, statement=None) -> bool:
        if not self.may_change:
            return False
        if verb == "add":
            return self.admin.has_add_permission(self.request)
        return getattr(self.admin, f"has_{verb}_permission")(self.request, statement)

    def must(self, verb: str, statement=None) -> None:
        if not self.may(verb, statement):
            raise PermissionDenied

    def describe(self) -> Describer:
        return Describer(self.document, self.may, self.request.user)

    def say(self, statement_id: int, status: int = 200) -> JsonResponse:
        return self.answer(self.describe().one(statement_id), status)

    def say_saved(self, form, status: int = 200) -> JsonResponse:
        themes = (
            None if form.before["themes"] else form.cleaned_data["themes"]
        )  # those kept stay in their order
        said = self.describe().saved(form.instance, themes, form.cleaned_data["relays"])
        return self.answer(said, status)

    def answer(self, said: dict, status: int) -> JsonResponse:
        headers = {"ETag": said["etag"]}
        if status == 201:
            which = [self.document.pk, said["id"]]
            headers["Location"] = reverse("admin:archive_document_api_statement", args=which)
        return JsonResponse(said, status=status, headers=headers)

    def find(self, statement_id: int, locked: bool = False) -> Statement:
        rows = (
            Statement.objects.anchored()
            .filter(document=self.document)
            .select_related("speaker", "event", "role")
        )
        rows = rows.select_for_update(of=("self",)) if locked else rows
        statement = rows.filter(pk=statement_id).first()
        if statement is None:
            raise self.gone(statement_id)
        statement.document = self.document
        return statement

    def gone(self, statement_id: int) -> Refused:
        if self.last_deletion(statement_id):
            return Refused(410, _("That statement is not in this text any more; somebody deleted it."))
        return Refused(404, _("There is no such statement in this text."))

    def last_deletion(self, statement_id: int):
        events = history_model(Statement).objects.filter(pgh_obj_id=statement_id, pgh_label="delete")
        return events.filter(document=self.document).order_by("-pgh_id").first()

    def must_match(self, statement) -> None:
        """What the person saw is what is there; `*` says nothing of what they saw."""
        seen = parse_etags(self.request.headers.get("If-Match", ""))
        if not seen or seen == ["*"]:
            raise Refused(428, _("Say in If-Match which state of the statement you saw."))
        if etag(statement) not in seen:
            said = _("Somebody else changed this statement meanwhile; nothing was saved.")
            raise Refused(412, said, theirs=self.describe().one(statement.pk))


def add(bench: Bench, sent: dict) -> JsonResponse:
    bench.must("add")
    new = Statement(document=bench.document, start=0, end=0)
    form = form_of(sent, new, bench.may_publish)
    if not form.is_valid():
        if sent_again(bench, form):
            return bench.say(form.twin_found.pk)
        raise wrong(form.errors)
    statement = form.save()
    bench.admin.log_addition(bench.request, statement, [{"added": {}}])
    return bench.say_saved(form, 201)


def sent_again(bench: Bench, form) -> bool:
    """Whether the answer to the very same request was lost on its way to the same person."""
    there = form.twin_found
    if there is None or content(there) != form.content():
        return False
    made = (
        history_model(Statement).objects.filter(pgh_obj_id=there.pk, pgh_label="insert").order_by("-pgh_id")
    )
    return made.values_list("pgh_context__metadata__user", flat=True).first() == bench.request.user.pk


def change(bench: Bench, statement_id: int, sent: dict) -> JsonResponse:
    statement = bench.find(statement_id, locked=True)
    bench.must("change", statement)
    bench.must_match(statement)
    form = form_of(sent, statement, bench.may_publish)
    if not form.is_valid():
        raise wrong(form.errors)
    changed = form.changed()
    if not changed:
        return bench.say(statement.pk)
    form.save_changed()
    bench.admin.log_change(bench.request, statement, [{"changed": {"fields": labels(changed)}}])
    return bench.say_saved(form)


def remove(bench: Bench, statement_id: int) -> JsonResponse:
    statement = bench.find(statement_id, locked=True)
    bench.must("delete", statement)
    bench.must_match(statement)
    bench.admin.log_deletions(bench.request, [statement])
    bench.admin.delete_model(bench.request, statement)
    return JsonResponse({"deleted": statement_id})


def restore(bench: Bench, statement_id: int) -> JsonResponse:
    """A deletion undone. Words that corrections moved meanwhile are looked for, if they stand in one place only."""
    bench.must("add")
    bench.must("change")
    if Statement.objects.filter(pk=statement_id, document=bench.document).exists():
        return bench.say(statement_id)
    event = bench.last_deletion(statement_id)
    if event is None:
        raise bench.gone(statement_id)
    start = place_of(event, bench.document)
    keep = event.state in (State.DRAFT, State.REVIEW) or (
        event.state == State.PUBLISHED and bench.may_publish
    )
    state = event.state if keep else State.DRAFT
    changes = {"state": state, "start": start, "end": start + len(event.text)}
    statement = restore_deleted(Statement, event, bench.admin.history_rows, **changes)
    statement.document = bench.document
    bench.admin.log_addition(bench.request, statement, _("Restored after it was deleted."))
    return bench.say(statement.pk, 201)


def place_of(event, document) -> int:
    if stretch_around(document, event.start, event.end).words(event.start, event.end) == event.text:
        return event.start
    text = document.text
    start = text.find(event.text)
    if start < 0:
        raise wrong({"words": [_("The text was corrected meanwhile, and the words are not in it any more.")]})
    if text.find(event.text, start + 1) >= 0:
        said = _("The text was corrected meanwhile, and the words stand in several places: mark them anew.")
        raise wrong({"words": [said]})
    return start


def split(bench: Bench, statement_id: int, sent: dict) -> JsonResponse:
    statement = bench.find(statement_id, locked=True)
    bench.must("change", statement)
    bench.must("add")
    bench.must_match(statement)
    if not is_number(sent.get("at")):
        raise Refused(400, _("“%s” is not of the kind that belongs there.") % "at")
    if statement.is_published and not bench.may_publish:
        raise Refused(
            403, _("It is published: only a publisher splits it, for the second part is published, too.")
        )
    new = cut(statement, sent["at"])
    for half in (statement, new):
        if twin(half):
            raise wrong({"words": [_("One of the two parts is marked already, with all the same.")]})
        half.save()
    new.themes.set(statement.themes.all())
    for relay in statement.relays.all():
        new.relays.create(position=relay.position, speaker_id=relay.speaker_id)
    bench.admin.log_change(bench.request, statement, [{"changed": {"fields": [_("words")]}}])
    bench.admin.log_addition(bench.request, new, [{"added": {}}])
    return JsonResponse({"statements": bench.describe().some([statement.pk, new.pk])})


def cut(statement, at: int) -> Statement:
    """The statement keeps its first part; the second comes back, not saved yet."""
    start, end = statement.start, statement.end
    if not start < at < end:
        said = _("The cut at %(at)d lies outside the statement, %(start)d to %(end)d.")
        raise wrong({"words": [said % {"at": at, "start": start, "end": end}]})
    same = (field for field in Statement._meta.concrete_fields if field.name not in OWN)
    second = Statement(**{field.name: getattr(statement, field.name) for field in same})
    try:
        stretch = stretch_around(statement.document, start, end)
        place(statement, stretch, start, at)
        place(second, stretch, at, end)
    except SpanRefused as refused:
        blank = refused.flaw == Flaw.BLANK
        said = _("Nothing but blanks would be left of one part.") if blank else why_not(refused)
        raise wrong({"words": [said]}) from refused
    return second
