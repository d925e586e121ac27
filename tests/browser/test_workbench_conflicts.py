"""The workbench when others work on the same text, the network goes, the login ends or the text is corrected."""

import pytest

from archive.editing.corrections import correct_text
from tests.factories import make_statement

from .workbench_page import TEXT, choose, drag, press_keys, run_in_thread, wait_until_sent

pytestmark = pytest.mark.slow

END = "The end comes late."
SOON = 9_000  # milliseconds in which another's work is there: the page looks every three seconds


@pytest.fixture
def document(new_text, people, django_db_blocker):
    """With one statement."""
    document = new_text(kind="readout")
    with django_db_blocker.unblock():
        run_in_thread(lambda: make_statement(document, END, speaker=people.speaker, state="draft"))
    return document


@pytest.fixture
def two_windows(workbench, document):
    """The same text in two windows, of two editors."""
    first = workbench(document)
    return first, workbench(document, "bert", locale="en-GB")


def write_note(page, words):
    """Opens the only statement and writes a note."""
    page.focus("#text")
    press_keys(page, "Control+Home", "n", "e")
    page.fill("#choose-note", words)


def poll_now(page):
    """As when the network is back: the page asks the server without waiting for its next turn."""
    page.evaluate("dispatchEvent(new Event('online'))")


def mark_words(page, words):
    drag(page, words)
    choose(page, "speaker", "Amara")
    page.select_option("#choose-attribution", "summary")
    page.locator("#choose-speaker").press("Enter")


def test_what_another_marks_changes_and_deletes_appears(two_windows, expect):
    mine, theirs = two_windows
    mark_words(theirs, "The harbour is open.")
    expect(mine.locator(".statements > li")).to_have_count(2, timeout=SOON)
    expect(mine.locator("#change-notice")).to_have_text("bert: 1 new statement")
    expect(mine.locator("#text [data-ids]").first).to_have_text("The harbour is open.")
    theirs.focus("#text")
    press_keys(theirs, "Delete")
    wait_until_sent(theirs, 1)
    poll_now(mine)
    expect(mine.locator(".statements > li")).to_have_count(1, timeout=SOON)
    expect(mine.locator("#change-notice")).to_have_text("1 statement deleted")


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("Keep their version", "Hers"), ("Keep my version", "His"), ("Continue editing", "His, too")],
)
def test_a_stale_write_is_refused_and_both_texts_survive(
    open_page,
    two_windows,
    document,
    read_statements,
    expect,
    choice,
    kept,
):
    open_page.expected.append("412")
    mine, theirs = two_windows
    write_note(theirs, "His")
    write_note(mine, "Hers")
    press_keys(mine, "Control+Enter")
    wait_until_sent(mine, 1)
    press_keys(theirs, "Control+Enter")
    dialog = theirs.locator("dialog")
    expect(dialog.locator("tbody tr")).to_have_text(["Editor's noteHisHers"])
    assert read_statements(document, "note") == ["Hers"]
    dialog.get_by_role("button", name=choice).click()
    if choice.startswith("Continue"):
        expect(theirs.locator("#choose-note")).to_have_value("His")
        theirs.fill("#choose-note", kept)
        press_keys(theirs, "Control+Enter")
    wait_until_sent(theirs, 1)
    assert read_statements(document, "note") == [kept]


def test_what_another_deleted_can_be_marked_again(open_page, two_windows, document, read_statements, expect):
    open_page.expected.append("410")
    mine, theirs = two_windows
    write_note(theirs, "His")
    mine.focus("#text")
    press_keys(mine, "n", "Delete")
    wait_until_sent(mine, 0)
    press_keys(theirs, "Control+Enter")
    theirs.get_by_role("button", name="Mark it again").click()
    expect(theirs.locator("#choose-note")).to_have_value("His")
    press_keys(theirs, "Control+Enter")
    wait_until_sent(theirs, 1)
    assert read_statements(document, "text", "note") == [(END, "His")]


