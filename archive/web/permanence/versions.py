"""The versions of a document's text that readers saw: read, and compared."""

import datetime as dt
from dataclasses import dataclass, replace

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from archive.exporting.loading import document_record, with_citation
from archive.models import Correction, Document, Withholding, public_corrections
from archive.models.base.urls import permanent_path
from archive.text.comparison.paragraph_diff import diff_paragraphs
from archive.text.layout import LINKED_WORDS, Mark, Paragraph, lay_out
from archive.web.addresses import redirect_former_slugs

from ..citations import base_url
from ..metadata.page import PageMetadata, describe_page
from ..passage_links.page import marked_version
from .views import read_version


@dataclass(frozen=True)
class Version:
    """``correction`` is the one that ended it, None for the present text."""

    number: int
    correction: Correction | None

    @property
    def until(self) -> dt.datetime | None:
        return self.correction and self.correction.corrected_at


@redirect_former_slugs("document")
def document_versions(request, slug):
    document = get_object_or_404(Document.objects.published().select_related("source"), slug=slug)
    versions = public_versions(document)
    withholding = withholding_of(document)
    before, after = choose_versions(request, versions)
    context = {
        "document": document,
        "versions": versions,
        "withholding": withholding,
        "before": before,
        "after": after,
        "differences": []
        if withholding or before is after
        else diff_paragraphs(text_at(document, before), text_at(document, after)),
        "meta": describe_page(
            request,
            _("Versions of “%s”") % document,
            _("The published versions of this text, and the differences between them."),
        ),
    }
    return render(request, "archive/permanence/versions.html", context)


@redirect_former_slugs("document")
def document_version(request, slug, number):
    document = get_object_or_404(Document.objects.published().select_related("source", "event"), slug=slug)
    version = find_version(public_versions(document), read_version(str(number)))
    if version.correction is None:
        return redirect(document)
    withholding = withholding_of(document)
    context = {
        "document": document,
        "version": version,
        "withholding": withholding,
        "paragraphs": [] if withholding else mark_paragraphs(request, text_at(document, version)),
        "meta": None if withholding else describe_version(request, document, version),
    }
    status = 410 if withholding else 200
    response = render(request, "archive/permanence/version.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def describe_version(request, document: Document, version: Version) -> PageMetadata:
    """Returns the page's metadata: a version is cited as the document, under the address of the version."""
    site = base_url(request)
    record = replace(document_record(document, site), url=site + permanent_path(request.path))
    title = _("%(title)s, text version %(n)s") % {"title": document, "n": version.number}
    return describe_page(request, title, text_at(document, version), record=with_citation(record))


def mark_paragraphs(request, text: str) -> list[Paragraph]:
    """Returns the paragraphs of the text, with the words marked that the address names."""
    span, bounds = marked_version(request, text)
    return lay_out(text, bounds, [Mark(*span, LINKED_WORDS)] if span else [])


def withholding_of(document) -> Withholding | None:
    return Withholding.objects.filter(model_name="document", object_id=document.pk).first()


def public_versions(document) -> list[Version]:
    """The newest first, the present text before the others; one query."""
    earlier = [Version(correction.version, correction) for correction in public_corrections(document.pk)]
    return [Version(document.text_version, None), *earlier]


def find_version(versions: list[Version], number: int) -> Version:
    version = next((candidate for candidate in versions if candidate.number == number), None)
    if version is None:
        raise Http404
    return version


def choose_versions(request, versions: list[Version]) -> tuple[Version, Version]:
    """Returns the two versions that the address names, the earlier first; else the last two. Raises Http404 for a
    version that was never public."""
    numbers = [request.GET.get(name) for name in ("from", "to")]
    defaults = (versions[min(1, len(versions) - 1)], versions[0])
    pair = [
        find_version(versions, read_version(number)) if number else default
        for number, default in zip(numbers, defaults, strict=True)
    ]
    before, after = sorted(pair, key=lambda version: version.number)
    return before, after


def text_at(document, version: Version) -> str:
    return document.text if version.correction is None else version.correction.text
