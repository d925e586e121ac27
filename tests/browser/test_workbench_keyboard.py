"""A whole speech annotated by the keyboard alone: forty statements, each like the one before or with a field changed.

The text is read from ``../shared/data`` while the test runs; none of it is part of the project. What it measures is
printed (``pytest -s``) and asserted only where it is a count: key presses, statements, offsets.
"""

import gzip
import json
import time
from itertools import islice
from pathlib import Path
from statistics import median

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from archive.models import Statement
from tests.factories import make_document, make_event, make_speaker, make_theme

from .workbench_page import run_in_thread

SPEECHES = (
    Path(settings.BASE_DIR).parent / "shared" / "data" / "un-general-debate" / "ungd-2000-2024.jsonl.gz"
)
WORDS, STATEMENTS = 3_000, 40

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SPEECHES.is_file(), reason="the speeches (../shared/data) are not here"),
]


def long_speech() -> str:
    """The first speech of about 3,000 words, as paragraphs parted by blank lines."""
    with gzip.open(SPEECHES, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 500):
            paragraphs = [" ".join(paragraph["text"].split()) for paragraph in json.loads(line)["paragraphs"]]
            text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
            if WORDS <= len(text.split()) <= WORDS * 1.2:
                return text
    raise AssertionError("no speech of that length")


class Keys:
    """Counts what is pressed."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def __call__(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, words):
        self.page.keyboard.type(words)
        self.pressed += len(words)


def test_forty_statements_by_keyboard_alone(open_page, site):
    def make():
        User.objects.create_superuser("kim", password="correct horse")
        make_speaker("Abdullah of the Harbours"), make_theme("Ports and peace"), make_theme("Reading rooms")
        return make_document(
            long_speech(), title="A speech of 3,000 words", event=make_event("General Debate")
        ).pk

    pk = run_in_thread(make)
    page = open_page(f"/admin/login/?next=/admin/archive/document/{pk}/annotate/")
    page.fill("#id_username", "kim")
    page.fill("#id_password", "correct horse")
    page.click("[type=submit]")
    page.wait_for_selector(".workbench[data-ready]")
    page.focus("#text")
    press, counts, times = Keys(page), [], []
    for number in range(STATEMENTS):
        press("s")  # the next sentence
        press.pressed, began = 0, time.perf_counter()
        if number == 0:
            mark_first(page, press)
        elif number % 8 == 0:
            other_theme(page, press, ("Reading rooms", "Ports and peace")[number // 8 % 2])
        else:
            press("Enter", "Enter")
            counts.append(press.pressed)
        page.locator("#panel").wait_for(state="hidden")
        page.locator(f"#statements > li:nth-child({number + 1})").wait_for()
        times.append((time.perf_counter() - began) * 1000)
    page.locator("#statements .is-pending").first.wait_for(state="detached")
    rows = run_in_thread(
        lambda: list(
            Statement.objects.filter(document=pk).in_reading_order().prefetch_related("themes", "speaker")
        )
    )
    assert len(rows) == STATEMENTS
    assert all(
        row.text == row.document.text[row.start : row.end] for row in run_in_thread(lambda: with_document(pk))
    )
    assert {row.speaker.name for row in rows} == {"Abdullah of the Harbours"}
    assert {len(row.themes.all()) for row in rows} == {1}
    assert max(counts) <= 6
    print(f"\n{STATEMENTS} statements, keys beyond the selection of one like its predecessor: {max(counts)}")
    print(f"milliseconds a statement: median {median(times):.0f}, most {max(times):.0f}")


def with_document(pk):
    return list(Statement.objects.filter(document=pk).select_related("document"))


def mark_first(page, press):
    """Speaker and theme chosen by typing, and carried over to all later statements."""
    press("Enter")
    page.locator("#panel").wait_for()
    press.type("Abdullah of")
    choose(page, press)
    tab_to(page, press, "[data-field=themes] input")
    press.type("Ports")
    choose(page, press)
    tab_to(page, press, "[data-field=themes] [aria-pressed]", "Shift+Tab")
    press(" ", "Control+Enter")


def other_theme(page, press, name):
    press("Enter")
    tab_to(page, press, "[data-field=themes] input")
    press("Backspace")
    press.type(name[:6])
    choose(page, press)
    press("Control+Enter")


def tab_to(page, press, selector, key="Tab"):
    for _ in range(20):
        if page.evaluate(f"document.activeElement.matches('#panel {selector}')"):
            return
        press(key)
    raise AssertionError(selector)


def choose(page, press):
    page.locator("#panel .options:not([hidden]) [role=option]").first.wait_for()
    press("Enter")
