"""The addresses below a document's annotate page that its workbench calls; described in docs/workbench.md."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from archive.editing import marking, proposal_decisions
from archive.editing.creation import entities, roles
from archive.editing.errors import StaleError, StaleTextError, field_error
from archive.editing.marking.preconditions import not_found
from archive.editing.pending.public_changes import PublicChangeError
from archive.editing.publication.confirmation import save_confirmed
from archive.editing.states import may_add, may_publish
from archive.models import Speaker, State, Statement

from .choices import recent_choices, search_choices
from .json_endpoint import ApiError, propose_public_change, read_body
from .payload import (
    is_id,
    is_number,
    is_text,
    is_text_list,
    read_anchor,
    read_members,
    read_values,
    wrong_type,
)
from .proposal_serializers import unsign_proposal
from .responses import (
    check_change_permission,
    find_document,
    json_response,
    may_change_documents,
    readable_document,
)
from .serializers import StatementSerializer, etag
from .versions import Snapshot, changed_since

MAX_QUERY = 200  # characters of a name that is searched


def list_statements(request, document_id):
    document = readable_document(request, document_id)
    permissions = permissions_of(request.user)
    token = get_token(request)
    snapshot = Snapshot.read(document)
    version = snapshot.version(document, f"{request.user.pk} {permissions} {request.META['CSRF_COOKIE']}")
    headers = {"ETag": f'"{version}"'}
    if version in known_etags(request):
        return HttpResponse(status=304, headers=headers)
    body = {"version": version, "text_version": document.text_version, "csrf": token, "may": permissions}
    body |= statement_list_body(
        serializer(request, document), version, request.GET.get("since", "").strip('"')
    )
    return json_response(body, headers=headers)


def statement_list_body(serializer: StatementSerializer, version: str, since: str) -> dict:
    """All statements, or those that may have changed since the version the page has, and the ids of all."""
    rows = serializer.document.statements.anchored()
    if not since:
        return {"statements": serializer.serialize(rows)}
    start = changed_since(since, serializer.document)
    changed_rows = rows.filter(updated_at__gte=start) if start else rows
    statements = serializer.serialize(changed_rows) if since != version else []
    return {"statements": statements, "ids": list(rows.in_reading_order().values_list("pk", flat=True))}


def read_statement(request, document_id, statement_id):
    document = readable_document(request, document_id)
    statement = document.statements.anchored().only("updated_at").filter(pk=statement_id).first()
    if statement is None:
        raise not_found(document, statement_id)
    if etag(statement).strip('"') in known_etags(request):
        return HttpResponse(status=304, headers={"ETag": etag(statement)})
    return statement_response(document, serializer(request, document).serialize_one(statement_id))


def add_statement(request, document_id):
    check_change_permission(request)
    body = read_body(request)
    values, anchor = read_values(body), read_anchor(body, required=True)
    proposal = read_members(body, {"proposal": is_text}).get("proposal")
    if proposal:
        offer = unsign_proposal(proposal, document_id)
        if anchor["text_version"] != offer.text_version:
            raise ApiError(400, _("The proposal is for another version of the text."))
        save = partial(proposal_decisions.accept, request.user, offer, anchor["span"])
    else:
        save = partial(marking.mark, request.user, document_id, **anchor)
    result = save_with_speaker(request.user, body, values, save)
    return saved_response(request, result, 201 if result.is_new else 200)


def save_with_speaker(user, body: dict, values: dict, save: Callable) -> marking.SaveResult:
    """``save(values=…)``, with a speaker created in the same edit where the request names a new one; what publishes
    names the findings of the checklist that were seen."""
    members = read_members(body, {"new_speaker": is_text, "confirmed": is_text_list})
    name = members.get("new_speaker")
    if not name and values.get("state") != State.PUBLISHED:
        return save(values=values)

    def create_and_save() -> marking.SaveResult:
        if not name:
            return save(values=values)
        speaker, _is_new = entities.create(user, Speaker, name)
        return save(values={**values, "speaker": speaker.pk})

    return save_confirmed(user, create_and_save, members.get("confirmed"))


def change_statement(request, document_id, statement_id):
    check_change_permission(request)
    body = read_body(request)
    anchor = read_anchor(body, required=False)
    values, revisions = read_values(body), if_match_revisions(request)
    try:
        save = partial(marking.change, request.user, document_id, statement_id, expected_revisions=revisions)
        result = save_with_speaker(request.user, body, values, partial(save, **anchor))
    except StaleError as error:
        raise conflict_error(request, document_id, statement_id, error) from error
    except PublicChangeError as error:
        pending = propose_public_change(request.user, error)
        saved_before = serializer(request, find_document(document_id)).serialize_one(statement_id)
        return statement_response(find_document(document_id), saved_before | pending, 202)
    return saved_response(request, result)


def delete_statement(request, document_id, statement_id):
    check_change_permission(request)
    try:
        marking.delete(
            request.user, document_id, statement_id, expected_revisions=if_match_revisions(request)
        )
    except StaleError as error:
        raise conflict_error(request, document_id, statement_id, error) from error
    return json_response({"deleted": statement_id})


def restore_statement(request, document_id, statement_id):
    check_change_permission(request)
    statement, was_deleted = marking.restore(request.user, document_id, statement_id)
    body = serializer(request, statement.document).serialize_one(statement_id)
    return statement_response(statement.document, body, 201 if was_deleted else 200)


def split_statement(request, document_id, statement_id):
    check_change_permission(request)
    position = read_body(request).get("at")
    if not is_number(position):
        raise wrong_type("at")
    try:
        parts = marking.split(
            request.user, document_id, statement_id, position, expected_revisions=if_match_revisions(request)
        )
    except StaleError as error:
        raise conflict_error(request, document_id, statement_id, error) from error
    parts = serializer(request, parts[0].document).serialize_ids([part.pk for part in parts])
    return json_response({"statements": parts})


def find_choices(site, request, document_id, kind):
    document = readable_document(request, document_id)
    model_admin = site.get_model_admin(entity_model(kind))
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    query = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MAX_QUERY]
    if query:
        choices, has_more = search_choices(model_admin, request, query)
    else:
        choices, has_more = recent_choices(model_admin, request.user, document), False
    return json_response({"choices": choices, "more": has_more})


def create_choice(request, document_id, kind):
    check_change_permission(request)
    find_document(document_id)
    body = read_members(read_body(request), {"name": is_text, "parent": is_id})
    row, is_new = entities.create(request.user, entity_model(kind), body.get("name", ""), body.get("parent"))
    return json_response({"id": row.pk, "label": str(row)}, status=201 if is_new else 200)


def create_role(request, document_id):
    """``start`` and ``end`` are ISO dates, empty where nobody knows."""
    check_change_permission(request)
    find_document(document_id)
    members = read_members(
        read_body(request), {"speaker": is_number, "title": is_text, "start": is_text, "end": is_text}
    )
    if "speaker" not in members:
        raise ApiError(400, _("“%s” is missing.") % "speaker")
    days = [read_date(name, members.get(name, "")) for name in ("start", "end")]
    role, is_new = roles.create_role(request.user, members["speaker"], members.get("title", ""), *days)
    return json_response(
        {"id": role.pk, "label": str(role), "period": role.period}, status=201 if is_new else 200
    )


def read_date(name: str, value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        raise field_error(name, _("“%s” is not a date.") % value[:20]) from None


def entity_model(kind: str):
    if kind not in entities.MODELS:
        raise ApiError(404, _("There is no list of “%s” to choose from.") % kind[:40])
    return entities.MODELS[kind]


def permissions_of(user) -> dict:
    if not may_change_documents(user):
        return {"add": False, "publish": False, "make": []}
    return {
        "add": may_add(user, Statement),
        "publish": may_publish(user, Statement),
        "make": creatable_kinds(user),
    }


def creatable_kinds(user) -> list[str]:
    """The kinds of entries that the user may create from the panel."""
    kinds = [kind for kind, model in entities.MODELS.items() if entities.may_create(user, model)]
    return [*kinds, "role"] if roles.may_create_role(user) else kinds


def serializer(request, document) -> StatementSerializer:
    return StatementSerializer(document, request.user, may_change_documents(request.user))


def saved_response(request, save_result: marking.SaveResult, status=200):
    document = save_result.statement.document
    statement_serializer = serializer(request, document)
    body = (
        statement_serializer.serialize_saved(save_result)
        if save_result.changed
        else statement_serializer.serialize_one(save_result.statement.pk)
    )
    return statement_response(document, body, status)


def statement_response(document, body: dict, status=200):
    headers = {"ETag": body["etag"]}
    if status == 201:
        headers["Location"] = reverse("admin:archive_document_api_statement", args=[document.pk, body["id"]])
    return json_response(body, status=status, headers=headers)


def known_etags(request) -> set[str]:
    """The values of If-None-Match, without W/ and quotation marks."""
    header = request.headers.get("If-None-Match", "")
    return {etag.strip().removeprefix("W/").strip('"') for etag in header.split(",")}


def if_match_revisions(request) -> set[str]:
    """Returns the revisions named by If-Match; none for ``*``, which does not tell what the person saw, nor for weak
    ones."""
    return {etag.strip('"') for etag in parse_etags(request.headers.get("If-Match", "")) if etag[:1] == '"'}


def conflict_error(request, document_id, statement_id, error: StaleError) -> ApiError:
    """The error with the stored statement, so that the page can show both versions."""
    if isinstance(error, StaleTextError):
        return ApiError.from_edit_error(error)
    if not any(etag != "*" for etag in parse_etags(request.headers.get("If-Match", ""))):
        return ApiError(428, _("Send the ETag of the statement you saw as If-Match."))
    theirs = serializer(request, find_document(document_id)).serialize_one(statement_id)
    return ApiError(412, error.message, theirs=theirs)
