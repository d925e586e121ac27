"""Every other thing the workbench does to statements: fields, undo, split, ends, filters, links. Long, so slow."""

import pytest

from tests.factories import make_statement

from .workbench_page import choose, drag, press_keys, run_in_thread, text_corners, wait_until_sent

pytestmark = pytest.mark.slow

# What a page does not do at once is late, as on a slow machine.
BUSY = "() => { const wait = setTimeout; window.setTimeout = (act, time = 400) => wait(act, time); }"


@pytest.fixture
def document(new_text):
    return new_text(kind="readout")  # what is kept on goes over its paragraphs


@pytest.fixture
def three_statements(document, people, django_db_blocker):
    """Three statements; the second lies within the first."""
    said = {
        "ships carry books 😀” and 𠮷野家 serves rice": people.speaker,
        "𠮷野家 serves rice": people.other,
        "The end comes late.": people.speaker,
    }
    with django_db_blocker.unblock():
        for words, speaker in said.items():
            run_in_thread(lambda: make_statement(document, words, speaker=speaker, state="draft"))  # noqa: B023
    return document


def test_a_selection_grows_and_shrinks_at_either_end(workbench, document, expect):
    page = workbench(document)
    page.focus("#text")
    chosen = "() => document.getSelection().toString()"
    press_keys(page, "Control+Home", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    assert page.evaluate(chosen) == "Ships carry books"
    press_keys(page, "Shift+ArrowLeft", "x", "Shift+ArrowLeft")
    assert page.evaluate(chosen).startswith("😀 Ships carry")
    press_keys(page, "Escape", "PageDown", "w")
    assert page.evaluate(chosen) == "Minister"
    press_keys(page, "p", "Escape", "Control+End", "Shift+Control+ArrowLeft")
    assert page.evaluate(chosen) == "."


def test_a_key_right_after_the_mouse_finds_the_panel_open(
    workbench, three_statements, read_statements, expect
):
    page = workbench(three_statements)
    drag(page, "It always does.")
    choose(page, "speaker", "Amara")
    page.select_option("#choose-attribution", "summary")
    page.locator("#choose-speaker").press("Enter")
    wait_until_sent(page, 4)
    page.evaluate(BUSY)
    drag(page, "The harbour is open.")
    press_keys(page, "Enter")
    wait_until_sent(page, 5)
    assert ("The harbour is open.", "Amara Adeyemi", "summary") in read_statements(three_statements)
    expect(page.locator("#panel")).to_be_hidden()
    drag(page, "Nobody objected.")
    press_keys(page, "Escape")
    page.wait_for_timeout(500)
    expect(page.locator("#panel")).to_be_hidden()


def test_carried_values_are_filled_in_again_and_the_rest_is_not(workbench, document, expect):
    page = workbench(document)
    drag(page, "The harbour is open.")
    choose(page, "speaker", "Amara")
    choose(page, "themes", "Harbour life")
    page.select_option("#choose-attribution", "summary")
    page.fill("#choose-note", "Only here")
    page.locator("[data-field=themes] .carry-over").click()
    page.locator("[data-field=speaker] .carry-over").click()
    page.locator("#choose-role_as_printed").press("Enter")
    wait_until_sent(page, 1)
    drag(page, "The end comes late")
    expect(page.locator("[data-field=themes] .chip")).to_contain_text("Harbour life")
    expect(page.locator("#choose-speaker")).to_have_value("")
    expect(page.locator("#choose-note")).to_have_value("")


def test_a_speaker_the_archive_has_not_got_is_made_in_place(workbench, document, read_statements, expect):
    page = workbench(document)
    drag(page, "Nobody objected.")
    page.fill("#choose-speaker", "Newly Named")
    page.locator("[role=option].create").wait_for()
    press_keys(page, "ArrowDown", "Enter")
    expect(page.locator("#live-region")).to_contain_text("Newly Named")
    page.select_option("#choose-attribution", "summary")
    page.locator("#choose-speaker").press("Enter")
    wait_until_sent(page, 1)
    assert read_statements(document) == [("Nobody objected.", "Newly Named", "summary")]


def test_a_missing_value_is_reported_at_its_field(workbench, document, read_statements, expect):
    page = workbench(document)
    drag(page, "The harbour is open.")
    page.locator("#choose-role_as_printed").press("Enter")
    expect(page.locator("#choose-speaker-error")).to_have_text("Choose a speaker, or select another voice.")
    expect(page.locator("#choose-attribution-error")).to_have_text("Choose an attribution.")
    expect(page.locator("#choose-speaker")).to_be_focused()
    assert read_statements(document) == []


def test_undo_and_redo_for_the_whole_sitting(workbench, document, read_statements, expect):
    page = workbench(document)
    page.focus("#text")
    press_keys(page, "s", "Enter")
    choose(page, "speaker", "Amara")
    page.select_option("#choose-attribution", "summary")
    page.locator("#choose-speaker").press("Enter")
    wait_until_sent(page, 1)
    press_keys(page, "e")
    page.fill("#choose-note", "Changed")
    press_keys(page, "Control+Enter")
    press_keys(page, "Delete")
    wait_until_sent(page, 0)
    press_keys(page, "Control+z")
    wait_until_sent(page, 1)
    assert read_statements(document, "note") == ["Changed"]
    press_keys(page, "u")
    expect(page.locator(".item-note")).to_have_count(0)
    wait_until_sent(page, 1)
    press_keys(page, "u")
    wait_until_sent(page, 0)
    press_keys(page, "Control+Shift+z", "r")
    wait_until_sent(page, 1)
    expect(page.locator(".item-note")).to_have_text("Changed")
    assert read_statements(document, "note", "speaker__name") == [("Changed", "Amara Adeyemi")]
    press_keys(page, "Control+y")
    wait_until_sent(page, 0)


def test_split_at_the_caret_and_undone(workbench, three_statements, read_statements, expect):
    page = workbench(three_statements)
    page.focus("#text")
    press_keys(page, "Control+End", "ArrowUp", "ArrowUp", "ArrowRight", "ArrowRight", "c")
    wait_until_sent(page, 4)
    assert read_statements(three_statements, "text")[2:] == ["The end", "comes late."]
    press_keys(page, "u")
    wait_until_sent(page, 3)
    assert read_statements(three_statements, "text")[2:] == ["The end comes late."]
    press_keys(page, "r")
    wait_until_sent(page, 4)
    assert read_statements(three_statements, "text")[2:] == ["The end", "comes late."]


def test_a_duplicate_waits_for_what_differs(workbench, three_statements, read_statements, expect):
    page = workbench(three_statements)
    page.focus("#text")
    press_keys(page, "n", "n", "n", "d")
    expect(page.locator("#panel-title")).to_have_text("Mark this passage")
    choose(page, "speaker", "Bo Berg")
    page.keyboard.press("Enter")
    wait_until_sent(page, 4)
    assert read_statements(three_statements)[2:] == [
        ("The end comes late.", "Amara Adeyemi", "paraphrase"),
        ("The end comes late.", "Bo Bergqvist", "paraphrase"),
    ]


def test_deleted_from_the_list_by_key(workbench, three_statements, read_statements, expect):
    page = workbench(three_statements)
    page.focus("#text")
    press_keys(page, "n", "l", "ArrowDown", "Delete")
    wait_until_sent(page, 2)
    assert read_statements(three_statements, "speaker__name") == ["Amara Adeyemi", "Amara Adeyemi"]
    expect(page.locator(".statements > li.is-current")).to_be_focused()


def test_an_end_is_drawn_to_other_words(workbench, three_statements, read_statements, expect):
    page = workbench(three_statements)
    # What saving tells may take the place of what was said before.
    page.evaluate(
        """() => {
            const region = document.getElementById("live-region");
            window.said = [];
            new MutationObserver(() => window.said.push(region.textContent)).observe(region, {
                childList: true, characterData: true, subtree: true,
            });
        }"""
    )
    x, y, *_rest = text_corners(page, "The end comes late.")
    page.mouse.click(x + 20, y)
    handle = page.locator(".handle-end").bounding_box()
    x2, y2 = text_corners(page, "It always")[2:]
    page.mouse.move(handle["x"] - 3, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(handle["x"] + 20, handle["y"] + 8)
    page.mouse.move(x2 - 12, y2)
    page.mouse.up()
    expect(page.locator("#text .is-current")).to_have_text("The end comes late. It always")
    wait_until_sent(page, 3)
    assert read_statements(three_statements, "text")[2] == "The end comes late. It always"
    assert any("Now marked: “The end comes late. It always”" in text for text in page.evaluate("window.said"))


def test_the_ends_move_by_keys_and_that_is_one_change(workbench, three_statements, read_statements, expect):
    page = workbench(three_statements)
    page.focus("#text")
    press_keys(page, "n", "n", "n", "]", "]", "}", "{")
    expect(page.locator("#text .is-current")).to_have_text("end comes late. It")
    wait_until_sent(page, 3)
    assert read_statements(three_statements, "text")[2] == "end comes late. It"
    press_keys(page, "u")
    expect(page.locator("#text .is-current")).to_have_text("The end comes late.")
    wait_until_sent(page, 3)
    assert read_statements(three_statements, "text")[2] == "The end comes late."


def test_overlapping_marks_are_distinguishable(workbench, three_statements, expect):
    page = workbench(three_statements)
    inner = page.locator("#text .lane-1")
    expect(inner).to_have_text("𠮷野家 serves rice")
    offsets = page.evaluate(
        "['lane-0', 'lane-1'].map((lane) => getComputedStyle(document.querySelector('.' + lane)).textUnderlineOffset)"
    )
    assert offsets[0] != offsets[1]
    x, y, *_rest = text_corners(page, "serves")
    page.mouse.click(x + 5, y)
    expect(page.locator(".statements > li.is-current b")).to_have_text("Bo Bergqvist")
    page.focus("#text")
    press_keys(page, "o")
    expect(page.locator(".statements > li.is-current b")).to_have_text("Amara Adeyemi")


def test_filters_hide_in_the_text_and_in_the_list(workbench, three_statements, expect):
    page = workbench(three_statements)
    page.focus("#text")
    press_keys(page, "f")
    expect(page.locator("#bar-filter-speaker")).to_be_focused()
    page.select_option("#bar-filter-speaker", label="Bo Bergqvist (1)")
    expect(page.locator(".statements > li")).to_have_count(1)
    expect(page.locator("#text [data-ids]")).to_have_text(["𠮷野家 serves rice"])
    expect(page.locator(".toolbar .count")).to_have_text("1 of 3 statements")
    page.select_option("#bar-filter-speaker", "")
    expect(page.locator(".statements > li")).to_have_count(3)


def test_colours_are_chosen_and_named(workbench, three_statements, expect):
    page = workbench(three_statements)
    legend = page.locator(".legend li")
    expect(legend).to_have_text(["Amara Adeyemi 2", "Bo Bergqvist 1"])
    page.focus("#text")
    press_keys(page, "g", "g")
    expect(legend).to_have_text(["Paraphrase 3"])


def test_list_and_text_lead_to_each_other(workbench, three_statements, expect):
    page = workbench(three_statements, after=f"#s{pk(three_statements, 2)}")
    expect(page.locator(".statements > li.is-current .item-number")).to_have_text("3")
    page.locator(".statements > li").first.click()
    expect(page.locator("#text .is-current").first).to_contain_text("ships carry books")
    page.locator("#text .ref", has_text="2").click()
    expect(page.locator(".statements > li.is-current")).to_be_focused()


def pk(document, at):
    return list(document.statements.in_reading_order().values_list("pk", flat=True))[at]


def test_all_keys_are_shown(workbench, document, expect):
    page = workbench(document)
    page.focus("#text")
    press_keys(page, "?")
    expect(page.locator("dialog")).to_contain_text("split the statement at the cursor")
    assert page.locator("dialog .key-row").count() > 25
    press_keys(page, "Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "text"


def test_other_words_are_taken_while_the_panel_is_open(workbench, three_statements, read_statements, expect):
    page = workbench(three_statements)
    page.focus("#text")
    press_keys(page, "n", "n", "n", "e")
    page.fill("#choose-note", "Stays")
    press_keys(page, "F6", "p", "F6")
    expect(page.locator(".panel-words")).to_contain_text("It always does.")
    press_keys(page, "Enter")
    wait_until_sent(page, 3)
    assert read_statements(three_statements, "text", "note")[2] == (
        "The end comes late. It always does.",
        "Stays",
    )


def test_the_edit_address_opens_the_panel(workbench, three_statements, expect):
    page = workbench(three_statements, after=f"{pk(three_statements, 1)}/")
    expect(page.locator("#panel-title")).to_have_text("Statement 2")
    expect(page.locator("#choose-speaker")).to_have_value("Bo Bergqvist")
