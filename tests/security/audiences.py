"""For whom each address is. A new one is entered here, or the run fails (test_audiences.py)."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = "public"
SIGN_IN = "sign-in"  # shows a form to anybody, and nothing of the archive
ACCOUNT = "account"  # whoever may enter the admin, whatever else they may do
MONITOR = "monitor"  # by a token or an address, no account
EDITOR, PUBLISHER, ADMINISTRATOR = "editor", "publisher", "administrator"

PUBLIC_NAMES = """
home search search_reference search_suggestions search_values search_values_json search_json search_atom search_csv
search_jsonl search_bib search_ris search_csl_json document_list document document_file passage passage_file
document_versions document_version statement statement_file statement_json utterance_file utterance speaker_list speaker
event_list event event_matrix_csv event_timeline event_timeline_csv theme_list theme about policy_report healthz readyz
openapi favicon
speaker_timeline speaker_timeline_csv figures figures_csv trends trends_csv speaker_words speaker_words_csv
search_count document_comparison statement_card_image robots sitemap sitemap_file
term_list term term_csv term_json new_alert alert_requested alert alert_end saved saved_statements saved_file
"""
SIGN_IN_NAMES = """
admin_password_reset password_reset_done password_reset_confirm password_reset_complete admin:login
admin:second_factor admin:second_factor_setup admin:single_sign_on admin:single_sign_on_answer
"""
ACCOUNT_NAMES = """
admin:account admin:index admin:logout admin:password_change admin:password_change_done admin:jsi18n admin:unsaved_form
admin:app_list
"""
NAMED = {
    **dict.fromkeys(PUBLIC_NAMES.split(), PUBLIC),
    **dict.fromkeys(SIGN_IN_NAMES.split(), SIGN_IN),
    **dict.fromkeys(ACCOUNT_NAMES.split(), ACCOUNT),
    "metrics": MONITOR,
    "admin:state": ADMINISTRATOR,
    "admin:autocomplete": EDITOR,
    "admin:view_on_site": EDITOR,
    "admin:changes": EDITOR,
    "admin:pending_change": EDITOR,
    "admin:archive_withholding_add": PUBLISHER,
    "admin:archive_withholding_delete": PUBLISHER,
}
EDITORS_MODELS = """
archive_document archive_statement archive_utterance archive_speaker archive_event archive_theme archive_term
archive_source archive_redirect archive_synonymset archive_proposaldecision archive_guidelines
"""
MODELS = {
    **dict.fromkeys(EDITORS_MODELS.split(), EDITOR),
    "archive_withholding": EDITOR,  # may look at them; see above for who writes
    **dict.fromkeys(("auth_user", "auth_group", "accounts_securityevent", "alerts_alert"), ADMINISTRATOR),
}
# What there is of a model, each for its audience.
PAGE_NAMES = """
changelist add change history delete history_restore deleted deleted_restore merge preview correct versions coverage
links annotate annotate_edit import import_file import_document orphans reports suggested password_change api_statements
api_statement api_restore api_split api_proposals api_themes api_reject api_withdraw api_choices api_roles
api_publication occurrences
"""
PAGES = set(PAGE_NAMES.split())
UNNAMED = {"admin/(?P<url>.*)$": ACCOUNT}  # what else begins with admin/, of which nothing is there


class Address(NamedTuple):
    name: str  # empty where it has none
    pattern: str


def addresses() -> list[Address]:
    return list(dict.fromkeys(walk(get_resolver().url_patterns)))


def walk(patterns, before: str = "", namespace: str = "") -> Iterator[Address]:
    for url_pattern in patterns:
        pattern = before + str(url_pattern.pattern)
        if isinstance(url_pattern, URLResolver):
            inner = f"{namespace}{url_pattern.namespace}:" if url_pattern.namespace else namespace
            yield from walk(url_pattern.url_patterns, pattern, inner)
        elif isinstance(url_pattern, URLPattern):
            yield Address(f"{namespace}{url_pattern.name}" if url_pattern.name else "", pattern)


def audience_of(address: Address) -> str | None:
    """None where nobody has said."""
    if address.name in NAMED:
        return NAMED[address.name]
    if not address.name:
        # Django's own redirects from an object's address without "change".
        model = "_".join(address.pattern.split("/")[1:3])
        return UNNAMED.get(address.pattern) or (
            MODELS.get(model) if address.pattern.endswith("/<path:object_id>/") else None
        )
    name = address.name.removeprefix("admin:")
    model = next((model for model in MODELS if name.startswith(f"{model}_")), None)
    return MODELS[model] if model and name.removeprefix(f"{model}_") in PAGES else None
