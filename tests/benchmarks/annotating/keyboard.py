"""The four seeds annotated in Chromium by keyboard alone: keys and seconds a statement.

python -m tests.benchmarks.annotating.keyboard [--pictures FOLDER]

In a database of its own, with the demonstration archive's speakers; nothing of the seeds is printed. The editor of this
measurement reads nothing: it accepts what names somebody, rejects what is doubtful, and where the panel opens it
chooses the first speaker that is offered. Keys are all that is pressed. A statement's seconds are those from the
statement before until it is shown.
"""

import argparse
import io
import time
from pathlib import Path
from statistics import median

from tests.benchmarks import databases  # it sets Django up for what follows

# isort: split
from django.conf import settings
from django.core.management import call_command

from archive.models import Document, ProposalDecision, Source, Speaker
from tests.benchmarks.signed_in_browser import signed_in_browser
from tests.demo_archive import load_demo

NAME = "bench_annotating_seeds"
SEEDS = settings.BASE_DIR.parent / "shared" / "seeds"
MAX_PROPOSALS = 600  # of one text
TIMEOUT = 180_000  # milliseconds; the machine may be busy
SIZES = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}


class Keyboard:
    """A page on which keys are pressed and counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)


def annotate(page, address: str, document: Document) -> dict:
    page.goto(f"{address}/admin/archive/document/{document.pk}/annotate/")
    page.wait_for_selector(".workbench[data-ready]")
    page.wait_for_selector(
        "#proposals .proposals-empty[hidden], #proposals .proposals-empty:not(:empty)", state="attached"
    )
    page.wait_for_timeout(1500)
    page.focus("#text")
    keyboard = Keyboard(page)
    keys, seconds, seen = [], [], 0
    began, pressed = time.perf_counter(), 0
    keyboard.press("j")
    page.locator(".proposals [aria-current]").wait_for()
    for _ in range(MAX_PROPOSALS):
        current = page.locator(".proposals [aria-current]")
        if current.count() == 0:
            break
        decide(keyboard, current)
        shown = page.locator("#statements > li").count()
        if shown > seen:
            keys.append((keyboard.count - pressed) / (shown - seen))
            seconds.append((time.perf_counter() - began) / (shown - seen))
            seen, pressed, began = shown, keyboard.count, time.perf_counter()
    if seen:
        page.wait_for_selector(".workbench[data-pending='0']")
    verdicts = list(document.decisions.values_list("verdict", flat=True))
    assert document.statements.count() == seen, "what the page shows is in the database"
    return {"keys": keys, "seconds": seconds, "pressed": keyboard.count, "verdicts": verdicts}


def decide(keyboard: Keyboard, current) -> None:
    page = keyboard.page
    key = current.get_attribute("data-key")
    is_doubtful = current.locator(".flag").inner_text() == "doubtful"
    keyboard.press("z" if is_doubtful else "a")
    if page.locator("#panel").is_visible():
        complete(keyboard)
    page.wait_for_function(
        "key => document.querySelector('.proposals [aria-current]')?.dataset.key !== key"
        " && document.querySelector('#panel').hidden",
        arg=key,
    )


def complete(keyboard: Keyboard) -> None:
    """The speaker that is offered first; where nobody is offered, the statement is the narrator's."""
    page = keyboard.page
    if page.locator("#choose-speaker").input_value():
        keyboard.press("Delete")  # the words of the text are selected
    keyboard.press("ArrowDown")
    page.locator("#choose-speaker-list [aria-selected=true]").wait_for()
    keyboard.press("Enter")
    keyboard.press("Enter")


def report(name: str, result: dict) -> None:
    keys, seconds = result["keys"], result["seconds"]
    if not keys:
        print(f"{name}: no proposals")
        return
    verdicts = {verdict: result["verdicts"].count(verdict) for verdict in sorted(set(result["verdicts"]))}
    print(
        f"{name}: {len(keys)} statements, {result['pressed']} keys; a statement: median {median(keys):.1f}, "
        f"mean {result['pressed'] / len(keys):.2f} keys, median {median(seconds):.2f} s; {verdicts}",
        flush=True,
    )


def measure(pictures: Path | None) -> None:
    with signed_in_browser() as (browser, address, session):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(TIMEOUT)
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        together = {"keys": [], "seconds": [], "pressed": 0, "verdicts": []}
        for path in sorted(SEEDS.glob("*.txt")):
            before = set(Document.objects.values_list("pk", flat=True))
            call_command(
                "import_documents", str(path), source="seeds", stdout=io.StringIO(), stderr=io.StringIO()
            )
            for document in Document.objects.exclude(pk__in=before).order_by("pk"):
                result = annotate(page, address, document)
                report(f"{path.stem}, document {document.pk}", result)
                for name, value in result.items():
                    together[name] += value
        report("the four seeds together", together)
        if pictures:
            take_pictures(browser, address, session, pictures)


def take_pictures(browser, address: str, session: str, folder: Path) -> None:
    """The page with open proposals, in three widths, light and dark: decisions of the last document are undone."""
    document = Document.objects.latest("pk")
    document.statements.all().delete()
    ProposalDecision.objects.filter(document=document).delete()
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        for name, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
            page.goto(f"{address}/admin/archive/document/{document.pk}/annotate/")
            page.wait_for_selector(".workbench[data-ready]")
            page.wait_for_timeout(1500)
            page.focus("#text")
            page.keyboard.press("j")
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"proposals-{name}-{scheme}.png")
            page.close()


def load_speakers() -> None:
    """Those of the demonstration, whose texts are taken back, so that its statements teach nothing."""
    load_demo()
    Document.objects.all().update(state="draft")
    Source.objects.create(slug="seeds", name="Seeds", kind=Source.Kind.NEWSPAPER)
    print(f"{Speaker.objects.count()} speakers are known")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of the page; never commit them")
    arguments = parser.parse_args()
    with databases.temporary_database(NAME):
        load_speakers()
        measure(arguments.pictures)


if __name__ == "__main__":
    main()
