"""A statement as a reader cites it, after the Chicago manual, with who says that these were the words."""

import datetime as dt

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Document, Passage, Statement, display_date


def cite(
    statement: Statement, url: str, *, paragraph: int | None = None, accessed: dt.date | None = None
) -> str:
    """Plain text, ending in the address. With ``accessed`` the day of reading is added."""
    document = statement.document
    parts = [
        ", ".join([_speaker(statement), *_occasion(statement)]) + ":",
        f"“{with_full_stop(one_line_quote(statement.text))}”",
        capfirst(transmission(statement)) + ",",
        _document(document, paragraph) + ".",
        *([translation_note(document) + "."] if document.translator else []),
        _("Verbatim, statement %(id)s, text version %(version)d, %(url)s.")
        % {"id": statement.pk, "version": document.text_version, "url": url},
        *([_("Accessed %(date)s.") % {"date": display_date(accessed)}] if accessed else []),
    ]
    return " ".join(parts)


def with_full_stop(words: str) -> str:
    return words if words.endswith(("?", "!", "…", "。", "？", "！")) else f"{words}."


def cite_document(document: Document, url: str) -> str:
    """The document as a whole, after its statements' manner."""
    parts = [
        f"{document.source}, “{one_line_quote(document.title)}”",
        *([document.date_display] if document.date_display else []),
    ]
    sentences = [", ".join(parts) + ".", *([translation_note(document) + "."] if document.translator else [])]
    return " ".join([*sentences, _("Verbatim, %(url)s.") % {"url": url}])


def cite_passage(passage: Passage, url: str) -> str:
    """A paragraph, annotated or not: its words, document and number."""
    document = passage.document
    parts = [
        f"“{with_full_stop(one_line_quote(passage.text))}”",
        capfirst(_document(document, passage.number)) + ".",
        *([translation_note(document) + "."] if document.translator else []),
        _("Verbatim, %(url)s.") % {"url": url},
    ]
    return " ".join(parts)


def provenance(statement: Statement) -> str:
    """Who said it, where and when, and according to whom; copied together with the words."""
    document = statement.document
    parts = [
        ", ".join([_speaker(statement), *_occasion(statement)]),
        capfirst(transmission(statement)),
        *([translation_note(document)] if document.translator else []),
        *([] if statement.certain else [_("Attribution uncertain")]),
    ]
    return " ".join(f"{part}." for part in parts)


def one_line_quote(words: str, most: int = 60) -> str:
    """The words on one line, their double quotation marks made single; long ones cut after `most` words."""
    flat = words.translate(str.maketrans('“”„«»"', "‘’‚‘’'")).split()
    if len(flat) > most:
        return " ".join(flat[:most]) + " …"
    return " ".join(flat).rstrip(".,;: ")


TRANSMISSION: dict[str, Promise] = {
    Statement.Attribution.VERBATIM: gettext_lazy("quoted verbatim by %s"),
    Statement.Attribution.TRANSLATED: gettext_lazy("quoted in translation by %s"),
    Statement.Attribution.PARAPHRASE: gettext_lazy("paraphrased by %s"),
    Statement.Attribution.SUMMARY: gettext_lazy("summarised by %s"),
    Statement.Attribution.QUESTION: gettext_lazy("asked, as recorded by %s"),
}


def transmission(statement: Statement) -> str:
    """Who put the words down and through whom they came: “paraphrased by Xinhua, relayed by China Daily”."""
    chain = [relay.speaker.name for relay in statement.relays.all()] or [statement.document.source.name]
    first = str(TRANSMISSION[statement.attribution]) % chain[0]
    return ", ".join([first, *(_("relayed by %s") % name for name in chain[1:])])


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


def _speaker(statement: Statement) -> str:
    role = role_display(statement) if statement.speaker else ""
    return f"{speaker_name(statement)} ({role})" if role else speaker_name(statement)


def _occasion(statement: Statement) -> list[str]:
    return [part for part in (str(statement.event or ""), statement.date_display) if part]


def _document(document: Document, paragraph: int | None) -> str:
    published = ", ".join(filter(None, [document.source.name, document.date_display]))
    place = _(", para. %s") % paragraph if paragraph else ""
    return _("in “%(title)s,” %(published)s%(place)s") % {
        "title": one_line_quote(document.title),
        "published": published,
        "place": place,
    }


def translation_note(document: Document) -> str:
    how = capfirst(str(document.get_translator_display()).lower())
    checked = "" if document.translation_checked else _(", not checked")
    return (f"{how} ({document.translator_name})" if document.translator_name else how) + checked
