"""How a document of 100,000 words with 2,000 statements opens and can be worked on in Chromium.

python -m tests.benchmarks.annotating_browser

In a database of its own, made and dropped again, served by gunicorn. Prints the time from the address to a page that
can be worked on, and the longest tasks of the page's main thread while words are selected by keys and by the mouse, and
while statements are marked; a task of over 50 milliseconds is one that a hand may feel.
"""

import shutil
import time
from statistics import median

from . import databases  # it sets Django up for what follows

# isort: split
from django.contrib.auth.models import User
from django.db import connection

from .annotating import filled
from .server import HOST, served

NAME = "bench_annotating_browser"
PASSWORD = "correct horse battery"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
WATCH = """window.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)))
    .observe({type: "longtask"});"""


def main() -> None:
    from playwright.sync_api import sync_playwright

    databases.drop(NAME)
    databases.administer(f'CREATE DATABASE "{NAME}"')
    try:
        with databases.using(NAME):
            databases.call_command("migrate", verbosity=0)
            document, *_ = filled(100_000, 2_000)
            User.objects.create_superuser("adam", password=PASSWORD)
        with served(NAME) as server, sync_playwright() as playwright:
            program = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            measure(browser, f"http://{HOST}:{server.port}", document.pk)
            browser.close()
    finally:
        connection.close()
        databases.drop(NAME)


def measure(browser, site: str, document: int) -> None:
    page = browser.new_page(base_url=site, viewport={"width": 1366, "height": 768})
    address = f"/admin/archive/document/{document}/annotate/"
    page.goto(f"/admin/login/?next={address}")
    page.fill("#id_username", "adam")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_selector(".bench[data-ready]", timeout=60_000)
    print(f"{'opened (to usable), again':44}{median(opened(page, address) for _ in range(5)):8.0f} ms")
    page.evaluate(WATCH)
    page.focus("#text")
    tell(page, "word by word, 60 keys", lambda: press(page, ["Shift+ArrowRight"] * 60))
    tell(page, "sentence by sentence, 30 keys", lambda: press(page, ["ArrowDown"] * 30))
    tell(page, "paragraph by paragraph, 30 keys", lambda: press(page, ["PageDown"] * 30))
    tell(page, "dragging with the mouse", lambda: drag(page))
    page.keyboard.press("Escape")
    tell(page, "marking ten sentences", lambda: mark(page))


def opened(page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(".bench[data-ready]", timeout=60_000)
    return (time.perf_counter() - began) * 1000


def tell(page, name: str, work) -> None:
    page.evaluate("tasks.length = 0")
    began = time.perf_counter()
    work()
    took = (time.perf_counter() - began) * 1000
    page.wait_for_timeout(300)
    tasks = page.evaluate("tasks")
    print(f"{name:44}{took:8.0f} ms; tasks over 50 ms: {len(tasks)}, longest {max(tasks, default=0):.0f} ms")


def press(page, keys: list[str]) -> None:
    for key in keys:
        page.keyboard.press(key)


def drag(page) -> None:
    page.mouse.move(250, 300)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(250 + step * 8, 300 + step * 5)
    page.mouse.up()


def mark(page) -> None:
    page.focus("#text")
    for _ in range(10):
        page.keyboard.press("s")
        page.keyboard.press("Enter")
        page.locator("#panel [name=voice]").select_option("narrator")
        page.locator("#panel [name=attribution]").select_option("summary")
        page.keyboard.press("Control+Enter")


if __name__ == "__main__":
    main()
