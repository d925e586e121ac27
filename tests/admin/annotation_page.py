"""The annotate page's addresses, and what it says."""

from django.contrib.messages import get_messages
from django.urls import reverse

WORDS = "every harbour deserves a library"


def annotation_url(document, statement=None):
    if statement:
        return reverse("admin:archive_document_annotate_edit", args=[document.pk, statement.pk])
    return reverse("admin:archive_document_annotate", args=[document.pk])


def queued_messages(response):
    return [str(message) for message in get_messages(response.wsgi_request)]
