"""A browser that signs in at the organisation's provider, and what is seen of it."""

from archive.accounts.models import SecurityEvent

START, ANSWER, LOGIN = "/admin/single-sign-on/", "/admin/single-sign-on/answer/", "/admin/login/"


def sign_in(client, provider, start=START, **changed):
    """The answer to a browser that comes back from the provider."""
    address = provider.authorize(client.get(start)["Location"])
    return client.get(ANSWER, address | changed)


def signed_in_user_id(client):
    return client.session.get("_auth_user_id")


def failed_sign_ins():
    return list(SecurityEvent.objects.filter(kind="sign_in_failed").values_list("subject", flat=True))


def assert_refused(client, response, code):
    assert (response.status_code, response["Location"]) == (302, LOGIN)
    assert signed_in_user_id(client) is None
    assert failed_sign_ins()[0] == f"single sign-on: {code}"
    assert '<li class="error">' in client.get(LOGIN).text
