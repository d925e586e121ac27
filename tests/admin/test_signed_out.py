"""Whoever has not signed in is sent to the sign-in page by every address of the admin, and sees nothing of it."""

from django.contrib import admin
from django.urls import NoReverseMatch, URLResolver, reverse

WITHOUT_ACCOUNT = {"login", "logout", "jsi18n"}


def named_patterns(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named_patterns(pattern.url_patterns)
        elif pattern.name and pattern.name not in WITHOUT_ACCOUNT:
            yield pattern


def address_of(pattern):
    try:
        return reverse(f"admin:{pattern.name}", args=["1"] * pattern.pattern.regex.groups)
    except NoReverseMatch:  # a prefix has arguments, too
        return None


def test_every_address_asks_to_sign_in(db, client):
    login = reverse("admin:login")
    found_addresses = filter(None, map(address_of, named_patterns(admin.site.get_urls())))
    addresses = {
        address for address in found_addresses if "/single-sign-on/" not in address
    }  # ways to sign in
    assert len(addresses) > 100
    answers = {address: client.get(address) for address in addresses}
    wrong = {
        address: answer.status_code
        for address, answer in answers.items()
        if answer.status_code != 302 or not answer["Location"].startswith(login)
    }
    assert wrong == {}
