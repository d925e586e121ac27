"""Names of accounts as pages show them."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, AnonymousUser


def account_name(user: AbstractUser | AnonymousUser) -> str:
    full_name = user.get_full_name() if isinstance(user, AbstractUser) else ""
    return full_name or user.get_username()


def account_names(ids: Iterable[int] | None = None) -> dict[int, str]:
    """Names by account id, of all accounts or of ``ids``; one query."""
    users = get_user_model()._default_manager.all()
    return {user.pk: account_name(user) for user in (users if ids is None else users.filter(pk__in=ids))}
