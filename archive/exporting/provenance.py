"""Who said it, where and when, and according to whom: what a page and an export say of every statement."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Document, Statement


def provenance(statement: Statement, relays: Sequence[str]) -> str:
    """Copied together with the words: “A. Adeyemi (Minister), Opening, 5 March 2024. Paraphrased by the Gazette.”"""
    document = statement.document
    role = role_display(statement) if statement.speaker else ""
    name = speaker_name(statement)
    parts = [
        ", ".join(
            filter(
                None,
                [f"{name} ({role})" if role else name, str(statement.event or ""), statement.date_display],
            )
        ),
        capfirst(attribution_chain(statement, relays)),
        *([translation_note(document)] if document.translator else []),
        *([] if statement.certain else [_("Attribution uncertain")]),
    ]
    return " ".join(f"{part}." for part in parts)


ATTRIBUTION_PHRASES: dict[str, Promise] = {
    Statement.Attribution.VERBATIM: gettext_lazy("quoted verbatim by %s"),
    Statement.Attribution.TRANSLATED: gettext_lazy("quoted in translation by %s"),
    Statement.Attribution.PARAPHRASE: gettext_lazy("paraphrased by %s"),
    Statement.Attribution.SUMMARY: gettext_lazy("summarised by %s"),
    Statement.Attribution.QUESTION: gettext_lazy("asked, as recorded by %s"),
}


def attribution_chain(statement: Statement, relays: Sequence[str]) -> str:
    """Says who worded the statement and who passed it on: “paraphrased by Xinhua, relayed by China Daily”."""
    chain = relays or [statement.document.source.name]
    first = str(ATTRIBUTION_PHRASES[statement.attribution]) % chain[0]
    return ", ".join([first, *(_("relayed by %s") % name for name in chain[1:])])


def relay_names(statement: Statement) -> tuple[str, ...]:
    """Returns the names of its relays, nearest to the words first."""
    return tuple(relay.speaker.name for relay in statement.relays.all())


def speaker_name(statement: Statement) -> str:
    """The speaker or the voice, without the role."""
    if statement.voice == Statement.Voice.UNNAMED:
        label = statement.voice_label
        return _("Unnamed source (“%s”)") % label if label else _("Unnamed source")
    return str(statement.speaker or statement.get_voice_display())


def role_display(statement: Statement) -> str:
    """The role held that day; where none is known or several are, the role as the document prints it."""
    roles = statement.roles_held()
    return str(roles[0]) if len(roles) == 1 else statement.role_as_printed


def translation_note(document: Document) -> str:
    translator_label = capfirst(str(document.get_translator_display()).lower())
    note = "" if document.translation_checked else _(", not checked")
    return (
        f"{translator_label} ({document.translator_name})" if document.translator_name else translator_label
    ) + note
