"""Who has an account at the organisation's provider enters with the groups of there; any other token lets nobody in."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts.models import ExternalIdentity, SecurityEvent, Session
from tests.conftest import member, member_with

from .identity_provider import CLIENT
from .single_sign_on import ANSWER, LOGIN, START, assert_refused, failed_sign_ins, sign_in, signed_in_user_id


def test_without_a_provider_there_is_nothing(client, db):
    assert [client.get(path).status_code for path in (START, ANSWER)] == [404, 404]
    assert "single-sign-on" not in client.get(LOGIN).text


def test_somebody_new_has_an_account_with_the_groups_of_there(client, provider):
    assert "Sign in with Example University" in client.get(LOGIN).text
    assert sign_in(client, provider)["Location"] == "/admin/"
    user = get_user_model().objects.get(username="erika")
    assert (user.email, user.first_name, user.is_staff, user.is_superuser) == (
        "erika@example.org",
        "Erika",
        True,
        False,
    )
    assert [group.name for group in user.groups.all()] == ["Editors"]
    assert not user.has_usable_password()
    assert client.get("/admin/archive/document/").status_code == 200
    kinds = set(SecurityEvent.objects.values_list("kind", "subject"))
    assert {("sign_in", ""), ("account", "erika"), ("permission", "erika")} <= kinds
    # The second time it is the same account, and what there is of it is not written again.
    sign_in(Client(), provider)
    assert get_user_model().objects.filter(username="erika").count() == 1


def test_the_session_is_a_new_one_and_lasts_as_long_as_any(client, provider, settings):
    location = client.get(START)["Location"]
    before = client.session.session_key
    client.get(ANSWER, provider.authorize(location))
    assert client.session.session_key != before
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


NOW = int(time.time())
WRONG_CLAIMS = {
    "another issuer": {"iss": "https://elsewhere.example.org"},
    "no issuer": {"iss": None},
    "for another program": {"aud": "another"},
    "for another program, given to this one": {"aud": ["another"], "azp": CLIENT},
    "for several, given to another": {"aud": [CLIENT, "another"], "azp": "another"},
    "expired": {"exp": NOW - 300},
    "without an end": {"exp": None},
    "not valid yet": {"nbf": NOW + 86_400},
    "of another attempt": {"nonce": "another"},
    "without a nonce": {"nonce": None},
    "of another access token": {"at_hash": "abc"},
    "of nobody": {"sub": None},
    "of a number": {"sub": 5},
    "of an empty name": {"sub": ""},
}


@pytest.mark.parametrize("claims", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS)
def test_a_token_with_a_wrong_claim_lets_nobody_in(client, provider, claims):
    provider.claims = claims
    assert_refused(client, sign_in(client, provider), "answer")
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256"}, {"kid": "unknown"}])
def test_a_token_signed_otherwise_lets_nobody_in(client, provider, header):
    """Also where the provider says that it signs in that way."""
    provider.header = header
    assert_refused(client, sign_in(client, provider), "answer")


def test_a_token_signed_by_a_stranger_lets_nobody_in(client, provider):
    provider.signer = "stranger"
    assert_refused(client, sign_in(client, provider), "answer")


@pytest.mark.slow
def test_new_keys_of_the_provider_are_read(client, provider):
    sign_in(Client(), provider)
    provider.key_name = "second"
    assert sign_in(client, provider)["Location"] == "/admin/"
    assert provider.asked.count("/keys") == 2


@pytest.mark.parametrize("code", ["another", ""])
def test_another_code_lets_nobody_in(client, provider, code):
    assert_refused(client, sign_in(client, provider, code=code), "answer")


@pytest.mark.parametrize("state", ["another", ""])
def test_another_state_lets_nobody_in(client, provider, state):
    assert sign_in(client, provider, state=state)["Location"] == LOGIN
    assert signed_in_user_id(client) is None
    assert '<li class="error">' in client.get(LOGIN).text


def test_an_answer_serves_once_and_in_its_own_browser(client, provider):
    brought = provider.authorize(client.get(START)["Location"])
    stranger = Client()
    assert stranger.get(ANSWER, brought)["Location"] == LOGIN
    assert (signed_in_user_id(stranger), failed_sign_ins()) == (None, [])
    assert client.get(ANSWER, brought)["Location"] == "/admin/"
    assert client.get(ANSWER, brought)["Location"] == LOGIN


def test_another_verifier_lets_nobody_in(client, provider):
    """A code that others have seen is of no use to them (PKCE): the provider compares what this session alone has."""
    brought = provider.authorize(client.get(START)["Location"])
    provider.codes[brought["code"]]["code_challenge"] = "another"
    assert_refused(client, client.get(ANSWER, brought), "answer")


def test_who_did_not_sign_in_there(client, provider):
    response = sign_in(client, provider, error="access_denied", error_description="<script>x</script>")
    assert_refused(client, response, "refused")
    assert "<script>x" not in client.get(LOGIN).text


@pytest.mark.parametrize("answer", [(500, {}), (200, b"<html>"), (200, {"access_token": "x"}), (200, [])])
def test_a_provider_that_fails_lets_nobody_in(client, provider, answer):
    provider.answers["/token"] = answer
    response = sign_in(client, provider)
    assert (response.status_code, signed_in_user_id(client)) == (302, None)


def test_a_provider_that_is_away(client, provider, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    assert_refused(client, client.get(START), "no_answer")


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elsewhere.example.org"},
        {"token_endpoint": "http://elsewhere.example.org/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_describes_another(client, provider, metadata):
    provider.metadata = metadata
    assert_refused(client, client.get(START), "provider")


@pytest.mark.parametrize(
    "groups", [["others"], [], None, "Editors", {"archive-editors": 1}, [["archive-editors"], 7]], ids=str
)
def test_who_has_no_group_here_has_no_account(client, provider, groups):
    provider.claims = {"groups": groups}
    assert_refused(client, sign_in(client, provider), "no_group")
    assert not get_user_model().objects.exists()


def test_other_groups_of_there_are_other_groups_here(client, provider):
    sign_in(client, provider)
    user = get_user_model().objects.get(username="erika")
    user.groups.add(Group.objects.create(name="Of the archive alone"))
    provider.claims = {"groups": ["archive-publishers"]}
    sign_in(Client(), provider)
    assert [group.name for group in user.groups.all()] == ["Publishers"]
    provider.claims = {"groups": []}
    browser = Client()
    assert_refused(browser, sign_in(browser, provider), "no_group")
    user.refresh_from_db()
    assert (user.is_staff, user.groups.count(), Session.objects.filter(user=user).count()) == (False, 0, 0)
    assert client.get("/admin/archive/document/").status_code == 302
    provider.claims = {"groups": ["archive-publishers"]}
    sign_in(client, provider)
    user.refresh_from_db()
    assert (user.is_staff, user.groups.count()) == (True, 1)


def test_an_account_of_the_same_name_is_not_taken_over(client, provider, editor):
    provider.claims = {"preferred_username": editor.username.upper(), "email": editor.email}
    assert_refused(client, sign_in(client, provider), "name_taken")
    ExternalIdentity.objects.create(user=editor, issuer=provider.issuer, subject="248289761001")
    browser = Client()
    sign_in(browser, provider)
    assert signed_in_user_id(browser) == str(editor.pk)


def test_a_closed_account_stays_closed(client, provider):
    sign_in(Client(), provider)
    get_user_model().objects.update(is_active=False)
    assert_refused(client, sign_in(client, provider), "inactive")


def test_a_name_that_is_none_here_is_replaced(client, provider):
    provider.claims = {"preferred_username": "a b<c>", "email": None}
    sign_in(client, provider)
    assert get_user_model().objects.get().username == "248289761001"


@pytest.mark.slow
def test_the_second_factor_is_asked_for_all_the_same(client, provider, settings):
    settings.SECOND_FACTOR = "PUBLISHERS"
    provider.claims = {"groups": ["archive-publishers"], "amr": ["pwd"]}
    settings.OIDC_TRUSTED_AMR = frozenset({"mfa"})
    sign_in(client, provider)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/admin/second-factor/")
    provider.claims["amr"] = ["pwd", "mfa"]
    trusted = Client()
    sign_in(trusted, provider)
    assert trusted.get("/admin/").status_code == 200
    settings.OIDC_TRUSTED_AMR = frozenset()
    user = get_user_model().objects.get()
    TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
    other = Client()
    sign_in(other, provider)
    assert other.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/admin/second-factor/?")


@pytest.mark.parametrize(
    ("wanted", "where"),
    [("/admin/archive/theme/", "/admin/archive/theme/"), ("//evil.example.org", "/admin/")],
)
def test_signing_in_leads_back_to_the_page_that_was_requested(client, provider, wanted, where):
    assert sign_in(client, provider, f"{START}?next={wanted}")["Location"] == where


@pytest.mark.slow
def test_the_provider_gets_one_redirect_address_in_each_language(client, provider):
    location = client.get(f"/zh{START}")["Location"]
    brought = provider.authorize(location)
    assert provider.codes[brought["code"]]["redirect_uri"] == f"http://testserver{ANSWER}"
    assert client.get(ANSWER, brought)["Location"] == "/zh/admin/"


def test_signing_out_leads_on_to_the_provider(client, provider):
    sign_in(client, provider)
    page = client.post("/admin/logout/").text
    assert f'href="{provider.issuer}/end?' in page
    assert "client_id=archive" in page
    client.force_login(member("olga"))
    assert "Example University" not in client.post("/admin/logout/").text


def test_administrators_link_an_identity(as_administrator, provider, editor):
    page = as_administrator.get(f"/admin/auth/user/{editor.pk}/change/").text
    assert 'name="external_identities-TOTAL_FORMS"' in page


def test_who_may_only_look_at_accounts_does_not_see_who_they_are_at_the_provider(client, provider, editor):
    ExternalIdentity.objects.create(user=editor, issuer=provider.issuer, subject="subject-of-edith")
    page = f"/admin/auth/user/{editor.pk}/change/"
    client.force_login(member_with("view_user"))
    assert ("edith" in client.get(page).text, "subject-of-edith" in client.get(page).text) == (True, False)
    client.force_login(member("adam", is_superuser=True))
    assert "subject-of-edith" in client.get(page).text
