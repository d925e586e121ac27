"""What the views of the workbench share: the document that is asked for, permissions, the form of an answer."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _

from archive.editing.errors import NotFoundError
from archive.models import Document

json_response = partial(JsonResponse, json_dumps_params={"ensure_ascii": False})


def find_document(document_id) -> Document:
    document = Document.objects.defer("text").filter(pk=document_id).first()
    if document is None:
        raise NotFoundError(_("This document is no longer in the archive: someone has deleted it."))
    return document


def readable_document(request, document_id) -> Document:
    document = find_document(document_id)
    if not (may_change_documents(request.user) or request.user.has_perm("archive.view_document")):
        raise PermissionDenied
    return document


def check_change_permission(request) -> None:
    if not may_change_documents(request.user):
        raise PermissionDenied


def may_change_documents(user) -> bool:
    """Whoever may change a document may change what is marked in it, as far as they may change statements."""
    return user.has_perm("archive.change_document")
