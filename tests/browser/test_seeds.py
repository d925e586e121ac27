"""The four texts the archive was thought up for, as a publisher works: import, mark, publish; then found by a reader.

The texts are not part of the project; their words are read from ``../shared/seeds`` while the test runs.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User

from archive.models import Document
from archive.models.permissions import PUBLISHERS

from .workbench_page import choose, drag, settled

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
WHO = {
    "capacity-building-workshop-remarks.txt": ("Ma Zhaoxu", "speech", "2025-05-12"),
    "envoy-to-paris-summit.txt": ("Lin Jian", "commentary", "2025-02"),
    "politburo-study-session.txt": ("Xi Jinping", "commentary", "2025-04-26"),
    "study-session-machine-translated.txt": ("Xi Jinping", "news_report", "2025-04"),
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts (../shared/seeds) are not here"),
]


@pytest.fixture(scope="module")
def publisher(site):
    user = User.objects.create_user("paula", password="correct horse", is_staff=True)
    user.groups.add(Group.objects.get(name=PUBLISHERS))
    return user


@pytest.mark.parametrize("name", sorted(WHO))
def test_a_seed_text_becomes_statements_a_reader_finds(open_page, publisher, name):
    speaker, kind, date = WHO[name]
    page = open_page("/admin/")
    log_in(page)
    document = import_text(page, SEEDS / name, kind, date)
    marked = [mark(page, document, words, speaker) for words in words_to_mark(document)]
    publish(page, document)
    reader = open_page("/")
    for words in marked:
        found_and_opened(reader, document, words)


def log_in(page):
    page.get_by_label("Username").fill("paula")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def import_text(page, path, kind, date) -> Document:
    page.goto("/admin/archive/document/import/")
    page.get_by_label("File").set_input_files(path)
    page.locator("[name=source]").fill("A newsletter of the seeds")
    page.locator("[name=kind]").select_option(kind)
    page.locator("[name=date]").fill(date)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Import as a draft").click()
    page.locator(".messagelist").wait_for()
    return Document.objects.latest("id")


def words_to_mark(document) -> list[str]:
    """The first dozen words of two paragraphs, one near each end of the text, that occur once."""
    openings = [" ".join(passage.text.split(" ")[:12]) for passage in document.passages.all()]
    once = [words for words in openings if len(words) > 60 and document.text.count(words) == 1]
    return [once[0], once[-1]]


def mark(page, document, words, speaker) -> str:
    """The words selected with the mouse, the rest by typing."""
    page.goto(f"/admin/archive/document/{document.pk}/annotate/")
    page.wait_for_selector(".workbench[data-ready]")
    there = page.locator(".statements > li").count()
    drag(page, words)
    choose(page, "speaker", speaker)
    choose(page, "themes", "Global governance")
    page.select_option("#choose-attribution", "summary")
    page.select_option("#choose-state", "published")
    page.locator("#choose-speaker").press("Enter")
    settled(page, there + 1)
    return words


def publish(page, document):
    page.goto(f"/admin/archive/document/{document.pk}/change/")
    page.locator("[name=state]").select_option("published")
    page.locator("[name=_save]").first.click()
    page.locator(".messagelist .success").wait_for()


def found_and_opened(page, document, words):
    page.goto("/search/")
    quoted = " ".join(words.replace('"', " ").replace("“", " ").replace("”", " ").split()[:9])
    page.locator("main input[name=q]").first.fill(f'"{quoted}"')
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    inside = page.locator("article.statement", has_text=document.title).locator("blockquote a")
    inside.filter(has_text=words[:50]).click()
    page.wait_for_url(f"**{document.get_absolute_url()}?q=*#s*")
    assert page.locator(":target").inner_text().startswith(words[:20])
