"""A document's annotate page: the workbench, or where no scripts run the text, a form and the list of statements."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.editing.locks import acquire_write_lock
from archive.models import Document, State, Statement
from archive.text.layout import Mark, lay
from archive.workbench.page import bench_context

from .annotate_form import RoleForm, StatementForm
from .coverage import is_begun, may_become
from .forms import is_key
from .roles import role_warning

KEPT = ("speaker", "event", "themes", "voice", "attribution")


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment and where it begins in the text; `ids` are the statements it belongs to, outermost first."""

    start: int
    segment: object

    @property
    def ids(self) -> str:
        return " ".join(str(mark.subject.pk) for mark in self.segment.marks)

    @property
    def innermost(self) -> Statement | None:
        return self.segment.marks[-1].subject if self.segment.marks else None

    @property
    def depth(self) -> int:
        return min(len(self.segment.marks), 3)


class AnnotateMixin:
    """For the admin of documents; the admin of statements says who may add, change and delete one."""

    def get_urls(self):
        own = [
            ("", "archive_document_annotate", self.annotate_view),
            ("<int:statement_id>/", "archive_document_annotate_edit", self.annotate_view),
            ("<int:statement_id>/delete/", "archive_document_annotate_delete", self.annotate_delete_view),
            ("<int:statement_id>/role/", "archive_document_annotate_role", self.annotate_role_view),
        ]
        below = "<int:document_id>/annotate/"
        wrap = self.admin_site.admin_view
        return [
            *(path(f"{below}{end}", wrap(view), name=name) for end, name, view in own),
            *super().get_urls(),
        ]

    @property
    def statement_admin(self):
        return self.admin_site.get_model_admin(Statement)

    @transaction.atomic
    def annotate_view(self, request, document_id, statement_id=None):
        document, statement, gone = self._found(request, document_id, statement_id)
        if gone:
            return gone
        # One without a place is given it on the plain page.
        adrift = statement is not None and statement.state == State.ORPHANED
        if request.method != "POST" and not plain(request) and not adrift:
            return self._workbench(request, document, statement)
        form = None
        if self._may_write(request, statement):
            form = self._form(request, document, statement)
            if request.method == "POST" and form.is_valid() and self._saved(request, form):
                return self._to_words(request, form.instance, form.cleaned_data["keep"])
        elif request.method == "POST":
            raise PermissionDenied
        return TemplateResponse(
            request,
            "admin/archive/document/annotate.html",
            self._context(request, document, statement, form),
        )

    def _workbench(self, request, document, statement):
        context = {
            **self._frame(request, document),
            "title": _("Annotate: %s") % document,
            "plain_url": f"?{with_plain(request)}",
            "progress": document.annotation_progress(is_begun(document)),
            **self._coverage(request, document),
            **bench_context(document, statement),
        }
        return TemplateResponse(request, "admin/archive/document/workbench.html", context)

    @transaction.atomic
    def annotate_delete_view(self, request, document_id, statement_id):
        document, statement, gone = self._found(request, document_id, statement_id)
        if gone:
            return gone
        if not self.statement_admin.has_delete_permission(request, statement):
            raise PermissionDenied
        if request.method == "POST":
            self.statement_admin.log_deletions(request, [statement])
            self.statement_admin.delete_model(request, statement)
            messages.success(
                request, _("The statement “%s” was deleted; the text is as it was.") % brief(statement)
            )
            return HttpResponseRedirect(self._page_url(request, document))
        context = {"title": _("Delete a statement"), "document": document, "statement": statement}
        context |= self._frame(request, document)
        return TemplateResponse(request, "admin/archive/document/annotate_delete.html", context)

    @method_decorator(require_POST)
    @transaction.atomic
    def annotate_role_view(self, request, document_id, statement_id):
        document, statement, gone = self._found(request, document_id, statement_id)
        if gone:
            return gone
        if not self.statement_admin.has_change_permission(request, statement):
            raise PermissionDenied
        form = RoleForm(statement, request.POST)
        if form.is_valid():
            statement.role = form.cleaned_data["role"]
            statement.save(update_fields=["role", "updated_at"])
            self.statement_admin.log_change(request, statement, [{"changed": {"fields": ["role"]}}])
            messages.success(request, _("The role was kept for “%s”.") % brief(statement))
        else:
            messages.error(request, _("That is not a role of %s.") % (statement.speaker or _("anybody")))
        return HttpResponseRedirect(f"{self._page_url(request, document)}#n{statement.pk}")

    def _found(self, request, document_id, statement_id):
        """The document and the statement, locked for a write, or where to go when one of them is gone."""
        writing = request.method == "POST"
        if writing:
            acquire_write_lock()
            Document.objects.select_for_update().filter(pk=document_id).first()
        document = self.get_object(request, str(document_id))
        if document is None:
            return None, None, self._get_obj_does_not_exist_redirect(request, self.opts, str(document_id))
        may = self.has_change_permission if writing else self.has_view_or_change_permission
        if not may(request, document):
            raise PermissionDenied
        rows = document.statements.select_related("role", "speaker")
        rows = rows.select_for_update(of=("self",)) if writing else rows
        statement = rows.filter(pk=statement_id).first() if statement_id is not None else None
        if statement_id is not None and statement is None:
            messages.warning(request, _("That statement is not in this text any more; somebody deleted it."))
            return document, None, HttpResponseRedirect(self._page_url(request, document))
        if statement:
            statement.document = document
        return document, statement, None

    def _may_write(self, request, statement):
        """Who may only look at the document sees everything and changes nothing."""
        if not self.has_change_permission(request):
            return False
        if statement:
            return self.statement_admin.has_change_permission(request, statement)
        return self.statement_admin.has_add_permission(request)

    def _form(self, request, document, statement):
        initial = {} if statement else self._prefilled(request, document)
        return StatementForm(
            request.POST if request.method == "POST" else None,
            instance=statement or Statement(document=document),
            initial=initial,
            may_publish=request.user.has_perm("archive.publish_statement"),
        )

    def _prefilled(self, request, document):
        """What the last statement was about, and all that was to be kept."""
        after = request.GET.get("after", "")
        last = document.statements.filter(pk=after).first() if is_key(after) else None
        if last and request.GET.get("keep"):
            kept = {name: getattr(last, name) for name in KEPT if name != "themes"}
            return kept | {"themes": last.themes.all(), "keep": True}
        last = document.statements.select_related(None).order_by("-pk").first()
        return {"event": (last and last.event_id) or document.event_id}

    def _saved(self, request, form):
        """False when the database refused at the last moment; the form then says so."""
        adding = form.instance.pk is None
        message = self.statement_admin.construct_change_message(request, form, [], adding)
        try:
            with transaction.atomic():
                statement = form.save()
        except IntegrityError:
            form.add_error(None, _("Something changed in the archive while this was saved. Try once more."))
            return False
        log = self.statement_admin.log_addition if adding else self.statement_admin.log_change
        log(request, statement, message)
        said = _("Marked: “%s”.") if adding else _("Saved: “%s”.")
        messages.success(request, said % brief(statement))
        warn_about_roles(request, statement)
        return True

    def _to_words(self, request, statement, keep):
        more = {"after": statement.pk, "keep": "1"} if keep else {"after": statement.pk}
        return HttpResponseRedirect(f"{self._page_url(request, statement.document, **more)}#s{statement.pk}")

    def _page_url(self, request, document, **query):
        address = reverse("admin:archive_document_annotate", args=[document.pk])
        if plain(request) or request.method == "POST":
            query = {"plain": "1", **query}
        return f"{address}?{urlencode(query)}" if query else address

    def _frame(self, request, document):
        request.current_app = self.admin_site.name
        return {**self.admin_site.each_context(request), "opts": self.opts, "original": document}

    def _context(self, request, document, statement, form):
        rows = (
            document.statements.anchored().for_list().defer(None).defer("document__text")
        )  # notes are shown here, too
        rows = list(rows.prefetch_related("relays__speaker").in_reading_order())
        for number, row in enumerate(rows, 1):
            row.document, row.number = document, number
        current = statement.pk if statement else request.GET.get("after", "")
        return {
            **self._frame(request, document),
            "title": _("Annotate: %s") % document,
            "document": document,
            "statement": statement,
            "progress": document.annotation_progress(bool(rows)),
            **self._coverage(request, document),
            "paragraphs": paragraphs(document, rows),
            "notes": [self._note(request, row) for row in rows],
            "current": str(current),
            "form": form,
        }

    def _coverage(self, request, document):
        may_change = self.has_change_permission(request, document)
        return {"may_change": may_change, "coverages": may_become(document, request.user).items()}

    def _note(self, request, row):
        """One line of the list: the statement, the roles that fit that day, and what this editor may do."""
        return {
            "statement": row,
            "roles": row.roles_held() if row.speaker else [],
            "may_change": self._may_write(request, row),
            "may_delete": self.has_change_permission(request)
            and self.statement_admin.has_delete_permission(request, row),
        }


