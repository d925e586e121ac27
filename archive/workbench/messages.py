"""Every word the workbench's scripts show, in the editor's language. Two in a list are for one and for more."""

from django.utils.translation import gettext as _


def words() -> dict:
    return {**fields(), **panel(), **entries(), **bar(), **done(), **trouble(), **versions(), **keys()}


def fields() -> dict:
    return {
        "words": _("Words"),
        "speaker": _("Speaker"),
        "event": _("Event"),
        "themes": _("Themes"),
        "voice": _("Voice"),
        "voice_label": _("Voice as printed"),
        "attribution": _("Attribution"),
        "role": _("Role"),
        "role_as_printed": _("Role as printed"),
        "relays": _("Relayed by"),
        "note": _("Note"),
        "state": _("State"),
        "certain": _("Certain"),
    }


def panel() -> dict:
    return {
        "markTitle": _("Mark these words"),
        "changeTitle": _("Statement {number}"),
        "leave": _("Leave"),
        "save": _("Save"),
        "saveHint": _("Enter saves, Escape leaves"),
        "keep": _("keep on"),
        "keepNamed": _("Keep on for the next selection: {label}"),
        "guessed": _("guessed"),
        "asLast": _("as the last one"),
        "make": _("Make “{name}”"),
        "made": _("Made: {name}."),
        "wasThere": _("“{name}” was there already and is chosen."),
        "notMade": _("It could not be made; is the network gone?"),
        "noneFound": _("Nothing found."),
        "takeOut": _("Take out {label}"),
        "chooseOne": _("Choose one of the list for “{typed}”."),
        "nameSpeaker": _("Name the speaker, or choose another voice."),
        "sayHow": _("Say how the words are given."),
        "roleAfterwards": _("The role held that day is shown when this is saved."),
        "roleOpen": _("Left open"),
    }


def entries() -> dict:
    return {
        "statementNumber": _("Statement {number}"),
        "asPrinted": _("As printed:"),
        "relayedBy": _("Relayed by"),
        "uncertain": _("Uncertain"),
        "waiting": _("Waiting"),
        "chosen": _("chosen"),
        "chooseRole": _("Choose the role"),
        "edit": _("Edit"),
        "duplicate": _("Duplicate"),
        "delete": _("Delete"),
        "allFields": _("All fields"),
        "reports": _("Other reports"),
        "onSite": _("View on site"),
    }


