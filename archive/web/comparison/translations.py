"""What reports say in the public translations of their documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Length

from archive.editing.report_pairs.translations import align_versions
from archive.models import Document, Statement
from archive.text.languages import base_language

MAX_LENGTH = 300_000  # characters of a text that is aligned while a reader waits
MAX_DOCUMENTS = 4  # that are aligned for one page


@dataclass(frozen=True)
class TranslatedWords:
    """The sentences of a translation that say what a report says; the program found them by their order and length."""

    document: Document
    text: str


def load_translations(reports: Iterable[Statement], language: str) -> dict[int, TranslatedWords]:
    """Returns the words of reports in other languages as a translation into ``language`` has them, by the id of the
    statement. Two queries, none without such reports; half a second of processor time for each pair of long texts that
    has not been aligned yet."""
    foreign = [report for report in reports if base_language(report.document.language) != language]
    if not foreign:
        return {}
    documents = {report.document_id: report.document for report in foreign}
    partners = find_partners(list(documents.values())[:MAX_DOCUMENTS], language)
    texts = Document.objects.select_related("source").in_bulk(list(partners))
    translations = {}
    for pk, partner in partners.items():
        alignment = align_versions(texts[pk], partner)
        for report in (
            candidate for candidate in foreign if candidate.document_id == pk and alignment.order_gain > 0
        ):
            image = alignment.project(report.start, report.end)
            if image:
                translations[report.pk] = TranslatedWords(partner, partner.text[slice(*image)])
    return translations


def find_partners(documents: Sequence[Document], language: str) -> dict[int, Document]:
    """Returns for each document, by its id, the public text in ``language`` that it translates, that translates it, or
    that translates the same original: its own original first, then human translations, then those of a machine. One
    query."""
    ids = {document.pk for document in documents}
    originals = {document.translation_of_id for document in documents if document.translation_of_id}
    condition = Q(translation_of__in=ids | originals) | Q(pk__in=originals)
    rows = Document.objects.published().filter(condition, language__istartswith=language)
    rows = rows.annotate(length=Length("text")).filter(length__lte=MAX_LENGTH).select_related("source")
    candidates = [row for row in rows if base_language(row.language) == language]
    candidates.sort(key=lambda row: (row.is_machine_translation, not row.translation_checked, row.pk))
    partners = {}
    for document in documents:
        original = document.translation_of_id
        partner_rows = [row for row in candidates if row.pk == original]
        partner_rows += [
            row for row in candidates if row.translation_of_id in {document.pk, original} - {None}
        ]
        if partner_rows:
            partners[document.pk] = partner_rows[0]
    return partners
