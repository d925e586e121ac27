"""The same words elsewhere, several spans at once, speakers and roles made in the panel, relays, undo and reload."""

import re

import pytest

from archive.models import Role, Statement

from .workbench_page import choose, press_keys, wait_until_sent

pytestmark = pytest.mark.slow

TEXT = (
    "The harbour wants peace. It opens in May. Nobody objected.\n\n"
    "Again: The harbour wants peace. And once more in the end: The harbour wants peace."
)


@pytest.fixture
def document(new_text):
    return new_text(TEXT)


def mark_sentence(page, *keys):
    press_keys(page, *keys, "Enter")
    choose(page, "speaker", "Bo Berg")
    page.select_option("#choose-attribution", "paraphrase")
    press_keys(page, "Enter")


def test_the_same_words_elsewhere_are_marked_with_one_key(workbench, document, read_statements, expect):
    page = workbench(document)
    page.focus("#text")
    mark_sentence(page, "Control+Home", "s")
    wait_until_sent(page, 1)
    expect(page.locator("#repeats")).to_contain_text("The same words occur 2 more times.")
    press_keys(page, "m")
    wait_until_sent(page, 3)
    assert read_statements(document) == [("The harbour wants peace.", "Bo Bergqvist", "paraphrase")] * 3
    press_keys(page, "u")
    wait_until_sent(page, 1)


def test_several_spans_get_their_fields_at_once(workbench, document, read_statements, expect):
    page = workbench(document)
    page.focus("#text")
    press_keys(page, "Control+Home", "v", "v")
    expect(page.locator("#live-region")).to_have_text("2 passages collected.")
    mark_sentence(page)
    wait_until_sent(page, 2)
    assert read_statements(document, "text", "speaker__name") == [
        ("The harbour wants peace.", "Bo Bergqvist"),
        ("It opens in May.", "Bo Bergqvist"),
    ]
    press_keys(page, "u")
    wait_until_sent(page, 0)


def test_undo_lasts_over_a_reload(workbench, document, read_statements):
    page = workbench(document)
    page.focus("#text")
    mark_sentence(page, "Control+Home", "s")
    wait_until_sent(page, 1)
    page.reload()
    page.wait_for_selector(".workbench[data-ready]")
    wait_until_sent(page, 1)
    page.focus("#text")
    press_keys(page, "u")
    wait_until_sent(page, 0)
    assert read_statements(document) == []
    page.reload()
    page.wait_for_selector(".workbench[data-ready]")
    page.focus("#text")
    press_keys(page, "r")
    wait_until_sent(page, 1)
    assert read_statements(document, "text", "speaker__name") == [
        ("The harbour wants peace.", "Bo Bergqvist")
    ]


def test_a_speaker_is_made_by_typing_and_enter_and_gets_a_role(
    workbench, document, django_db_blocker, expect
):
    page = workbench(document)
    page.focus("#text")
    press_keys(page, "Control+Home", "s", "Enter")
    page.locator("#choose-speaker").fill("Edda Ekberg")
    press_keys(page, "Enter")
    expect(page.locator("#live-region")).to_have_text("Created: Edda Ekberg.")
    page.select_option("#choose-attribution", "paraphrase")
    page.locator("#choose-role_as_printed").fill("Harbour Master")
    page.get_by_role("button", name="Add a role…").click()
    expect(page.locator("#new-role-title")).to_have_value("Harbour Master")
    page.locator("#new-role-start").fill("2024-03-05")
    press_keys(page, "Enter")
    expect(page.locator(".role-line")).to_have_text("Harbour Master, since 5 March 2024")
    press_keys(page, "Enter")
    wait_until_sent(page, 1)
    with django_db_blocker.unblock():
        role = Role.objects.get(title="Harbour Master")
        assert (role.speaker.name, role.start.isoformat(), role.end) == ("Edda Ekberg", "2024-03-05", None)


def test_relays_show_their_order_and_move(workbench, document, django_db_blocker, expect):
    page = workbench(document)
    page.focus("#text")
    press_keys(page, "Control+Home", "s", "Enter")
    choose(page, "speaker", "Bo Berg")
    page.select_option("#choose-attribution", "paraphrase")
    for name in ("Amara", "Bergq"):
        choose(page, "relays", name)
    chips = page.locator('[data-field="relays"] .chip')
    expect(chips).to_contain_text(["1. Amara Adeyemi", "2. Bo Bergqvist"])
    page.get_by_role("button", name="Move Bo Bergqvist one place earlier").press("Enter")
    expect(chips).to_contain_text(["1. Bo Bergqvist", "2. Amara Adeyemi"])
    page.locator("#choose-role_as_printed").press("Enter")
    wait_until_sent(page, 1)
    with django_db_blocker.unblock():
        relays = Statement.objects.get(document=document).relays.order_by("position")
        assert list(relays.values_list("speaker__name", flat=True)) == ["Bo Bergqvist", "Amara Adeyemi"]


def test_what_is_repeated_is_published_only_when_confirmed(workbench, document, read_statements, expect):
    page = workbench(document)
    publish = page.get_by_role("button", name=re.compile("^Publish"))
    page.focus("#text")
    press_keys(page, "Control+Home", "s", "Enter")
    choose(page, "speaker", "Bo Berg")
    page.select_option("#choose-attribution", "paraphrase")
    page.select_option("#choose-state", "published")
    page.locator("#choose-speaker").press("Enter")
    publish.click()
    wait_until_sent(page, 1)
    page.focus("#text")
    press_keys(page, "s", "Shift+Enter")
    expect(publish).to_be_visible()
    press_keys(page, "Escape")
    expect(publish).to_have_count(0)
    wait_until_sent(page, 1)
    page.focus("#text")
    press_keys(page, "Shift+Enter")
    publish.click()
    wait_until_sent(page, 2)
    assert read_statements(document, "state") == ["published"] * 2
