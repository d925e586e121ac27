"""How words, dates and codes are set on the pages. Escaping of marked text happens here and nowhere else."""

import datetime as dt
from functools import partial

from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from archive.models import iso_date
from archive.search.facets import language_name
from archive.search.page.units import format_count
from archive.text.languages import guess_title_language
from archive.text.layout import LINKED_WORDS
from archive.text.words import has_han
from archive.web.citations import base_url
from archive.web.serving.display_names import alternative_names, display_name
from archive.web.serving.languages import in_every_language, language_of
from archive.web.terms.marks import TermLink

register = template.Library()
register.filter("display_name", display_name)
register.filter("alternative_names", alternative_names)
register.filter("language", language_name)
register.filter("grouped", partial(number_format, force_grouping=True))


@register.filter
def statements_label(count: int) -> str:
    """``1,234 statements``. ``blocktranslate`` takes twenty times as long, and a list has a hundred of these."""
    return ngettext("%(n)s statement", "%(n)s statements", count) % {"n": format_count(count)}


@register.filter
def documents_label(count: int) -> str:
    return ngettext("%(n)s document", "%(n)s documents", count) % {"n": format_count(count)}


@register.simple_tag
def statement_count(count: int) -> SafeString:
    """The number at the end of a row, with its unit for the ear."""
    unit = npgettext("counted", "statement", "statements", count)
    return mark_safe(  # a number and words that are escaped; format_html takes twice as long
        f'<span class="count">{format_count(count)}<span class="visually-hidden"> {escape(unit)}</span></span>'
    )


@register.simple_tag
def page_address(request) -> str:
    return base_url(request) + request.get_full_path()


@register.simple_tag
def other_languages(request) -> list[tuple[str, str, str]]:
    """(code, name, address) of the page in the languages it is not in."""
    current, names = language_of(request.path), dict(settings.LANGUAGES)
    addresses = in_every_language(request.get_full_path())
    return [(code, names[code], address) for code, address in addresses if code != current]


@register.simple_tag
def highlighted_text(segments) -> SafeString:
    """The text of the segments with their marks as nested elements.

    A mark that crosses another is closed and opened again; only its first element carries the id. Words of a term are
    links, always innermost: no link stands in a link.
    """
    html: list[str] = []
    open_marks: tuple = ()
    references: list[str] = []
    for segment in segments:
        marks = tuple(mark for mark in segment.marks if not isinstance(mark.subject, TermLink))
        shared = _shared_depth(open_marks, marks)
        html += [_close(mark) for mark in reversed(open_marks[shared:])] + references
        html += [_open_tag(mark, first=mark in segment.opening_marks) for mark in marks[shared:]]
        html.append(_term(segment) or _words(segment))
        references = [
            _reference(mark.subject) for mark in reversed(segment.closing_marks) if is_statement(mark)
        ]
        open_marks = marks
    html += [_close(mark) for mark in reversed(open_marks)] + references
    return mark_safe("".join(html))  # every part is escaped by format_html or escape


def _words(segment) -> str:
    if not segment.hit:
        return escape(segment.text)
    anchor = format_html(' id="h{}"', segment.hit_number) if segment.hit_number else ""
    return format_html('<mark class="hit"{}>{}</mark>', anchor, segment.text)


def _term(segment) -> str:
    """The words as a link to the page of the term that they are a wording of; empty where they are none. Where another
    mark parts them, the first part says it to the ear and takes the one tab stop."""
    mark = next((mark for mark in segment.marks if isinstance(mark.subject, TermLink)), None)
    if mark is None:
        return ""
    later = "" if mark in segment.opening_marks else mark_safe(' tabindex="-1"')
    link = '<a class="term" href="{}" data-term="{}"{}>{}</a>'
    return format_html(link, mark.subject.url, mark.subject.slug, later, _words(segment))


def _shared_depth(left: tuple, right: tuple) -> int:
    """How many marks, from the outermost on, stay open."""
    pairs = zip(left, right, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a is not b), min(len(left), len(right)))


def _open_tag(mark, first: bool) -> str:
    """A mark without a subject is the printed name before a turn."""
    if mark.subject is None:
        return mark_safe('<b class="turn-label">')
    if mark.subject == LINKED_WORDS:
        return mark_safe('<mark class="target-text" id="words">' if first else '<mark class="target-text">')
    anchor = format_html(' id="s{}"', mark.subject.pk) if first else ""
    return format_html(
        '<mark class="mark mark-{}" data-statement-id="{}"{}>',
        mark.subject.attribution,
        mark.subject.pk,
        anchor,
    )


def is_statement(mark) -> bool:
    return mark.subject not in (None, LINKED_WORDS) and not isinstance(mark.subject, TermLink)


def _close(mark) -> str:
    return "</b>" if mark.subject is None else "</mark>"


def _reference(statement) -> str:
    """The number of the note beside the text; the word joiner keeps it on the line of the words."""
    number = getattr(statement, "number", None)
    if number is None:
        return ""
    label = _("Statement %(number)s") % {"number": number}
    link = '<sup class="ref">\u2060<a href="#note-{}" aria-label="{}">{}</a></sup>'
    return format_html(link, statement.pk, label, number)


@register.simple_tag
def alignment_side(runs, tag: str) -> SafeString:
    """One side of an alignment; what only this side has is in ``tag`` (del or ins) and said in words for the ear."""
    return mark_safe("".join(escape(run.text) if run.shared else _only_here(run.text, tag) for run in runs))


def _only_here(text: str, tag: str) -> str:
    return format_html("<{0}>{1}</{0}>", tag, _spoken_note(_("only here:"), text))


def _spoken_note(note: str, text: str) -> SafeString:
    """The text with a note for the ear before it."""
    parts = '<span class="visually-hidden">[{} </span>{}<span class="visually-hidden">]</span>'
    return format_html(parts, note, text)


@register.simple_tag
def shared_words(runs) -> SafeString:
    """The runs of one report; what only it says, or in another order, is said in words for the ear, too."""
    return mark_safe("".join(map(_run, runs)))  # every part is escaped by format_html or escape


def _run(run) -> str:
    if run.kind == "only":
        return _only_here(run.text, "ins")
    if run.kind == "moved":
        return format_html(
            '<span class="moved-words">{}</span>', _spoken_note(_("in another order:"), run.text)
        )
    return format_html('<span class="shared-words">{}</span>', run.text) if run.kind else escape(run.text)


@register.simple_tag
def datetime_attribute(date: dt.date | tuple | None, precision: str = "day") -> str:
    """The datetime attribute of a time element, from a date and precision or a statement's ``effective_date``."""
    if isinstance(date, tuple):
        date, precision, _uncertain = date
    return mark_safe(f' datetime="{iso_date(date, precision)}"') if date else ""  # digits and dashes


@register.filter
def title_language(document) -> str:
    """The language of a document's title. No query: a list that left the original title out is told by the letters."""
    has_original = bool(document.__dict__.get("original_title"))
    return guess_title_language(document.title, document.language, has_original)


@register.filter
def script_language(text: str) -> str:
    """A language, for the choice of fonts, for a title without a recorded one: Chinese, or unknown."""
    return "zh" if has_han(text) else ""
