"""How the workbench feels in a document of 100,000 words with 2,000 statements: opening, selecting, marking.

python -m tests.benchmarks.workbench_browser

In headless Chromium on a database of its own, made and dropped again. A long task is one of more than 50 ms on the
page's main thread, as PerformanceObserver tells them; figures are printed, not asserted.
"""

import argparse
import os
from statistics import median

from . import databases  # it sets Django up for what follows

# isort: split
from .signed_in_browser import signed_in_browser
from .workbench import make_filled_document

NAME = "bench_annotating_browser"
WATCH = """
window.tasks = [];
new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.tasks.push(duration);
}).observe({ type: "longtask", buffered: true });
"""
# From the key's event to the frame after it, within the page.
FRAMES = """() => {
    window.frames_ = [];
    addEventListener("keydown", (event) => {
        const began = event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => window.frames_.push(performance.now() - began)));
    }, true);
}"""


class Window:
    def __init__(self, browser, address, session):
        self.page = browser.new_page(viewport={"width": 1366, "height": 768})
        self.page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        self.page.add_init_script(WATCH)
        self.address = address

    def open(self) -> dict:
        self.page.goto(self.address)
        self.page.wait_for_selector(".workbench[data-ready]")
        ready = self.page.evaluate("performance.now()")
        self.page.wait_for_selector("#text[data-rendered]")
        self.page.wait_for_selector("#statements[data-entry-count]")
        return {
            "usable": ready,
            "all laid and listed": self.page.evaluate("performance.now()"),
            **self.tasks(),
        }

    def tasks(self) -> dict:
        """How many long tasks since the last look, and the longest."""
        tasks = self.page.evaluate("window.tasks.splice(0)")
        return {"long tasks": len(tasks), "longest": max(tasks, default=0)}

    def keys(self, *keys, times=1) -> dict:
        self.page.evaluate("window.frames_.length = 0")
        for _ in range(times):
            for key in keys:
                self.page.keyboard.press(key)
                self.page.wait_for_timeout(33)  # as a key that is held down repeats
        self.page.wait_for_timeout(400)
        frames = self.page.evaluate("window.frames_")
        return {"key to frame, median": median(frames), "worst": max(frames), **self.tasks()}

    def mouse(self) -> dict:
        """Words drawn over with the mouse, in steps."""
        box = self.page.locator("#text").bounding_box()
        self.page.mouse.move(box["x"] + 80, 300)
        self.page.mouse.down()
        for step in range(40):
            self.page.mouse.move(box["x"] + 80 + step * 9, 300 + step * 5)
        self.page.mouse.up()
        self.page.locator("#panel").wait_for()
        self.page.wait_for_timeout(300)
        self.page.keyboard.press("Escape")
        return self.tasks()

    def mark(self, times=15) -> dict:
        """The next sentence or so marked like the last statement, until the server has it."""
        page, spent = self.page, []
        for _ in range(times):
            page.keyboard.press("PageDown")
            for _ in range(12):
                page.keyboard.press("Shift+ArrowRight")
            began = page.evaluate("performance.now()")
            page.keyboard.press("Enter")
            if not spent:
                page.select_option("#choose-voice", "narrator")
                page.select_option("#choose-attribution", "summary")
                page.locator("#choose-role_as_printed").press("Enter")
            else:
                page.keyboard.press("Enter")
            page.wait_for_selector(".workbench[data-pending='0']")
            spent.append(page.evaluate("performance.now()") - began)
        return {"Enter, Enter to saved, median": median(spent), "worst": max(spent), **self.tasks()}


def measure(document):
    with signed_in_browser() as (browser, site, session):
        window = Window(browser, f"{site}/admin/archive/document/{document.pk}/annotate/", session)
        yield "open, nothing kept by the browser", window.open()
        yield "open again", window.open()
        window.page.evaluate(FRAMES)
        window.page.focus("#text")
        yield "caret by word, 60 keys", window.keys("ArrowRight", times=60)
        yield "selection by word, 60 keys", window.keys("Shift+ArrowRight", times=60)
        yield "selection by paragraph, 20 keys", window.keys("Shift+PageDown", times=20)
        window.page.keyboard.press("Escape")
        yield "caret by paragraph, 60 keys", window.keys("PageDown", times=60)
        yield "from statement to statement, 40", window.keys("n", times=40)
        yield "selection with the mouse", window.mouse()
        window.page.focus("#text")
        yield "15 statements marked", window.mark()
        yield "other colours, 3 times", window.keys("g", times=3)
        yield "undo, 5 times", window.keys("u", times=5)
        window.page.select_option("#bar-filter-speaker", index=3)
        window.page.wait_for_timeout(500)
        yield "a filter", window.tasks()


def measure_document() -> None:
    document, *_rest = make_filled_document(arguments().words, arguments().statements)
    load = os.getloadavg()[0]
    for name, figures in measure(document):
        said = ", ".join(
            f"{label} {value:.0f}{'' if label == 'long tasks' else ' ms'}" for label, value in figures.items()
        )
        print(f"{name:36}{said}", flush=True)
    print(f"{arguments().words:,} words, {arguments().statements:,} statements; load at the start {load:.1f}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=2_000)
    return parser.parse_args()


def main() -> None:
    with databases.temporary_database(NAME):
        measure_document()


if __name__ == "__main__":
    main()
