"""Security keys and passkeys as a second factor, by the fido2 library; what the browser says is checked there."""

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)

from archive.accounts.models import SecurityKey

STATE = "security_key"  # in the session: the challenge that waits for its answer
MAX_ANSWER = 20_000  # characters
VERIFICATION = UserVerificationRequirement.PREFERRED


def server(request) -> Fido2Server:
    origin = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
    entity = PublicKeyCredentialRpEntity(id=urlsplit(origin).hostname, name="Verbatim")
    return Fido2Server(entity, verify_origin=lambda sent_origin: sent_origin == origin)


def registration_options(request, user) -> dict:
    """The argument of navigator.credentials.create(); its challenge is kept in the session for `register`."""
    entity = PublicKeyCredentialUserEntity(
        id=str(user.pk).encode(), name=user.get_username(), display_name=user.get_username()
    )
    options, request.session[STATE] = server(request).register_begin(
        entity, credentials_of(user), user_verification=VERIFICATION
    )
    return dict(options)["publicKey"]


def sign_in_options(request, user) -> dict | None:
    """The argument of navigator.credentials.get(); None where the account has no key."""
    credentials = credentials_of(user)
    if not credentials:
        return None
    options, request.session[STATE] = server(request).authenticate_begin(credentials, VERIFICATION)
    return dict(options)["publicKey"]


def credentials_of(user) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(key.credential)) for key in SecurityKey.objects.filter(user=user)]


def register(request, user, answer: str, name: str) -> bool:
    """Stores the key; `answer` is the browser's JSON. Returns False where it does not fit the challenge or the key is
    known."""
    state, answer = request.session.pop(STATE, None), read_answer(answer)
    if not state or not answer:
        return False
    try:
        data = server(request).register_complete(state, answer)
        credential = data.credential_data
        with transaction.atomic():
            SecurityKey.objects.create(
                user=user,
                name=name,
                credential=bytes(credential),
                credential_id=credential.credential_id.hex(),
                counter=data.counter,
            )
    except (ValueError, TypeError, KeyError, AttributeError, IntegrityError):
        return False
    return True


def verify(request, user, answer: str) -> bool:
    """Whether the answer is valid; a counter that does not grow belongs to a copied key."""
    state, answer = request.session.pop(STATE, None), read_answer(answer)
    if not state or not answer:
        return False
    try:
        credential = server(request).authenticate_complete(state, credentials_of(user), answer)
        counter = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    with transaction.atomic():
        key = SecurityKey.objects.select_for_update().get(
            user=user, credential_id=credential.credential_id.hex()
        )
        if counter <= key.counter and (counter or key.counter):
            return False
        key.counter = counter
        key.save(update_fields=["counter"])
    return True


def read_answer(answer: str) -> dict | None:
    try:
        read = json.loads(answer) if len(answer) <= MAX_ANSWER else None
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None
