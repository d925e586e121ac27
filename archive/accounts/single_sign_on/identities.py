"""Maps an identity of the provider to an account here, and the groups of the provider to groups here."""

import logging
from contextlib import suppress

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.accounts.models import ExternalIdentity
from archive.accounts.sessions import end_sessions

from .provider import Identity, SignInError

logger = logging.getLogger(__name__)


def account_of(identity: Identity) -> User:
    """The account, its groups updated to those of the provider. Raises SignInError where sign-in is refused.

    An existing account is never matched by its name or mail address: an administrator links it.
    """
    groups = groups_of(identity)
    link = ExternalIdentity.objects.filter(issuer=identity.issuer, subject=identity.subject).first()
    if link and not link.user.is_active:
        raise SignInError("inactive")
    if not groups:
        if link:
            revoke_access(link.user)
        raise SignInError("no_group")
    try:
        with transaction.atomic():
            user = link.user if link else make_account(identity)
            write_groups(user, groups)
    except IntegrityError as error:  # made by another request meanwhile
        raise SignInError("answer") from error
    return user


def groups_of(identity: Identity) -> list[Group]:
    """The groups that ``OIDC_GROUPS`` maps the values of the claim to."""
    names = {
        settings.OIDC_GROUPS[claim]
        for claim in identity.texts(settings.OIDC_GROUPS_CLAIM)
        if claim in settings.OIDC_GROUPS
    }
    groups = list(Group.objects.filter(name__in=names))
    for missing in sorted(names - {group.name for group in groups}):
        logger.error("OIDC_GROUPS: the archive has no group %r", missing)
    return groups


def write_groups(user: User, groups: list[Group]) -> None:
    user.groups.set(groups)
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def revoke_access(user: User) -> None:
    """Deactivates an account that the provider has removed from its last group: it stays, with its history, but cannot
    sign in. The last administrator stays one, for a password or for a group that is given back later."""
    with transaction.atomic():
        user.groups.clear()
        end_sessions(user)
    try:
        with transaction.atomic():
            user.is_staff = False
            user.save(update_fields=["is_staff"])
    except IntegrityError:
        logger.error(
            "The provider gives %r no group any more; it stays the last administrator", user.username
        )


def make_account(identity: Identity) -> User:
    users = get_user_model()
    name = username_of(identity)
    if users.objects.filter(username__iexact=name).exists():
        raise SignInError("name_taken")
    user = users(
        username=name,
        first_name=text_claim(identity, "given_name", 150),
        last_name=text_claim(identity, "family_name", 150),
        email=text_claim(identity, "email", 254) if identity.claims.get("email_verified") is True else "",
        is_staff=True,
    )
    user.set_unusable_password()
    user.save()
    ExternalIdentity.objects.create(user=user, issuer=identity.issuer, subject=identity.subject)
    return user


def text_claim(identity: Identity, name: str, length: int) -> str:
    value = identity.claims.get(name)
    return value.replace("\0", "")[:length] if isinstance(value, str) else ""


def username_of(identity: Identity) -> str:
    """The first of the usual claims that is a valid username here."""
    field = get_user_model()._meta.get_field("username")
    for value in (
        text_claim(identity, "preferred_username", 151),
        text_claim(identity, "email", 151),
        identity.subject,
    ):
        with suppress(ValidationError):
            return field.clean(value.strip(), None)
    raise SignInError("answer")
