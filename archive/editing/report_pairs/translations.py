"""What statements say in the translations of their texts, and in other texts of their event that run parallel."""

from collections import defaultdict
from collections.abc import Sequence
from threading import Lock

from cachetools import LRUCache
from django.db.models import Q
from django.db.models.functions import Length

from archive.matching.profile import Translation
from archive.matching.translation.text_alignment import TextAlignment, align_texts
from archive.models import Document
from archive.text.languages import base_language
from archive.text.paragraphs import Span

from .frequencies import known_names

MAX_TEXTS = 2  # that are aligned with one text, its own original and translations first
MAX_DOCUMENTS = 4  # that are aligned for one comparison, those of most statements first
MAX_LENGTH = 1_000_000  # characters of a text that is aligned
Version = tuple[int, int]  # id of a document, version of its text

_alignments: LRUCache[tuple[Version, Version], TextAlignment] = LRUCache(128)
_lock = Lock()


def translated_words(spans: Sequence[tuple[int, int, Span]]) -> dict[int, dict[str, Translation]]:
    """Returns, for spans given as (statement, document, span), the words by statement and language. Two queries for
    each document, and one for each text that it is aligned with."""
    by_document: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    for statement, document, span in spans:
        by_document[document].append((statement, span))
    translations: dict[int, dict[str, Translation]] = {}
    longest_groups = sorted(by_document.items(), key=lambda entry: (-len(entry[1]), entry[0]))[:MAX_DOCUMENTS]
    for pk, members in longest_groups:
        for language, alignment, text in _parallel_texts(pk):
            for statement, span in members:
                words = text[slice(*(alignment.project(*span) or (0, 0)))]
                around = (text[slice(*bounds)] for bounds in alignment.surroundings(*span))
                translation = Translation(words, tuple(around))
                translations.setdefault(statement, {}).setdefault(language, translation)
    return translations


def _parallel_texts(pk: int) -> list[tuple[str, TextAlignment, str]]:
    rows = Document.objects.annotate(length=Length("text"))
    document = rows.only("language", "text_version", "translation_of", "event").filter(pk=pk).first()
    if document is None or document.length > MAX_LENGTH:
        return []
    parallel = []
    for other_document in _related_documents(document):
        alignment = align_versions(document, other_document)
        is_declared = (
            other_document.translation_of_id == pk or document.translation_of_id == other_document.pk
        )
        if alignment.is_parallel or (is_declared and alignment.order_gain > 0):
            parallel.append((other_document.language, alignment, other_document.text))
    return parallel


def _related_documents(document: Document) -> Sequence[Document]:
    """Returns the documents in other languages: its original, its translations, other translations of its original,
    texts of its event."""
    original = document.translation_of_id
    is_related = Q(translation_of=document.pk) | Q(pk=original or 0) | Q(translation_of=original or 0)
    if document.event_id:
        is_related |= Q(event=document.event_id)
    rows = Document.objects.filter(is_related).exclude(pk=document.pk).annotate(length=Length("text"))
    rows = rows.filter(length__lte=MAX_LENGTH).exclude(language__startswith=base_language(document.language))
    nearest = sorted(
        rows.only("language", "text_version", "translation_of")[: 8 * MAX_TEXTS],
        key=lambda row: (row.pk != original, row.translation_of_id not in (document.pk, original), row.pk),
    )
    return nearest[:MAX_TEXTS]


def align_versions(document: Document, other: Document) -> TextAlignment:
    """Aligns the texts as they stand and caches the result for later callers."""
    key = (document.pk, document.text_version), (other.pk, other.text_version)
    with _lock:
        alignment = _alignments.get(key)
    if alignment is None:
        alignment = align_texts(document.text, other.text, known_names())
        with _lock:
            _alignments[key] = alignment
    return alignment
