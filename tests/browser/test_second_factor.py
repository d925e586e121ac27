"""A security key, set up and used in a browser by keyboard; the key is Chromium's own virtual one."""

import re
from functools import partial

import pytest
from django.contrib.auth.models import User

from archive.accounts.models import RecoveryCode, SecurityKey

from .conftest import DESKTOP, PHONE
from .test_accessibility import violations
from .workbench_page import run_in_thread

pytestmark = pytest.mark.slow
SETUP = "/admin/second-factor/set-up/"


def plug_in(page):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    options |= {"automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def type_password(page, site):
    page.goto(f"{site}/admin/login/")
    page.get_by_label("Username").fill("keyholder")
    page.get_by_label("Password").fill("correct horse")
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def keyholder(site, django_db_blocker):
    with django_db_blocker.unblock():
        run_in_thread(partial(User.objects.create_user, "keyholder", password="correct horse", is_staff=True))
        yield
        run_in_thread(User.objects.filter(username="keyholder").delete)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_key_is_set_up_and_asked_for(chromium, site, keyholder, expect, viewport, django_db_blocker):
    context = chromium.new_context(viewport=viewport)
    page = context.new_page()
    plug_in(page)
    type_password(page, site)
    page.goto(f"{site}{SETUP}")
    assert violations(page) == []
    page.get_by_label("Name").last.fill("Blue key")
    page.get_by_role("button", name="Add the key").press("Enter")
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    assert all(re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){5}", code) for code in codes)
    assert violations(page) == []
    page.get_by_role("link", name="I have saved them").click()
    expect(page.locator("#user-tools")).to_contain_text("keyholder")
    page.goto(f"{site}/admin/account/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    page.get_by_role("button", name="Log out").click()
    type_password(page, site)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Use a security key").press("Enter")
    expect(page.locator("#user-tools")).to_contain_text("keyholder")
    context.close()
    with django_db_blocker.unblock():
        assert run_in_thread(SecurityKey.objects.get).counter > 0
        assert run_in_thread(RecoveryCode.objects.count) == 10
