import pytest

from archive.accounts.single_sign_on import provider as asked_provider

from .identity_provider import CLIENT, SECRET, IdentityProvider


@pytest.fixture
def provider(db, settings):
    server = IdentityProvider()
    settings.OIDC_ISSUER, settings.OIDC_NAME = server.issuer, "Example University"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    settings.OIDC_GROUPS = {"archive-editors": "Editors", "archive-publishers": "Publishers"}
    yield server
    server.close()
    asked_provider.provider.cache_clear()
