"""No list of the admin is narrowed by secrets of accounts, which its length would give away letter by letter."""

import pytest
from django.contrib import admin

pytestmark = pytest.mark.django_db
SECRETS = ("password", "email", "last_login", "is_superuser")
DEPTH = 3  # relations from a model to an account


def paths_to_accounts(model, depth: int = DEPTH) -> list[str]:
    """Lookups that lead from a model to an account."""
    found = []
    for field in model._meta.get_fields():
        if not field.is_relation or field.related_model is None or isinstance(field.related_model, str):
            continue
        name = field.name
        if field.related_model._meta.label == "auth.User":
            found.append(name)
        elif depth > 1:
            found += [f"{name}__{rest}" for rest in paths_to_accounts(field.related_model, depth - 1)]
    return found


def test_no_list_is_narrowed_by_secrets_of_accounts(rf, administrator):
    request, let_through, tried = rf.get("/"), [], 0
    request.user = administrator
    for model, page in admin.site._registry.items():
        lookups = [f"{path}__{secret}__startswith" for path in paths_to_accounts(model) for secret in SECRETS]
        if model._meta.label == "auth.User":
            lookups += ["password", "password__startswith"]
        tried += len(lookups)
        let_through += [
            (model.__name__, lookup) for lookup in lookups if page.lookup_allowed(lookup, "a", request)
        ]
    assert let_through == []
    assert tried > 50


def test_a_list_that_may_be_narrowed_by_them_would_be_seen(rf, administrator, monkeypatch):
    model, page = next(
        (model, page) for model, page in admin.site._registry.items() if paths_to_accounts(model)
    )
    path = paths_to_accounts(model)[0]
    monkeypatch.setattr(page, "list_filter", (f"{path}__password",), raising=False)
    request = rf.get("/")
    request.user = administrator
    assert page.lookup_allowed(f"{path}__password__startswith", "a", request)
