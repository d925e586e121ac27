"""Which accounts must have a second factor."""

import pytest
from django.contrib.auth.models import Group
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts.second_factor.factors import has_factor
from archive.models.permissions import PUBLISHERS

from .sign_in_steps import INDEX, LOGIN, SETUP, set_up_app, sign_in


@pytest.mark.slow
@pytest.mark.parametrize(
    ("setting", "required"),
    [("OPTIONAL", set()), ("PUBLISHERS", {"paula", "adam"}), ("EVERYBODY", {"edith", "paula", "adam"})],
)
def test_who_must_have_one(editor, publisher, administrator, settings, setting, required):
    settings.SECOND_FACTOR = setting
    blocked = {name for name in ("edith", "paula", "adam") if sign_in(name).get(INDEX).status_code == 302}
    assert blocked == required


@pytest.mark.slow
def test_who_must_is_led_to_set_it_up_and_then_goes_on(publisher, settings):
    settings.SECOND_FACTOR = "PUBLISHERS"
    client = sign_in("paula")
    assert client.get(f"{LOGIN}?next=/admin/", follow=True).redirect_chain[-1][0] == SETUP
    page = client.get(SETUP).text
    assert "Before you go on" in page
    assert "nav-sidebar" not in page, "a list of models that says nothing may be seen"
    set_up_app(client)
    assert client.get(INDEX).status_code == 200


def test_who_becomes_a_publisher_must_from_then_on(as_editor, editor, settings):
    """The session was made when none was needed."""
    settings.SECOND_FACTOR = "PUBLISHERS"
    assert as_editor.get(INDEX).status_code == 200
    editor.groups.add(Group.objects.get(name=PUBLISHERS))
    assert as_editor.get(INDEX).status_code == 302


def test_an_app_that_was_never_confirmed_is_no_factor(editor, device):
    assert has_factor(editor)
    TOTPDevice.objects.update(confirmed=False)
    assert not has_factor(editor)
