"""Drafts as readers will see them."""

from archive.web.documents import document_page
from archive.web.statements import statement_page


def document_preview(request, document):
    return document_page(request, document, preview=True)


def statement_preview(request, statement):
    return statement_page(request, statement, preview=True)
