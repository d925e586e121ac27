"""The organisation's identity provider, asked over OpenID Connect by Authlib: code flow with PKCE, state and nonce.

What Authlib leaves to its user is checked here: that the provider describes itself, that its addresses are HTTPS, that
tokens are signed with its private key, and that they are meant for this archive.
"""

import time
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from joserfc.errors import JoseError
from requests import RequestException

NAME = "provider"  # in the keys of the session
METADATA_SECONDS = 3600  # after which addresses and keys are asked for again: some may have been withdrawn
TIMEOUT = 5  # seconds that the provider has for each answer
LEEWAY = 60  # seconds by which two clocks may differ
# Signatures by a private key. "none" and those by a shared secret are refused even where the provider names them.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)
ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class SignInError(Exception):
    """Sign-in is refused; ``code`` gives the reason, for the page and for the security events."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class Identity(NamedTuple):
    """An identity at the provider; ``claims`` are those of the ID token."""

    issuer: str
    subject: str
    claims: Mapping[str, Any]

    def texts(self, name: str) -> list[str]:
        """The claim as a list: of strings, or of one string; empty for anything else."""
        value = self.claims.get(name)
        values = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [text for text in values if isinstance(text, str)]


class NoRedirectSession(OAuth2Session):
    """Follows no redirects, so that codes and secrets go to the addresses of the provider only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.max_redirects = 0


class Provider(DjangoOAuth2App):
    client_cls = NoRedirectSession

    def load_server_metadata(self) -> dict[str, Any]:
        """Read again after METADATA_SECONDS. SignInError where the issuer is another or an address is not HTTPS; only
        signatures of our ALGORITHMS are left in it."""
        if time.time() - self.server_metadata.get("_loaded_at", 0) > METADATA_SECONDS:
            self.server_metadata.clear()
        metadata = super().load_server_metadata()
        if metadata.get("issuer") != settings.OIDC_ISSUER or not all(map(is_secure, addresses_of(metadata))):
            self.server_metadata.clear()
            raise SignInError("provider")
        algorithms = metadata.get("id_token_signing_alg_values_supported", ["RS256"])
        metadata["id_token_signing_alg_values_supported"] = [
            name for name in ALGORITHMS if name in algorithms
        ]
        return metadata


def addresses_of(metadata: Mapping[str, Any]) -> list[str]:
    return [str(metadata.get(name, "")) for name in ADDRESSES]


def is_secure(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


@cache
def provider(issuer: str) -> Provider:
    """One client for the process, which caches the metadata of the provider."""
    return Provider(
        DjangoIntegration(NAME),
        NAME,
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET or None,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.OIDC_SCOPE,
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT,
            **({} if settings.OIDC_CLIENT_SECRET else {"token_endpoint_auth_method": "none"}),
        },
    )


def redirect_to_provider(request: HttpRequest, callback: str) -> HttpResponse:
    """Raises SignInError where the provider does not answer."""
    try:
        return provider(settings.OIDC_ISSUER).authorize_redirect(request, callback)
    except (RequestException, RuntimeError, ValueError) as error:
        raise SignInError("no_answer") from error


def has_pending_sign_in(request: HttpRequest) -> bool:
    """Whether this browser began the sign-in that the answer belongs to."""
    return bool(DjangoIntegration(NAME).get_state_data(request.session, request.GET.get("state")))


def is_issued_by(issuer: str, request: HttpRequest, metadata: Mapping[str, Any]) -> bool:
    """RFC 9207: an answer may name its issuer, and must where the metadata of the provider says so."""
    is_required = metadata.get("authorization_response_iss_parameter_supported") is True
    named_issuer = request.GET.get("iss")
    return named_issuer == issuer or (named_issuer is None and not is_required)


def identity_of(request: HttpRequest) -> Identity:
    """The identity that the answer confirms; an answer is accepted once. Raises SignInError where any part of it is
    invalid."""
    client = provider(settings.OIDC_ISSUER)
    try:
        if not is_issued_by(settings.OIDC_ISSUER, request, client.load_server_metadata()):
            raise SignInError("answer")
        if request.GET.get("error"):
            raise SignInError("refused")
        claims = claims_of(request, client)
    except RequestException as error:
        raise SignInError("no_answer") from error
    except (AuthlibBaseError, JoseError, RuntimeError, ValueError, TypeError, KeyError) as error:
        raise SignInError("answer") from error
    finally:
        DjangoIntegration(NAME).clear_state_data(request.session, request.GET.get("state"))
    if not claims or not isinstance(claims.get("sub"), str) or not 0 < len(claims["sub"]) <= 255:
        raise SignInError("answer")
    return Identity(settings.OIDC_ISSUER, claims["sub"], claims)


def claims_of(request: HttpRequest, client: Provider) -> Mapping[str, Any] | None:
    """The claims of the ID token that the provider issues for the code; None where it issues none."""
    claims = {
        "iss": {"essential": True, "value": settings.OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
    }
    return client.authorize_access_token(request, claims_options=claims, leeway=LEEWAY).get("userinfo")


def sign_out_address(return_url: str) -> str:
    """The address at which the provider ends its session; empty where it offers none."""
    try:
        answer = provider(settings.OIDC_ISSUER).create_logout_url(
            return_url, client_id=settings.OIDC_CLIENT_ID
        )
    except (SignInError, RequestException, RuntimeError, ValueError):
        return ""
    return answer["url"] if is_secure(answer["url"]) else ""
