"""The words of a speaker: what sets their statements apart from all others, as a page and a file."""

from collections.abc import Iterator

from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Speaker
from archive.search.engine import SearchTimeoutError, engine
from archive.search.facets import language_name
from archive.search.trends.words import SpeakerWords, characteristic_words
from archive.web.addresses import redirect_former_slugs
from archive.web.citations import base_url
from archive.web.exports.responses import csv_file, plain_text_response
from archive.web.metadata.page import describe_list
from archive.web.serving.display_names import display_name

FILE_BUDGET = 5_000  # milliseconds: a file is whole or refused
CSV_COLUMNS = [
    "word",
    "language",
    "statements",
    "statements_of_speaker",
    "statements_of_all",
    "of_all",
    "g2",
    "url",
]


@require_safe
@redirect_former_slugs("speaker")
@engine.refresh_once()
def speaker_words(request, slug):
    speaker = get_object_or_404(Speaker.objects.published(), slug=slug)
    language = request.GET.get("language", "")
    try:
        words = characteristic_words(speaker.slug, language)
    except SearchTimeoutError:
        return timeout_response()
    context = {
        "speaker": speaker,
        "words": words,
        "languages": [(code, language_name(code)) for code in words.languages],
        "note": unknown_language(words, language),
        "meta": describe_list(
            request,
            _("Words of %s") % display_name(speaker),
            _("Words that %s uses more often than others in the archive.") % display_name(speaker),
        ),
    }
    response = render(request, "archive/charts/words.html", context)
    if language:
        response["X-Robots-Tag"] = "noindex"
    if words.is_partial:
        add_never_cache_headers(response)
    return response


@require_safe
@redirect_former_slugs("speaker")
@engine.refresh_once()
def speaker_words_csv(request, slug):
    speaker = get_object_or_404(Speaker.objects.published(), slug=slug)
    try:
        words = characteristic_words(speaker.slug, request.GET.get("language", ""), FILE_BUDGET)
    except SearchTimeoutError:
        return timeout_response()
    if words.is_partial:
        return timeout_response()
    return csv_file(request, f"speakers/{speaker.slug}/words.csv", word_lines(words, base_url(request)))


def word_lines(words: SpeakerWords, base: str) -> Iterator[list[str]]:
    yield CSV_COLUMNS
    for word in words.words:
        counts = (word.count, words.statements, word.total, words.total)
        yield [word.word, words.language, *map(str, counts), f"{word.score:.2f}", base + word.url]


def unknown_language(words: SpeakerWords, language: str) -> str:
    if not language or language == words.language:
        return ""
    return _("This speaker has no statement in the language “%s”, so it was ignored.") % language[:20]


def timeout_response():
    message = _("The words of this speaker take too long to count. Try again later.")
    return plain_text_response(message, status=503)
