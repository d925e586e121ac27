"""Proposals beside the text: read, accepted, opened, rejected by one key each; nothing is written before."""

import pytest

from archive.editing.corrections import correct_text
from archive.models import Document, ProposalDecision

from .workbench_page import press_keys, run_in_thread

pytestmark = pytest.mark.slow

TEXT = (
    "Harbour budget passes\n\n"
    "Minister Amara Adeyemi said that every harbour deserves a library. "
    "Her deputy Cem Aksoy stressed that the catalogue opens in May.\n\n"
    "“Books are the cheapest ships,” Adeyemi said. A senior official said that the roof leaks.\n\n"
    "“Nobody reads at sea,” said Bo Bergqvist."
)


@pytest.fixture
def document(new_text):
    return new_text(TEXT)


@pytest.fixture
def proposals(workbench, expect):
    """The page, with the text read: the number of proposals is shown."""

    def open_page(document, name="annie", **options):
        page = workbench(document, name, **options)
        expect(page.locator("#proposals h2 .heading-status")).to_have_text("5")
        page.focus("#text")
        return page

    return open_page


@pytest.fixture
def decisions(django_db_blocker):
    def decisions(document):
        with django_db_blocker.unblock():
            return list(
                ProposalDecision.objects.filter(document=document)
                .order_by("pk")
                .values_list("verdict", flat=True)
            )

    return decisions


def is_sent(page, count):
    """All is sent, and the list has so many statements."""
    page.wait_for_function(
        "count => document.querySelectorAll('.statements > li').length === count"
        " && !Number(document.querySelector('.workbench').dataset.pending)",
        arg=count,
    )


def test_a_language_without_rules_is_not_called_decided(workbench, new_text, expect):
    page = workbench(new_text("قال الوزير إن الميناء يستحق مكتبة.", language="ar"))
    expect(page.locator("#proposals")).to_contain_text("Statements cannot be proposed in this language yet.")


def test_one_key_accepts_and_goes_on(proposals, document, read_statements, decisions, expect):
    page = proposals(document)
    assert page.locator("#text .mark").count() == 0
    assert read_statements(document) == []
    press_keys(page, "j")
    current = page.locator(".proposals [aria-current]")
    expect(current).to_contain_text("every harbour deserves a library")
    expect(current).to_contain_text("after “said”")
    press_keys(page, "a")
    expect(current).to_contain_text("new: Cem Aksoy")
    press_keys(page, "a")
    expect(current).to_contain_text("cheapest ships")
    press_keys(page, "z")
    press_keys(page, "a")
    is_sent(page, 3)
    assert read_statements(document, "text", "speaker__name", "voice", "voice_label", "state") == [
        ("every harbour deserves a library.", "Amara Adeyemi", "speaker", "", "draft"),
        ("the catalogue opens in May.", "Cem Aksoy", "speaker", "", "draft"),
        ("the roof leaks.", None, "unnamed", "A senior official", "draft"),
    ]
    assert decisions(document) == ["accepted", "accepted", "rejected", "accepted"]
    press_keys(page, "u", "u")  # the official, and the rejection
    is_sent(page, 2)
    expect(page.locator("#proposals h2 .heading-status")).to_have_text("3")
    page.reload()
    page.wait_for_selector(".workbench[data-ready]")
    expect(page.locator("#proposals h2 .heading-status")).to_have_text("3")


def test_enter_opens_it_filled_in_and_an_edit_is_recorded(
    proposals, document, read_statements, decisions, expect
):
    page = proposals(document)
    press_keys(page, "j", "j", "Enter")
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator("#choose-speaker")).to_have_value("Cem Aksoy")
    expect(page.locator("#choose-attribution")).to_have_value("paraphrase")
    page.select_option("#choose-attribution", "summary")
    page.locator("#choose-speaker").press("Enter")
    is_sent(page, 1)
    assert read_statements(document) == [("the catalogue opens in May.", "Cem Aksoy", "summary")]
    assert decisions(document) == ["edited"]
    expect(page.locator(".proposals [aria-current]")).to_contain_text("cheapest ships")
    press_keys(page, "k")
    expect(page.locator(".proposals [aria-current]")).to_contain_text("every harbour")


def test_several_are_accepted_after_one_dialog_and_undone_in_one_step(
    proposals, new_text, read_statements, decisions, expect
):
    document = new_text(TEXT.replace("Cem Aksoy", "Dora Dunn"))
    page = proposals(document)
    press_keys(page, "Shift+A")
    dialog = page.locator("dialog")
    page.select_option("#choose-accept-least", "0")
    expect(dialog).to_contain_text("5 statements become drafts:")
    expect(dialog).to_contain_text("2 × Amara Adeyemi")
    expect(dialog).to_contain_text("1 × Dora Dunn (new speaker)")
    dialog.locator(".default").click()
    is_sent(page, 5)
    assert len(read_statements(document)) == 5
    assert decisions(document) == ["accepted"] * 5
    press_keys(page, "u")
    is_sent(page, 0)
    assert read_statements(document) == []
    expect(page.locator("#proposals h2 .heading-status")).to_have_text("5")


def test_a_click_on_proposed_words_chooses_them(proposals, document, expect):
    page = proposals(document)
    page.locator("#p3 p").click(position={"x": 60, "y": 12})
    expect(page.locator(".proposals [aria-current]")).to_contain_text("cheapest ships")


def test_the_second_of_two_editors_learns_who_was_first(
    proposals, document, read_statements, expect, open_page
):
    open_page.expected += ["410", "ERR_FAILED"]
    first, second = proposals(document), proposals(document, "bert")
    press_keys(first, "j", "a")
    is_sent(first, 1)
    second.route("**/statements/?since=*", lambda route: route.abort())  # has not heard of it
    second.context.set_default_timeout(10_000)
    press_keys(second, "j", "z")
    expect(second.locator("#change-notice")).to_have_text("annie has accepted this proposal in the meantime.")
    assert len(read_statements(document)) == 1


def test_a_text_that_was_corrected_meanwhile_takes_no_decision(
    proposals, document, read_statements, decisions, expect, open_page, django_db_blocker
):
    page = proposals(document)
    page.route("**/statements/?since=*", lambda route: route.abort())
    open_page.expected += ["409", "ERR_FAILED"]
    with django_db_blocker.unblock():
        run_in_thread(
            lambda: correct_text(
                None, Document.objects.get(pk=document.pk), TEXT.replace("Harbour budget", "Port budget")
            )
        )
    press_keys(page, "j", "a")
    expect(page.locator("#error-banner")).to_contain_text("The text has been corrected in the meantime.")
    assert (read_statements(document), decisions(document)) == ([], [])
