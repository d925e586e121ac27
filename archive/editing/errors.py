"""Why an edit was refused, in words for the editor; also what the database refuses."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError
from django.db.models import ProtectedError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.models.base.web_address import MESSAGE as WEB_ADDRESS_MESSAGE

PERIOD_START_MESSAGE = _(
    "A date known only to the month or year must be entered as the first day of that month or year."
)
COUNTRY_MESSAGE = _("A country code has two letters, such as CN or FR.")
SLUG_TAKEN_MESSAGE = _("This slug is already in use, or redirects to another entry. Choose another slug.")

# Constraint or trigger -> the field it is about (None: the whole row) and what to tell the editor.
# The names are those of the constraints in archive/models and of the triggers in archive/sql.
CONSTRAINT_MESSAGES: dict[str, tuple[str | None, str | Promise]] = {
    "slugs_are_permanent": ("slug", SLUG_TAKEN_MESSAGE),
    "document_text_is_canonical": (
        "text",
        _("The text contains characters or spaces that the archive does not store."),
    ),
    "document_has_text": ("text", _("A document must have a text.")),
    "document_date_is_period_start": ("date", PERIOD_START_MESSAGE),
    "document_url_is_web_address": ("url", WEB_ADDRESS_MESSAGE),
    "source_url_is_web_address": ("url", WEB_ADDRESS_MESSAGE),
    "document_is_not_part_of_itself": ("part_of", _("A document cannot be part of itself.")),
    "document_is_not_translation_of_itself": (
        "translation_of",
        _("A document cannot be a translation of itself."),
    ),
    "document_part_has_range": (
        "part_first",
        _("Give both paragraphs, the first before the last, and the document it is part of; or neither."),
    ),
    "document_translation_has_translator": (
        "translator",
        _("Choose who translated it: officials, the outlet, this archive or a machine."),
    ),
    "document_parts_form_a_tree": (
        "part_of",
        _("This would create a loop: that document is already part of this one, directly or indirectly."),
    ),
    "document_translations_form_a_tree": (
        "translation_of",
        _("This would create a loop: that document is already a translation of this one."),
    ),
    "event_parts_form_a_tree": (
        "part_of",
        _(
            "This would create a loop: that event is this one or is already part of it, directly "
            "or indirectly."
        ),
    ),
    "themes_form_a_tree": (
        "parent",
        _("This would create a loop: that theme is this one or one of its subthemes."),
    ),
    "event_start_is_period_start": ("start", PERIOD_START_MESSAGE),
    "event_end_is_period_start": ("end", PERIOD_START_MESSAGE),
    "event_ends_after_it_starts": (
        "end",
        _("An event cannot end before it starts, or have an end date without a start date."),
    ),
    "role_start_is_period_start": ("start", PERIOD_START_MESSAGE),
    "role_end_is_period_start": ("end", PERIOD_START_MESSAGE),
    "role_ends_after_it_starts": ("end", _("A role cannot end before it starts.")),
    "source_country_is_two_letters": ("country", COUNTRY_MESSAGE),
    "speaker_country_is_two_letters": ("country", COUNTRY_MESSAGE),
    "event_country_is_two_letters": ("country", COUNTRY_MESSAGE),
    "statement_date_is_period_start": ("date", PERIOD_START_MESSAGE),
    "statement_end_is_after_start": (None, _("A statement must end after it starts.")),
    "statement_span_length_is_text_length": (
        None,
        _("The start and end of the statement do not fit the length of its words."),
    ),
    "statement_text_matches_document": (
        None,
        _("The statement's words are not at that position in the document's text."),
    ),
    "orphaned_statement_keeps_its_span": (
        None,
        _("A correction orphaned this statement: reattach it to the text first."),
    ),
    "document_checker_is_not_annotator": (
        None,
        _("A document must be checked by an editor other than the one who annotated it."),
    ),
    "statement_speaker_matches_voice": (
        "speaker",
        _("Choose a speaker, or select another voice; other voices have no speaker."),
    ),
    "statement_role_belongs_to_speaker": (
        "role",
        _("Choose one of this speaker's roles, or leave the role empty."),
    ),
    "statement_relay_position_is_unique": (
        None,
        _("Two relays cannot have the same position in the chain."),
    ),
    "statement_theme_is_unique": ("themes", _("The statement already has this theme.")),
    "statement_reports_one_confirmed_utterance": (
        None,
        _("A statement in this list is already a confirmed report of another utterance."),
    ),
    "report_is_unique": (None, _("A statement is listed twice as a report of this utterance.")),
    "an_administrator_is_left": (
        None,
        _("This is the last administrator who can sign in. Make another account an administrator first."),
    ),
}
UNIQUE, FOREIGN = "23505", "23503"  # SQLSTATE


class EditError(Exception):
    """An edit that was refused; nothing was written.

    ``message`` is one sentence for the editor. ``errors`` maps fields to messages; it is empty where the reason
    concerns the whole row.
    """

    def __init__(self, message: str | Promise, errors: Mapping[str, Sequence[str | Promise]] | None = None):
        super().__init__(message)
        self.message = str(message)
        self.errors = {field: [str(text) for text in messages] for field, messages in (errors or {}).items()}

    def __str__(self) -> str:
        return self.message


class NotAllowedError(EditError):
    """The actor's permissions do not cover it."""


class StaleError(EditError):
    """Somebody else changed what is edited after the actor read it."""


class StaleTextError(StaleError):
    """The document's text was corrected meanwhile; ``text_version`` is its present one."""

    def __init__(self, message: str | Promise, text_version: int):
        super().__init__(message)
        self.text_version = text_version


class UnconfirmedError(EditError):
    """The edit needs the editor's explicit consent, which was not given."""


class NotFoundError(EditError):
    """The row to be edited is not in the archive."""


class GoneError(NotFoundError):
    """The row was in the archive and has been deleted."""


def field_error(field: str | None, message: str | Promise) -> EditError:
    return EditError(message, {field: [message]} if field else None)


def edit_error_from(
    exception: IntegrityError | ProtectedError | DataError | UnicodeEncodeError | ValidationError,
) -> EditError:
    """The reason in words for the editor; the name of the constraint where there is no message for it."""
    if isinstance(exception, ValidationError):
        return _from_validation(exception)
    if isinstance(exception, DataError | UnicodeEncodeError):
        return EditError(_("A value is too long, or contains a character that cannot be stored."))
    diagnosis = getattr(exception.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    state = getattr(diagnosis, "sqlstate", "")
    if name in CONSTRAINT_MESSAGES:
        return field_error(*CONSTRAINT_MESSAGES[name])
    if state == UNIQUE and "slug" in name:
        return field_error("slug", SLUG_TAKEN_MESSAGE)
    if state == UNIQUE:
        return EditError(_("This entry already exists. Someone may have saved it a moment ago."))
    if state == FOREIGN or isinstance(exception, ProtectedError):
        return EditError(
            _("This cannot be done, because a related entry still depends on it or no longer exists.")
        )
    return EditError(_("The database rejected this (%(rule)s).") % {"rule": name or _("no rule given")})


def _from_validation(exception: ValidationError) -> EditError:
    if not hasattr(exception, "error_dict"):
        return EditError(exception.messages[0])
    errors = exception.message_dict
    message = next(iter(errors.values()))[0]
    return EditError(
        message, {field: messages for field, messages in errors.items() if field != NON_FIELD_ERRORS}
    )