def bar() -> dict:
    return {
        "colourBy": _("Colours"),
        "by_speaker": _("by speaker"),
        "by_theme": _("by theme"),
        "by_attribution": _("by attribution"),
        "filter_speaker": _("Speaker"),
        "filter_theme": _("Theme"),
        "filter_state": _("State"),
        "all_speaker": _("All speakers"),
        "all_theme": _("All themes"),
        "all_state": _("All states"),
        "noTheme": _("No theme"),
        "others": _("Others"),
        "legend": _("What the colours stand for"),
        "count": [_("{n} statement"), _("{n} statements")],
        "countOf": _("{n} of {all} statements"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "keys": _("Keys"),
    }


def done() -> dict:
    return {
        "marked": _("Marked: “{words}”."),
        "saved": _("Saved: “{words}”."),
        "moved": _("Now marked: “{words}”."),
        "deleted": _("Deleted: “{words}”. Undo brings it back."),
        "split": _("Split; the second part is “{words}”."),
        "splitWhere": _("Put the caret inside a statement, between two words, to split it there."),
        "undone": _("Undone: {what}."),
        "redone": _("Done again: {what}."),
        "nothingToUndo": _("There is nothing to undo."),
        "nothingToRedo": _("There is nothing to do again."),
        "did_marked": _("marking"),
        "did_changed": _("changing"),
        "did_moved": _("moving the ends"),
        "did_deleted": _("deleting"),
        "did_split": _("splitting"),
        "mayNot": _("Your account may not do this here."),
        "newsAdded": [_("{n} new statement"), _("{n} new statements")],
        "newsChanged": [_("{n} changed"), _("{n} changed")],
        "newsRemoved": [_("{n} deleted"), _("{n} deleted")],
    }


def trouble() -> dict:
    return {
        "waitNetwork": [
            _("{n} change waits for the network. Go on working; it is sent when the network is back."),
            _("{n} changes wait for the network. Go on working; they are sent when the network is back."),
        ],
        "tryNow": _("Try now"),
        "loginGone": _("You are not logged in any more."),
        "waitLogin": [
            _("{n} change waits; nothing is lost."),
            _("{n} changes wait; nothing is lost."),
        ],
        "login": _("Log in in a new tab"),
        "goOn": _("Go on"),
        "corrected": _("The text was corrected meanwhile."),
        "waitCorrected": [
            _("{n} change is kept, and offered again on the corrected text."),
            _("{n} changes are kept, and offered again on the corrected text."),
        ],
        "reload": _("Load the corrected text"),
        "drafts": [
            _("This was written and not saved. Look at it at its place:"),
            _("These were written and not saved. Look at each at its place:"),
        ],
        "openDraft": _("Look at it"),
        "letGo": _("Let it go"),
        "wordsGone": _("The words are not in the text any more: select where they belong, then save."),
        "refused": _("The server did not take this."),
        "notLoaded": _("The statements could not be loaded; the page tries again by itself."),
    }


def versions() -> dict:
    return {
        "conflictTitle": _("Somebody else changed this statement meanwhile"),
        "conflict": _("Nothing is lost. Both versions, where they differ:"),
        "conflictRemove": _("You deleted it without having seen that. It now reads:"),
        "field": _("Field"),
        "mine": _("Yours"),
        "theirs": _("Theirs"),
        "theirsOf": _("Of {name}"),
        "sameFields": _("Both say the same."),
        "keepTheirs": _("Keep theirs"),
        "putMine": _("Put mine in its place"),
        "deleteAnyway": _("Delete it all the same"),
        "goOnEditing": _("Go on editing mine"),
        "goneTitle": _("Somebody deleted this statement meanwhile"),
        "goneWords": _("What you wrote is still here:"),
        "markAgain": _("Mark it again"),
    }


def keys() -> dict:
    return {
        "keysTitle": _("Keys"),
        "close": _("Close"),
        "keys_text": _("In the text"),
        "keys_anywhere": _("In the text and in the list"),
        "keys_list": _("In the list"),
        "keys_panel": _("In the panel"),
        "does_move-word": _("a word back or on"),
        "does_move-sentence": _("a sentence back or on"),
        "does_move-paragraph": _("a paragraph back or on"),
        "does_move-sign": _("a sign back or on"),
        "does_move-edge": _("to the beginning or end of the paragraph"),
        "does_move-text": _("to the beginning or end of the text"),
        "does_extend": _("with Shift, each of these selects"),
        "does_select-word": _("select the word; again: one more"),
        "does_select-sentence": _("select the sentence; again: one more"),
        "does_select-paragraph": _("select the paragraph; again: one more"),
        "does_swap": _("go on at the selection's other end"),
        "does_open": _(
            "mark what is selected; without a selection edit the statement here, or mark the sentence"
        ),
        "does_again": _("mark it like the last one, at once"),
        "does_outer": _("the next of several statements here"),
        "does_split": _("split the statement at the caret"),
        "does_adjust-start": _("move the statement's beginning out or in by a word"),
        "does_adjust-end": _("move the statement's end out or in by a word"),
        "does_leave": _("leave: the panel, then the selection"),
        "does_undo": _("undo"),
        "does_redo": _("do again"),
        "does_next": _("next statement"),
        "does_previous": _("previous statement"),
        "does_first": _("first statement"),
        "does_last": _("last statement"),
        "does_edit": _("edit the statement"),
        "does_duplicate": _("duplicate the statement"),
        "does_remove": _("delete the statement"),
        "does_list": _("to the list"),
        "does_text": _("back to the text"),
        "does_filter": _("to the filters"),
        "does_colour": _("other colours"),
        "does_panel": _("between the panel and the text"),
        "does_help": _("these keys"),
        "does_save": _("save, from the note as well (elsewhere Enter does)"),
        "key_Ctrl": _("Ctrl"),
        "key_Shift": _("Shift"),
        "key_Enter": _("Enter"),
        "key_Escape": _("Esc"),
        "key_Delete": _("Del"),
        "key_Backspace": _("Backspace"),
        "key_PageUp": _("Page up"),
        "key_PageDown": _("Page down"),
        "key_Home": _("Home"),
        "key_End": _("End"),
    }
