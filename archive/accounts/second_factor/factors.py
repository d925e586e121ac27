"""The second factor: a code of an app (django-otp's), a security key (WebAuthn), or a recovery code.

Until the second factor is given, the middleware makes the request anonymous, so that no page or interface, present or
future, has to check for it.
"""

import secrets
import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts import events
from archive.accounts.models import RecoveryCode, SecurityEvent, SecurityKey
from archive.accounts.sessions import end_sessions
from archive.accounts.throttle import count_attempt, forgive_attempt, throttle_key
from archive.editing.keys import is_primary_key

STATE, PASSED_AT = "second_factor", "second_factor_passed"  # in the session
PASSED, NONE, PENDING = "passed", "none", "awaited"
RECENT_SECONDS = 15 * 60  # seconds after which changing the factors needs the password again
RECOVERY_CODE_COUNT = 10
CODE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without characters that are easily confused
CODE_LENGTH = 24  # 119 bits; from 112 the ASVS requires no slow hash (6.5.2)
# An account with one of these needs a second factor where SECOND_FACTOR is "publishers"; so do administrators.
PRIVILEGED_PERMISSIONS = (
    "archive.publish_document",
    "archive.publish_statement",
    "archive.add_withholding",
    "archive.change_withholding",
    "archive.delete_withholding",
    "auth.add_user",
    "auth.change_user",
    "auth.change_group",
    "auth.add_group",
)


class FactorRequiredError(Exception):
    """The account would be left without a second factor, and must have one."""


class SecondFactorMiddleware:
    """Middleware, after authentication. An account that has only given its password is ``request.pending_user``."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.pending_user = None
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            state = state_of(request.session, request.user)
            if state == PENDING or (state == NONE and is_required(request.user)):
                request.pending_user = request.user
                request.user = AnonymousUser()
        return self.get_response(request)


def state_of(session, user) -> str:
    """PASSED, NONE or PENDING; a session without a state is PENDING if the account has a factor."""
    state = session.get(STATE)
    return state if state in (PASSED, NONE) else PENDING if has_factor(user) else NONE


def is_required(user) -> bool:
    if settings.SECOND_FACTOR == "EVERYBODY":
        return True
    return settings.SECOND_FACTOR == "PUBLISHERS" and (
        user.is_superuser or any(user.has_perm(power) for power in PRIVILEGED_PERMISSIONS)
    )


def has_factor(user) -> bool:
    return totp_devices(user).exists() or SecurityKey.objects.filter(user=user).exists()


def totp_devices(user):
    return TOTPDevice.objects.filter(user=user, confirmed=True)


def begin_second_factor(request, user) -> None:
    """Sets the session's state after the password was given: what an earlier session passed no longer counts."""
    request.session.pop(PASSED_AT, None)
    request.session[STATE] = PENDING if has_factor(user) else NONE


def is_recent(session) -> bool:
    return time.time() - max(session.get(PASSED_AT, 0), session.get("started", 0)) < RECENT_SECONDS


def check_factor(request, user, verify) -> bool:
    """Whether ``verify`` succeeds; counted like passwords. Only who knows the password can use up the attempts."""
    keys = [throttle_key("second factor", str(user.pk))]
    count_attempt(keys)
    is_valid = verify()
    if not is_valid:
        events.record(SecurityEvent.Kind.FACTOR_FAILED, request, user)
        return False
    forgive_attempt(keys, forget=keys)
    request.session.cycle_key()
    mark_passed(request)
    events.record(SecurityEvent.Kind.FACTOR_PASSED, request, user)
    return True


def mark_confirmed(request) -> None:
    """Records that a user without a second factor has just given their password again."""
    request.session[PASSED_AT] = int(time.time())


def mark_passed(request) -> None:
    request.session[STATE], request.session[PASSED_AT] = PASSED, int(time.time())


def verify_code(user, code: str) -> bool:
    """Whether it is a code of the app or a recovery code; each is valid once."""
    code = "".join(code.split()).replace("-", "").lower()[:40]
    with transaction.atomic():
        if len(code) == 6 and code.isascii() and code.isdigit():
            return any(device.verify_token(code) for device in totp_devices(user).select_for_update())
        return RecoveryCode.objects.filter(user=user, digest=code_digest(user, code)).delete()[0] == 1


def code_digest(user, code: str) -> str:
    return salted_hmac("archive.accounts.recovery", f"{user.pk}:{code}", algorithm="sha256").hexdigest()


def make_recovery_codes(user) -> list[str]:
    """Replaces all recovery codes. The new ones are returned to be shown once, and stored as digests."""
    codes = [
        "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(RECOVERY_CODE_COUNT)
    ]
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(user=user, digest=code_digest(user, code)) for code in codes
        )
    return ["-".join(code[i : i + 4] for i in range(0, CODE_LENGTH, 4)) for code in codes]


def finish_adding_factor(request, user, name: str) -> list[str]:
    """Ends other sessions and marks this one as passed; returns recovery codes where the account had none."""
    mark_passed(request)
    end_sessions(user, except_key=request.session.session_key)
    events.record(SecurityEvent.Kind.FACTOR_ADDED, request, user, subject=name)
    return [] if RecoveryCode.objects.filter(user=user).exists() else make_recovery_codes(user)


def remove_factor(user, kind: str, number: str):
    """The row that was removed, None where the account has no such one; the last factor goes with its recovery codes.

    ``kind`` is "app" or "key". Raises FactorRequiredError for the last factor of an account that must have one.
    """
    rows = {"app": totp_devices(user), "key": SecurityKey.objects.filter(user=user)}.get(kind)
    if rows is None or not is_primary_key(number):
        return None
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=user.pk)  # two tabs cannot remove one each
        row = rows.filter(pk=number).first()
        if row is not None:
            row.delete()
            if not has_factor(user):
                if is_required(user):
                    raise FactorRequiredError
                RecoveryCode.objects.filter(user=user).delete()
    return row


def remove_factors(request, user, administrator) -> None:
    """Removes all factors of an account whose owner has lost them."""
    TOTPDevice.objects.filter(user=user).delete()
    SecurityKey.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    end_sessions(user, except_key=request.session.session_key)
    events.record(SecurityEvent.Kind.FACTOR_REMOVED, request, administrator, subject=user.get_username())
