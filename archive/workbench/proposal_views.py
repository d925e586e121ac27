"""Proposals below a document's annotate page: read, rejected, and a rejection taken back. Accepted ones are statements
(views.add_statement)."""

from typing import Any

from django.utils.translation import gettext as _

from archive.editing import proposal_decisions
from archive.models import Document
from archive.proposing.grammars import has_grammar

from .json_endpoint import ApiError, read_body
from .payload import is_text, read_members
from .proposal_reader import ProposalReader
from .proposal_serializers import ProposalSerializer, unsign_proposal
from .responses import check_change_permission, json_response, readable_document

MAX_PART = 60_000  # characters of the text for one request
MAX_QUERY = 9  # digits of an offset


def list_proposals(request, document_id):
    """Lists the proposals that begin in ?start= to ?end=, by default the first characters of the text."""
    document = Document.objects.get(pk=readable_document(request, document_id).pk)
    start, end = read_part(request.GET)
    reader = ProposalReader(document)
    reading, following = reader.read(start, end)
    serializer = ProposalSerializer(reader, reading)
    return json_response({
        "text_version": document.text_version,
        "start": start,
        "end": end,
        "next": following,
        "has_grammar": has_grammar(document.language),
        "proposals": [serializer.serialize(proposal) for proposal in reading.proposals],
        "turns": [serializer.serialize_turn(turn) for turn in reading.turns],
        "mentions": [serializer.serialize_mention(mention) for mention in reading.mentions],
    })  # fmt: skip


def read_part(query: Any) -> tuple[int, int]:
    start = read_offset(query, "start", 0)
    end = read_offset(query, "end", start + MAX_PART)
    if end <= start:
        raise ApiError(400, _("“end” must be larger than “start”."))
    return start, min(end, start + MAX_PART)


def read_offset(query: Any, name: str, default: int) -> int:
    value = query.get(name, "")
    if not value:
        return default
    if not value.isascii() or not value.isdecimal() or len(value) > MAX_QUERY:
        raise ApiError(400, _("“%s” is not an offset in the text.") % name)
    return int(value)


def reject_proposal(request, document_id):
    check_change_permission(request)
    is_new = proposal_decisions.reject(request.user, read_offer(request, document_id))
    return json_response({"rejected": True}, status=201 if is_new else 200)


def withdraw_rejection(request, document_id):
    check_change_permission(request)
    proposal_decisions.withdraw_rejection(request.user, read_offer(request, document_id))
    return json_response({"rejected": False})


def read_offer(request, document_id: int) -> proposal_decisions.OfferedProposal:
    return unsign_proposal(
        read_members(read_body(request), {"proposal": is_text}).get("proposal", ""), document_id
    )
