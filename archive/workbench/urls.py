from functools import partial

from django.urls import path

from . import proposal_views, publication, theme_views, views
from .json_endpoint import json_endpoint

STATEMENT = "statements/<int:statement_id>/"


def workbench_urls(site) -> list:
    """Returns the endpoints for the accounts of this admin site, to be included below
    ``<int:document_id>/annotate/api/``."""

    def endpoint(route, name, **methods):
        return path(route, json_endpoint(site, **methods), name=f"archive_document_api_{name}")

    return [
        endpoint("statements/", "statements", GET=views.list_statements, POST=views.add_statement),
        endpoint(
            STATEMENT,
            "statement",
            GET=views.read_statement,
            PUT=views.change_statement,
            DELETE=views.delete_statement,
        ),
        endpoint(f"{STATEMENT}restore/", "restore", POST=views.restore_statement),
        endpoint(f"{STATEMENT}split/", "split", POST=views.split_statement),
        endpoint("roles/", "roles", POST=views.create_role),
        endpoint("publication/", "publication", POST=publication.check_publication),
        endpoint("proposals/", "proposals", GET=proposal_views.list_proposals),
        endpoint("themes/", "themes", GET=theme_views.propose_themes),
        endpoint("proposals/reject/", "reject", POST=proposal_views.reject_proposal),
        endpoint("proposals/withdraw/", "withdraw", POST=proposal_views.withdraw_rejection),
        endpoint(
            "choices/<str:kind>/",
            "choices",
            GET=partial(views.find_choices, site),
            POST=views.create_choice,
        ),
    ]
