"""What the database refuses, said beside the field it concerns."""

from dataclasses import dataclass

from django.db import IntegrityError, connection
from django.db.models import ProtectedError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

BEGINS_ITS_PERIOD = _("A date known to the month or the year is written as that period's first day.")
TWO_LETTERS = _("A country is two letters, such as CN or FR.")
ADDRESS_TAKEN = _("This address already belongs to something else, or leads there. Choose another slug.")

# Constraint or trigger -> the field it is about (None: the whole form) and what to tell the editor.
# The names are those of archive/models and archive/migrations/sql/0003_rules.sql.
RULES = {
    "addresses_are_permanent": ("slug", ADDRESS_TAKEN),
    "document_text_is_canonical": (
        "text",
        _("The text holds characters or blanks that the archive does not keep."),
    ),
    "document_has_text": ("text", _("A document needs a text.")),
    "document_date_begins_its_period": ("date", BEGINS_ITS_PERIOD),
    "document_is_not_part_of_itself": ("part_of", _("A document cannot be part of itself.")),
    "document_does_not_translate_itself": (
        "translation_of",
        _("A document cannot be a translation of itself."),
    ),
    "document_translation_has_a_translator": (
        "translator",
        _("Say who translated it: officials, the outlet, this archive or a machine."),
    ),
    "document_parts_form_a_tree": (
        "part_of",
        _("This would make a circle: that document is itself a part of this one, directly or further up."),
    ),
    "document_translations_form_a_tree": (
        "translation_of",
        _("This would make a circle: that document is itself a translation of this one."),
    ),
    "event_parts_form_a_tree": (
        "part_of",
        _("This would make a circle: that event is this one, or a part of it, directly or further down."),
    ),
    "themes_form_a_tree": (
        "parent",
        _("This would make a circle: that theme is this one, or stands below it."),
    ),
    "event_start_begins_its_period": ("start", BEGINS_ITS_PERIOD),
    "event_end_begins_its_period": ("end", BEGINS_ITS_PERIOD),
    "event_ends_after_it_starts": (
        "end",
        _("An event cannot end before it starts, nor end without a start."),
    ),
    "role_start_begins_its_period": ("start", BEGINS_ITS_PERIOD),
    "role_end_begins_its_period": ("end", BEGINS_ITS_PERIOD),
    "role_ends_after_it_starts": ("end", _("A role cannot end before it starts.")),
    "source_country_is_two_letters": ("country", TWO_LETTERS),
    "speaker_country_is_two_letters": ("country", TWO_LETTERS),
    "event_country_is_two_letters": ("country", TWO_LETTERS),
    "statement_date_begins_its_period": ("date", BEGINS_ITS_PERIOD),
    "statement_span_runs_forward": (None, _("A statement ends after it starts.")),
    "statement_span_is_as_long_as_its_words": (None, _("The statement's place is not as long as its words.")),
    "statement_words_are_the_documents": (
        None,
        _("The statement's words do not stand at that place in the document's text."),
    ),
    "statement_without_a_place_stays": (
        None,
        _("A correction left this statement without a place: give it one in the queue first."),
    ),
    "document_is_checked_by_another": (
        None,
        _("Another editor than the one who annotated it checks a document."),
    ),
    "statement_names_a_speaker_when_one_speaks": (
        "speaker",
        _("Name the speaker, or choose another voice; other voices have no speaker."),
    ),
    "statement_role_is_the_speakers": ("role", _("Choose a role of this speaker, or leave the role empty.")),
    "statement_relay_position_is_unique": (
        None,
        _("Two relays cannot stand at the same place in the chain."),
    ),
    "statement_carries_a_theme_once": ("on_themes", _("The statement already carries this theme.")),
    "statement_reports_one_confirmed_utterance": (
        None,
        _("A statement of this list is already a confirmed report of another utterance."),
    ),
    "report_is_listed_once": (None, _("A statement is listed twice as a report of this utterance.")),
}
UNIQUE, FOREIGN = "23505", "23503"


@dataclass
class Refusal(Exception):
    """A rule that stands against what was asked. ``field`` None speaks of the whole form."""

    field: str | None
    message: str | list[str]

    def __str__(self):
        return (
            str(self.message)
            if not isinstance(self.message, list)
            else " ".join(map(strip_tags, self.message))
        )


def refusal_of(error: IntegrityError | ProtectedError) -> Refusal:
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    if name in RULES:
        return Refusal(*RULES[name])
    if getattr(diagnosis, "sqlstate", "") == UNIQUE:
        if "slug" in name:
            return Refusal("slug", ADDRESS_TAKEN)
        return Refusal(None, _("The same entry is there already. Perhaps somebody saved it a moment ago."))
    if getattr(diagnosis, "sqlstate", "") == FOREIGN or isinstance(error, ProtectedError):
        return Refusal(None, _("Something this depends on, or that depends on this, is in the way or gone."))
    return Refusal(None, _("The database refused this (%(rule)s).") % {"rule": name or _("no rule named")})


def check_rules_now() -> None:
    """Rules that wait for the end of the transaction speak here, while the form can still be shown again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
