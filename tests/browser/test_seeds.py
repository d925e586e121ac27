"""The four texts the archive was thought up for, as a publisher works: import, mark, publish; then found by a reader.

Nothing that a text does not bear out becomes public: no date that it only names without a year, no event, no office
held on a day that nobody knows, and a part has nothing of the text around it but its place.

The texts are not part of the project; their words are read from ``../shared/seeds`` while the test runs.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User

from archive.models import Document
from archive.models.permissions import PUBLISHERS

from .workbench_page import choose, drag, wait_until_sent

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"


class Expected(NamedTuple):
    """Of a seed: whose words are marked, the proposed kind and date, first and last paragraph of its parts."""

    speaker: str
    kind: str
    date: str = ""
    parts: tuple[tuple[int, int], ...] = ()


EXPECTED = {
    "capacity-building-workshop-remarks.txt": Expected("Ma Zhaoxu", "speech", "2025-05-12"),
    "envoy-to-paris-summit.txt": Expected("Lin Jian", "unknown", parts=((18, 21), (22, 25))),
    "politburo-study-session.txt": Expected("Xi Jinping", "unknown", parts=((31, 40),)),
    "study-session-machine-translated.txt": Expected("Xi Jinping", "unknown"),
}
SOURCE = "A newsletter of the seeds"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts (../shared/seeds) are not here"),
]


@pytest.fixture(scope="module")
def publisher(site):
    user = User.objects.create_user("paula", password="correct horse", is_staff=True)
    user.groups.add(Group.objects.get(name=PUBLISHERS))
    return user


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_seed_text_becomes_statements_a_reader_finds(open_page, publisher, name):
    expected = EXPECTED[name]
    page = open_page("/admin/")
    log_in(page)
    document = import_text(page, SEEDS / name, expected)
    for part in (document, *document.parts.all()):
        check_facts(part, expected.date if part == document else "")
    marked = [mark(page, document, words, expected.speaker) for words in words_to_mark(document)]
    for entry in (document, *document.parts.all()):
        publish(page, entry)
    for statement in document.statements.select_related("speaker", "event"):
        assert str(statement.effective_date[0] or "") == expected.date
        assert statement.event is None
        assert expected.date or not statement.roles_held()
    reader = open_page("/")
    for words in marked:
        find_and_open(reader, document, words)


def log_in(page):
    page.get_by_label("Username").fill("paula")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def import_text(page, path, expected) -> Document:
    """As an editor who adds nothing but the source, and takes every part that is suggested."""
    page.goto("/admin/archive/document/import/")
    page.get_by_label("Files", exact=True).set_input_files(path)
    page.get_by_role("button", name="Preview").click()
    page.locator("[name=document-source]").fill(SOURCE)
    assert page.locator("[name=document-kind]").input_value() == expected.kind
    assert page.locator("[name=document-date]").input_value() == expected.date
    assert page.locator("[name=document-event]").input_value() == ""
    for number, (first, last) in enumerate(expected.parts):
        part = page.locator(f"#part-{number}")
        part.locator("summary").click()
        assert part.locator(f"[name=part-{number}-first]").input_value() == str(first)
        assert part.locator(f"[name=part-{number}-last]").input_value() == str(last)
        part.locator(f"[name=part-{number}-chosen]").check()
    assert page.locator(".import-part").count() == len(expected.parts) + 1
    page.get_by_role("button", name="Preview again").click()
    page.get_by_role("button", name="Import as a draft").click()
    page.locator(".messagelist").wait_for()
    return Document.objects.filter(part_of=None).latest("id")


def check_facts(document, date):
    """Of a document as it was stored."""
    assert (str(document.date or ""), document.event) == (date, None)
    if document.part_of:
        paragraphs = document.part_of.text.split("\n\n")
        assert document.text == "\n\n".join(paragraphs[document.part_first - 1 : document.part_last])


def words_to_mark(document) -> list[str]:
    """The first dozen words of two paragraphs, one near each end of the text, that occur once."""
    openings = [" ".join(passage.text.split(" ")[:12]) for passage in document.passages.all()]
    once = [words for words in openings if len(words) > 60 and document.text.count(words) == 1]
    return [once[0], once[-1]]


def mark(page, document, words, speaker) -> str:
    """The words selected with the mouse, the rest by typing."""
    page.goto(f"/admin/archive/document/{document.pk}/annotate/")
    page.wait_for_selector(".workbench[data-ready]")
    statement_count = page.locator(".statements > li").count()
    drag(page, words)
    choose(page, "speaker", speaker)
    choose(page, "themes", "Global governance")
    page.select_option("#choose-attribution", "summary")
    page.select_option("#choose-state", "published")
    page.locator("#choose-speaker").press("Enter")
    confirm = page.get_by_role("button", name="Publish anyway")
    confirm.or_(page.locator(".statements > li").nth(statement_count)).first.wait_for()
    if confirm.is_visible():
        confirm.click()
    wait_until_sent(page, statement_count + 1)
    return words


def publish(page, document):
    page.goto(f"/admin/archive/document/{document.pk}/change/")
    page.locator("[name=state]").select_option("published")
    page.locator("[name=_save]").first.click()
    confirm, success = page.locator("[name=confirmed]"), page.locator(".messagelist .success")
    confirm.or_(success).first.wait_for(state="attached")
    if confirm.count():  # the checklist was shown
        confirm.check()
        page.locator("[name=_save]").first.click()
        success.wait_for()


def find_and_open(page, document, words):
    page.goto("/search/")
    quoted = " ".join(words.replace('"', " ").replace("“", " ").replace("”", " ").split()[:9])
    page.locator("main input[name=q]").first.fill(f'"{quoted}"')
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    inside = page.locator("article.statement", has_text=document.title).locator("blockquote a")
    inside.filter(has_text=words[:50]).click()
    page.wait_for_url(f"**{document.get_absolute_url()}?q=*#s*")
    assert page.locator(":target").inner_text().startswith(words[:20])