def paragraphs(document, statements) -> list[tuple]:
    """Each passage with the pieces of its text, in the order they are read."""
    passages = list(document.passages.all())
    marks = [Mark(row.start, row.end, row) for row in statements]
    laid = lay(document.text, [(passage.start, passage.end) for passage in passages], marks)
    return [(passage, pieces(row)) for passage, row in zip(passages, laid, strict=True)]


def pieces(paragraph) -> list[Piece]:
    position, found = paragraph.start, []
    for segment in paragraph.segments:
        found.append(Piece(position, segment))
        position += len(segment.text)
    return found


def warn_about_roles(request, statement) -> None:
    warning = role_warning(statement)
    if warning:
        messages.warning(request, warning)


def around(text, start, end, length) -> tuple[str, str]:
    """Some of the text on either side, cut between words where it has blanks."""
    before, after = text[max(start - length, 0) : start], text[end : end + length]
    if start > length:
        before = f"… {before.partition(' ')[2] or before}"
    if len(text) - end > length:
        after = f"{after.rpartition(' ')[0] or after} …"
    return before, after


def brief(statement) -> str:
    return Truncator(" ".join(statement.text.split())).chars(80)


def plain(request) -> bool:
    """Whether the page is for a browser without scripts: a form and lists instead of the workbench."""
    return bool(request.GET.get("plain"))


def with_plain(request) -> str:
    query = request.GET.copy()
    query["plain"] = "1"
    return query.urlencode()
