"""The page of saved statements, what it asks for, and the files it makes. Nothing of this is stored on the server."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import starmap
from typing import NamedTuple

from django.http import HttpResponseBadRequest, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from archive.editing.keys import is_primary_key
from archive.exporting.description import SearchDescription
from archive.exporting.loading import load_records
from archive.exporting.records import Record, on_one_line
from archive.models import Statement
from archive.web.citations import base_url
from archive.web.exports.search_files import FORMATS, with_search_headers
from archive.web.metadata.page import describe_page
from archive.web.templatetags.archive_statements import statement_card

MAX_STATEMENTS_SHOWN = 50  # statements of one request of the page
MAX_STATEMENTS_EXPORTED = 2_000
NOTE_LENGTH = 2_000  # characters
MAX_ID = 2**63 - 1
SAVED_FORMATS = {ending: file_format for ending, file_format in FORMATS.items() if file_format.attached}


class SavedStatement(NamedTuple):
    id: int
    note: str


@require_safe
def saved_page(request):
    meta = describe_page(
        request,
        _("Saved statements"),
        _("The statements that you have saved in this browser, with your notes."),
    )
    context = {"endings": SAVED_FORMATS, "max_ids": MAX_STATEMENTS_SHOWN, "meta": meta}
    return render(request, "archive/saved_statements.html", context)


@require_safe
def saved_statements(request):
    """The card, the words and their hash of each public statement among ``id=…``; leaves the others out."""
    ids = [int(key) for key in request.GET.getlist("id") if is_primary_key(key)][:MAX_STATEMENTS_SHOWN]
    statements = Statement.objects.published().filter(pk__in=ids).for_list()
    body = {
        str(row.pk): {"card": statement_card(row), "words": row.text, "wording": hash_words(row.text)}
        for row in statements
    }
    return JsonResponse({"statements": body}, json_dumps_params={"ensure_ascii": False})


def hash_words(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@csrf_exempt  # it changes nothing, and answers nothing that was not posted
@require_POST
def saved_file(request, ending):
    """The posted statements, ``saved=[{"id": 5, "note": "…"}]``, in any format; each note stands beside its
    statement."""
    statements = read_saved(request.POST.get("saved", ""))
    if statements is None:
        return HttpResponseBadRequest(
            _("These are not saved statements."), content_type="text/plain; charset=utf-8"
        )
    notes = {row.id: row.note for row in statements}
    ids = list(notes)
    public = set(Statement.objects.published().filter(pk__in=ids).values_list("pk", flat=True))
    public_ids = [pk for pk in ids if pk in public]
    search = describe_saved(request, len(public_ids), len(ids) - len(public_ids))
    records = with_notes(load_records("statements", public_ids, base_url(request)), notes)
    file_format = SAVED_FORMATS[ending]
    response = StreamingHttpResponse(
        file_format.write(records, search), content_type=file_format.content_type
    )
    response["Cache-Control"] = "no-store"
    return with_search_headers(response, search, ending, attached=True)


def read_saved(posted_text: str) -> list[SavedStatement] | None:
    """The posted list; None for any other JSON."""
    try:
        rows = json.loads(posted_text)
        if not isinstance(rows, list):
            return None
        notes = [(row["id"], on_one_line(row.get("note", ""))[:NOTE_LENGTH]) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    is_usable = len(notes) <= MAX_STATEMENTS_EXPORTED and all(
        type(pk) is int and 0 < pk <= MAX_ID for pk, _note in notes
    )
    return list(starmap(SavedStatement, notes)) if is_usable else None


def describe_saved(request, number: int, missing: int) -> SearchDescription:
    left_out = ngettext(
        "%(n)d saved statement is no longer public and is left out.",
        "%(n)d saved statements are no longer public and are left out.",
        missing,
    ) % {"n": missing}
    page = base_url(request) + reverse("saved")
    return SearchDescription(
        query="",
        summary=_("saved statements"),
        unit="statements",
        total=number,
        total_label=ngettext("%(n)d statement", "%(n)d statements", number) % {"n": number},
        retrieved=timezone.now(),
        url=page,
        export_url=page,
        notes=(left_out,) if missing else (),
    )


def with_notes(records: Iterator[Record], notes: dict[int, str]) -> Iterator[Record]:
    for record in records:
        note = notes[record.id]
        reader_notes = [_("Reader’s note: %s") % note] if note else []
        yield replace(record, note=" ".join(filter(None, [record.note, *reader_notes])))
