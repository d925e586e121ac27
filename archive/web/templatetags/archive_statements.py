"""A statement in a list. A page has twenty of them, which a template takes ten times as long to render as the rest.

Whatever comes from the archive passes ``escape``; snippets and what templates made are marked as safe by these.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from itertools import chain, repeat
from typing import NamedTuple

from django import template
from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.models import Statement
from archive.models.base.dates import display_date
from archive.models.base.prefetching import related_rows
from archive.models.base.urls import url_affixes
from archive.search.page.hits import Hit
from archive.text.languages import text_direction
from archive.web.serving.display_names import display_name, is_archive_language

from .archive_text import datetime_attribute, title_language

register = template.Library()


class CardWords(NamedTuple):
    """The words of cards in the language of the page, escaped.

    ``archive_language`` is the ``lang`` attribute for what the archive writes in its own language, empty where the page
    is in that; ``addresses`` has, by kind, what precedes and follows a slug or id; ``name`` is ``display_name`` for
    this language.
    """

    attributions: dict[str, str]
    machine_translation: str
    statement: str
    themes: str
    archive_language: str
    addresses: dict[str, tuple[str, str]]
    name: Callable[[Model], str]

    def address(self, kind: str, key: str | int) -> str:
        """``get_absolute_url`` of a row, which would look the language of the page up for each link of a list."""
        before, after = self.addresses[kind]
        return escape(f"{before}{key}{after}")


@lru_cache(16)
def card_words(language: str | None, _script_prefix: str) -> CardWords:
    return CardWords(
        {attribution.value: escape(str(attribution.label)) for attribution in Statement.Attribution},
        escape(_("Machine translation")),
        escape(_("Statement")),
        escape(_("Themes")),
        "" if language == settings.LANGUAGE_CODE else f' lang="{settings.LANGUAGE_CODE}"',
        {kind: url_affixes(kind) for kind in ("document", "speaker", "statement", "theme")},
        str if is_archive_language(language) else display_name,
    )


@register.simple_tag
def hit_list(hits: Sequence[Hit]) -> SafeString:
    """The items of a list of hits: statements, or passages that nobody may have marked anything in."""
    passage = "archive/parts/documents/passage.html"
    cards = (
        statement_card(hit.statement, hit)
        if hit.statement
        else render_to_string(passage, {"hit": hit, "passage": hit.passage})
        for hit in hits
    )
    return mark_safe("".join(f"<li>{card}</li>" for card in cards))  # every part is escaped


@register.simple_tag
def statement_card(
    statement: Statement, hit: Hit | None = None, reports: Sequence[Statement] = ()
) -> SafeString:
    """The words with who, when, in which document and on which themes; of a hit also matched fields; with ``reports``,
    all public ones of its utterance, where there are several."""
    words = card_words(get_language(), get_script_prefix())
    return mark_safe(  # every part is escaped
        f'<article class="statement" data-statement="{statement.pk:d}">'
        f'<div class="statement-side">{side_column(statement, words)}</div>'
        f'<div class="statement-body"><p class="statement-heading">{speaker_line(statement, words)}</p>'
        f"{quotation(statement, hit)}"
        f"{matched_fields(hit) if hit else ''}{report_list(statement, hit.reports if hit else reports)}"
        f"{origin(statement, words)}{themes(statement, words)}</div></article>"
    )


def side_column(statement: Statement, words: CardWords) -> str:
    date = statement.effective_date
    date_text = display_date(*date)
    time = f"<time{datetime_attribute(date)}>{escape(date_text)}</time>" if date_text else ""
    label = words.attributions[statement.attribution]
    machine = f'<span class="flag">{words.machine_translation}</span>'
    return (
        f'{time} <span class="badge badge-{escape(statement.attribution)}">{label}</span>'
        f"{machine if statement.document.is_machine_translation else ''}"
    )


def speaker_line(statement: Statement, words: CardWords) -> str:
    speaker, roles = statement.speaker, statement.roles_held()
    role = str(roles[0]) if len(roles) == 1 else statement.role_as_printed
    if speaker:
        name = f'<a class="name" href="{words.address("speaker", speaker.slug)}">{escape(words.name(speaker))}</a>'
    else:
        name = f'<span class="name">{escape(statement.speaker_display)}</span>'
    doubt = "" if statement.certain else f"({_('attribution uncertain')})"
    return name + "".join(
        f' <span class="role"{language}>{escape(text)}</span>'
        for text, language in ((role, words.archive_language), (doubt, ""))
        if text
    )


def quotation(statement: Statement, hit: Hit | None) -> str:
    url = hit.url if hit else statement.url_in_document
    text = hit.snippet if hit else escape(statement.text)
    language = escape(statement.document.language)
    direction = text_direction(language)
    quote = f'<blockquote class="words" lang="{language}" dir="{direction}">'
    return f'{quote}<a href="{escape(url)}">{text}</a></blockquote>'


def report_list(statement: Statement, reports: Sequence[Statement]) -> str:
    if len(reports) < 2:
        return ""
    context = {"statement": statement, "reports": reports}
    return render_to_string("archive/parts/statements/reports.html", context)


@register.simple_tag
def matched_fields(hit: Hit) -> SafeString:
    """The names that have the searched words where a hit's own words do not; empty for most."""
    if not hit.matched_fields:
        return SafeString()
    phrases = chain([escape(_("Matches the %(kind)s %(name)s"))], repeat("%(kind)s %(name)s"))
    entries = [
        phrase % {"kind": escape(str(field.kind)), "name": f'<a href="{escape(field.url)}">{field.label}</a>'}
        for phrase, field in zip(phrases, hit.matched_fields, strict=False)
    ]
    parts = "".join(f"<li>{entry}</li>" for entry in entries)
    return mark_safe(f'<ul class="meta inline-list matched-fields">{parts}</ul>')  # every part is escaped


def origin(statement: Statement, words: CardWords) -> str:
    document = statement.document
    title, source = escape(str(document)), escape(str(document.source))
    number = f"{words.statement} {statement.pk:d}"
    language = escape(title_language(document))
    address = f'href="{words.address("document", document.slug)}" lang="{language}" dir="{text_direction(language)}"'
    return (
        f'<ul class="meta inline-list"><li><a {address}>{title}</a></li>'
        f'<li>{source}</li><li class="nowrap">'
        f'<a href="{words.address("statement", statement.pk)}">{number}</a></li></ul>'
    )


def themes(statement: Statement, words: CardWords) -> str:
    list_items = "".join(
        f'<li><a href="{words.address("theme", theme.slug)}">{escape(words.name(theme))}</a></li>'
        for theme in related_rows(statement, "themes")
    )
    return f'<ul class="tags" aria-label="{words.themes}">{list_items}</ul>' if list_items else ""
