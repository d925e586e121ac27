import pytest

from config import identity_provider
from config.env import SettingError


@pytest.mark.parametrize(
    "value",
    ["login.example.org", "http://login.example.org", "https://a@b.org", "https://b.org/?x=1", "https://"],
)
def test_a_provider_is_named_by_an_address_on_https(value):
    with pytest.raises(SettingError, match=r"^OIDC_ISSUER: "):
        identity_provider.issuer("OIDC_ISSUER", {"OIDC_ISSUER": value})


def test_addresses_of_providers():
    for value in ("", "https://login.example.org/realms/staff/", "http://127.0.0.1:8080"):
        assert identity_provider.issuer("OIDC_ISSUER", {"OIDC_ISSUER": value}) == value


def test_groups_of_a_provider():
    with pytest.raises(SettingError, match="stands there twice"):
        identity_provider.read_groups("OIDC_GROUPS", {"OIDC_GROUPS": "a=Editors,a=Publishers"})
    assert identity_provider.read_groups("OIDC_GROUPS", {"OIDC_GROUPS": "a=x = Editors,/b=Publishers"}) == {
        "a=x": "Editors",
        "/b": "Publishers",
    }
    with pytest.raises(SettingError, match="not of the form"):
        identity_provider.read_groups("OIDC_GROUPS", {"OIDC_GROUPS": "Editors"})


@pytest.mark.parametrize(
    ("client", "groups", "named"), [("", {"a": "b"}, "OIDC_CLIENT_ID"), ("c", {}, "OIDC_GROUPS")]
)
def test_a_provider_without_what_it_needs_stops_the_start(client, groups, named):
    identity_provider.check("", "", {})
    with pytest.raises(SettingError, match=named):
        identity_provider.check("https://login.example.org", client, groups)
    identity_provider.check("https://login.example.org", "c", {"a": "b"})
