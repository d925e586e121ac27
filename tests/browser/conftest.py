"""A real Chromium on the demo archive, served by this process. The tests of a file share a filled database."""

import os
import shutil
from collections import defaultdict
from itertools import chain

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection, connections
from django.test.testcases import LiveServerThread
from pytest_django.live_server_helper import LiveServer

from tests.demo_archive import load_demo
from tests.teardown import empty_tables

from .workbench_page import expect, new_text, people, read_statements, sign_in, workbench  # noqa: F401

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
    """The mark ``django_db`` is what makes pytest-django set up the test database when only these tests run."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)


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


class JoinedServer(ThreadedWSGIServer):
    """Stops only when its last answer is done: what that one commits would meet the tests of the next file."""

    daemon_threads = False


@pytest.fixture(scope="module")
def site(chromium, django_db_setup, django_db_blocker):
    """Address of the served demo archive; what a module writes is gone when the module ends."""
    with django_db_blocker.unblock():
        assert connection.settings_dict["NAME"].startswith("test_"), "never fill and empty an archive in use"
        load_demo()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(LiveServerThread, "server_class", JoinedServer)
            server = LiveServer("localhost")
        yield server.url
        for context in chromium.contexts:  # the server waits for connections that a window keeps open
            context.close()
        server.stop()
        empty_tables()
        connections.close_all()  # Playwright's loop gave this thread a connection of its own


@pytest.fixture(scope="module")
def windows(chromium, site):
    """Options of a window -> the pages open in such windows that no test uses: a new process a test takes long."""
    free = defaultdict(list)
    yield free
    for page in chain.from_iterable(free.values()):
        page.context.close()


def is_reusable(page) -> bool:
    """Whether another test may have this window; it is empty then. A failed test may leave it offline, or on an error
    page of the browser, which has no storage.

    The page is left before its login goes: a workbench asks the server every few seconds, and the answer 401 would be
    heard by the next test.
    """
    if page.is_closed() or len(page.context.pages) > 1 or page.url.startswith("chrome-error:"):
        return False
    page.unroute_all()
    page.context.set_offline(False)
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.goto("about:blank")
    page.context.clear_cookies()
    return True


@pytest.fixture
def open_page(chromium, site, windows):
    """``open_page("/about/", viewport=PHONE, java_script_enabled=False)``; fails on any error in the console.

    Each is a window of its own, with no cookies and nothing kept. ``open_page.expected`` holds words of errors a test
    brings about on purpose.
    """
    used_pages, complaints = [], []

    def note_console(message):
        if message.type == "error" and not any(words in message.text for words in open_page.expected):
            complaints.append(message.text)

    def note_error(error):
        complaints.append(str(error))

    def open_page(path, **options):
        options.setdefault("viewport", DESKTOP)
        key = repr(sorted(options.items()))
        page = windows[key].pop() if windows[key] else None
        if page is None:
            context = chromium.new_context(base_url=site, **options)
            context.set_default_timeout(30_000)  # a machine that others use may stand still
            page = context.new_page()
        used_pages.append((key, page))
        page.on("console", note_console)
        page.on("pageerror", note_error)
        page.goto(path)
        return page

    open_page.expected = []
    yield open_page
    for key, page in used_pages:
        page.remove_listener("console", note_console)
        page.remove_listener("pageerror", note_error)
        if is_reusable(page):
            windows[key].append(page)
        else:
            page.context.close()
    assert complaints == []
