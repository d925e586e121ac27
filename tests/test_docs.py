"""What the documents say is there is there: links, drawings, files named by recipes, length of the README."""

import re
from pathlib import Path

import pytest

from docs import diagrams
from tests.benchmarks import results

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
FILE = re.compile(r"`((?:archive|config|docs|fixtures|templates|tests)/[\w./-]+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_named_files_exist(page):
    words = page.read_text("utf-8")
    missing = [link for link in LINK.findall(words) if not (page.parent / link).exists()]
    missing += [name for name in FILE.findall(words) if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("name", diagrams.DRAWINGS)
def test_drawings_show_the_code(name):
    """python -m docs.diagrams draws them again."""
    assert (ROOT / "docs" / name).read_text("utf-8") == diagrams.DRAWINGS[name]()


def test_every_model_is_drawn():
    from django.apps import apps

    models = apps.get_app_config("archive").get_models()
    drawn = {model.__name__ for model in models if not hasattr(model, "pgh_tracked_model")}
    assert drawn == set(diagrams.MODELS)


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 140


def test_the_sections_of_the_results_of_benchmarks_are_read():
    """``make bench`` writes its section among them, and fails after minutes of work where one has no size."""
    sections = results.read()
    assert {10_000, 100_000, 1_000_000, 10_000_000} <= {size for size, _title in sections}
    assert len(sections) == results.FILE.read_text().count("\n## ")
