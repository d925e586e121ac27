"""Drafts as readers will see them."""

from archive.views.documents import document_page
from archive.views.statements import statement_page


def document_preview(request, document):
    return document_page(request, document, preview=True)


def statement_preview(request, statement):
    return statement_page(request, statement, preview=True)
