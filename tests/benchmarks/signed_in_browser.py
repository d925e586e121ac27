"""The pages of this process in Chromium, signed in as an administrator."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from . import databases as databases  # it sets Django up for what follows

# isort: split
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS


@contextmanager
def signed_in_browser() -> Iterator[tuple[Browser, str, str]]:
    """Yields the address of the site and the session id, for a cookie."""
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    settings.DEBUG = False  # as in production: queries are not kept
    client = Client()
    client.force_login(User.objects.create_superuser("adam", password=None))
    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser, f"http://localhost:{server.port}", client.cookies["sessionid"].value
        browser.close()
    server.terminate()
