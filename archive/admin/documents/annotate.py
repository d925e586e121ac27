"""A document's annotate page: the workbench; without scripts the text and its statements, to be read only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive.editing.coverage import has_anchored_statements
from archive.models import State, Statement
from archive.workbench.page import workbench_context

from .coverage import coverage_buttons

MAX_LISTED = 100  # statements in the list for a browser without scripts, which everybody's page carries


class AnnotateMixin:
    """Adds the workbench to the admin of documents. The admin of statements decides who may add, change and delete a
    statement."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.annotate_view)
        return [
            path("<int:document_id>/annotate/", view, name="archive_document_annotate"),
            path(
                "<int:document_id>/annotate/<int:statement_id>/", view, name="archive_document_annotate_edit"
            ),
            *super().get_urls(),
        ]

    @property
    def statement_admin(self):
        return self.admin_site.get_model_admin(Statement)

    def annotate_view(self, request, document_id, statement_id=None):
        document = self.get_object(request, str(document_id))
        if document is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(document_id))
        if not self.has_view_or_change_permission(request, document):
            raise PermissionDenied
        statement = None
        if statement_id is not None:
            statement = document.statements.filter(pk=statement_id).first()
            if statement is None:
                messages.warning(
                    request, _("That statement is no longer in this text: someone has deleted it.")
                )
                return HttpResponseRedirect(reverse("admin:archive_document_annotate", args=[document.pk]))
            if statement.state == State.ORPHANED:
                return HttpResponseRedirect(reverse("admin:archive_statement_change", args=[statement.pk]))
        context = self.annotate_context(request, document, statement)
        return TemplateResponse(request, "admin/archive/document/workbench.html", context)

    def annotate_context(self, request, document, statement) -> dict:
        may_change = self.has_change_permission(request, document)
        statements = document.statements.anchored().select_related("speaker").defer("note").in_reading_order()
        return self.page_context(
            request,
            _("Annotate: %s") % document,
            document,
            progress=document.annotation_progress(has_anchored_statements(document)),
            may_change=may_change,
            coverage_buttons=coverage_buttons(request.user, document),
            may_add=may_change and self.statement_admin.has_add_permission(request),
            statements=statements[:MAX_LISTED],
            **workbench_context(document, statement),
        )
