"""What the annotate page is sent, and what it says."""

import html

from django.contrib.messages import get_messages
from django.urls import reverse

WORDS = "every harbour deserves a library"


def page(document, statement=None):
    """The plain page, or with a statement its form there."""
    return f"{workbench(document, statement)}?plain=1"


def workbench(document, statement=None):
    if statement:
        return reverse("admin:archive_document_annotate_edit", args=[document.pk, statement.pk])
    return reverse("admin:archive_document_annotate", args=[document.pk])


def filled(words=WORDS, **more):
    """What the form sends; narrator's summary in draft unless told."""
    sent = {"words": words, "voice": "narrator", "attribution": "summary", "state": "draft", "certain": "on"}
    return {name: value for name, value in (sent | more).items() if value is not None}


def errors(response):
    """The messages beside each field of the form that is shown again."""
    assert response.status_code == 200
    shown = response.content.decode()
    form = response.context["form"]
    for messages in form.errors.values():
        assert all(html.escape(message) in html.escape(html.unescape(shown)) for message in messages)
    return {name: list(messages) for name, messages in form.errors.items()}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]
