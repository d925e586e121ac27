"""What to look at before a statement is published from the panel."""

from archive.editing.publication.trial import try_publication

from .json_endpoint import read_body
from .payload import is_id, read_anchor, read_members, read_values
from .responses import check_change_permission, json_response


def check_publication(request, document_id):
    """The findings on a statement before it is published from the panel; writes nothing."""
    check_change_permission(request)
    body = read_body(request)
    statement_id = read_members(body, {"id": is_id}).get("id")
    anchor = read_anchor(body, required=statement_id is None)
    findings, is_public = try_publication(
        request.user, document_id, statement_id, read_values(body), **anchor
    )
    entries = [{"code": finding.code, "message": finding.message} for finding in findings]
    return json_response({"findings": entries, "is_public": is_public})