def test_without_a_network_changes_are_queued_in_order_and_sent(
    open_page, workbench, document, read_statements, expect
):
    open_page.expected.append("ERR_INTERNET_DISCONNECTED")
    page = workbench(document)
    mark_words(page, "Nobody objected.")
    wait_until_sent(page, 2)
    page.context.set_offline(True)
    drag(page, "The harbour is open.")
    press_keys(page, "Enter")
    expect(page.locator("#error-banner")).to_contain_text("1 change is waiting for the network.")
    press_keys(page, "e")
    page.fill("#choose-note", "Written offline")
    press_keys(page, "Control+Enter")
    expect(page.locator("#error-banner")).to_contain_text("2 changes are waiting for the network.")
    expect(page.locator(".statements .is-pending")).to_have_count(1)
    assert len(read_statements(document)) == 2
    page.context.set_offline(False)
    wait_until_sent(page, 3)
    expect(page.locator("#error-banner")).to_be_hidden()
    assert read_statements(document, "text", "note")[0] == ("The harbour is open.", "Written offline")


def test_pending_changes_outlive_the_page(open_page, workbench, document, read_statements, expect):
    open_page.expected.append("ERR_FAILED")
    page = workbench(document)
    page.route(
        "**/api/statements/",
        lambda route: route.abort() if route.request.method == "POST" else route.fallback(),
    )
    mark_words(page, "Nobody objected.")
    expect(page.locator("#error-banner")).to_contain_text("1 change is waiting")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/api/statements/")
    page.reload()
    page.wait_for_selector(".workbench[data-ready]")
    wait_until_sent(page, 2)
    assert read_statements(document, "text") == ["Nobody objected.", END]


def test_what_was_being_typed_outlives_the_page(workbench, document, expect):
    page = workbench(document)
    write_note(page, "Half a tho")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#panel-title")).to_have_text("Statement 1")
    expect(page.locator("#choose-note")).to_have_value("Half a tho")
    press_keys(page, "Escape")


def test_an_expired_login_is_renewed_and_pending_changes_are_sent(
    open_page,
    workbench,
    sign_in,
    document,
    read_statements,
    expect,
):
    open_page.expected.append("401")
    page = workbench(document)
    page.context.clear_cookies()
    mark_words(page, "Nobody objected.")
    trouble = page.locator("#error-banner")
    expect(trouble).to_contain_text("You are no longer signed in.")
    expect(trouble.get_by_role("link", name="Sign in again in a new tab")).to_have_attribute(
        "target", "_blank"
    )
    expect(trouble).to_contain_text("1 change is waiting; nothing is lost.")
    assert read_statements(document, "text") == [END]
    sign_in(page)
    trouble.get_by_role("button", name="Continue").click()
    wait_until_sent(page, 2)
    expect(trouble).to_be_hidden()
    assert read_statements(document, "text") == ["Nobody objected.", END]


def test_on_a_corrected_text_what_was_written_is_offered_again(
    open_page,
    workbench,
    document,
    read_statements,
    expect,
    django_db_blocker,
):
    open_page.expected.append("409")
    page = workbench(document)
    with django_db_blocker.unblock():
        run_in_thread(correct, document)
    mark_words(page, "Nobody objected.")
    trouble = page.locator("#error-banner")
    expect(trouble).to_contain_text("The text has been corrected in the meantime. 1 change is kept")
    trouble.get_by_role("button", name="Load the corrected text").click()
    page.locator("#drafts").get_by_role("button", name="Review").click()
    expect(page.locator(".panel-words")).to_have_text("Nobody objected.")
    expect(page.locator("#choose-speaker")).to_have_value("Amara Adeyemi")
    press_keys(page, "Enter")
    wait_until_sent(page, 2)
    new = TEXT.replace("Ships carry", "Many ships carry")
    assert read_statements(document, "text", "start")[0] == ("Nobody objected.", new.index("Nobody"))


def correct(document):
    keys = document.statements.values_list("pk", flat=True)
    correct_text(None, document, TEXT.replace("Ships carry", "Many ships carry"), confirmed=keys)


def test_a_server_error_is_shown_at_its_field(open_page, workbench, document, read_statements, expect):
    open_page.expected.append("422")
    page = workbench(document)
    drag(page, END)
    choose(page, "speaker", "Amara")
    page.select_option("#choose-attribution", "paraphrase")
    page.fill("#choose-note", "Twice")
    press_keys(page, "Control+Enter")
    expect(page.locator("#panel .panel-error")).to_contain_text("already marked")
    expect(page.locator("#choose-note")).to_have_value("Twice")
    page.select_option("#choose-attribution", "summary")
    page.locator("#choose-speaker").press("Enter")
    wait_until_sent(page, 2)
    assert [attribution for *_, attribution in read_statements(document)] == ["paraphrase", "summary"]
