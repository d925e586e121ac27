"""A real Chromium on the demo archive, served by this process. One module at a time has the archive to itself."""

import os
import shutil

import pytest
from django.core.management import call_command
from django.db import connection, connections
from pytest_django.live_server_helper import LiveServer

from ..demo_archive import load_demo

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    """The browser tests of a file run one after the other on one worker: they share a filled database.

    The mark ``django_db`` is what makes pytest-django set up the test database at all when only these tests run.
    """
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)
            item.add_marker(pytest.mark.xdist_group(item.path.name))


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    # Playwright keeps an event loop in this thread, which Django would take for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(chromium, django_db_setup, django_db_blocker):
    """Address of the served demo archive; what a module writes is gone when the module ends."""
    with django_db_blocker.unblock():
        assert connection.settings_dict["NAME"].startswith("test_"), "never fill and empty an archive in use"
        load_demo()
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)
        connections.close_all()  # Playwright's loop gave this thread a connection of its own


@pytest.fixture
def open_page(chromium, site):
    """``open_page("/about/", viewport=PHONE, java_script_enabled=False)``; fails on any error in the console."""
    contexts, complaints = [], []

    def open_page(path, **options):
        options.setdefault("viewport", DESKTOP)
        context = chromium.new_context(base_url=site, **options)
        context.set_default_timeout(8_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
