"""The description of a page for its head: address, tags for reference managers, JSON-LD, Open Graph."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from archive.exporting.authorship import ARCHIVE_PAGE_KINDS
from archive.exporting.metadata.schema_org import Node, graph, page_node
from archive.exporting.metadata.tags import coins, meta_tags
from archive.exporting.page_records import page_record
from archive.exporting.records import Record, on_one_line
from archive.exporting.reference import QUOTATIONS, caveats

from ..citations import base_url
from ..serving.languages import in_every_language

DESCRIPTION = 200  # characters: what search engines show of it
# As django.utils.html.json_script has it: nothing in a text ends the script element.
ESCAPES = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@dataclass(frozen=True)
class PageMetadata:
    """``tags`` and ``graphs`` (of Open Graph) are (name, content) pairs; ``coins`` is empty for a page of the
    archive's own, of which the tags say all. ``alternates``: (code, address) of the page in every language."""

    description: str
    canonical: str
    tags: list[tuple[str, str]]
    graphs: list[tuple[str, str]]
    json_ld: SafeString
    coins: str = ""
    alternates: Sequence[tuple[str, str]] = ()


def describe_page(
    request,
    title: str,
    description: str,
    *,
    path: str = "",
    record: Record | None = None,
    node: Node | None = None,
    kind: str = "WebPage",
    image: str = "",
) -> PageMetadata:
    """``path`` is the canonical address without the host, else that of the request without its query; ``record`` is
    what the page is cited as, else itself; ``node`` what it is about, else a page of that ``kind``."""
    site = base_url(request)
    url = site + (path or request.path)
    title, description = on_one_line(title), Truncator(on_one_line(description)).chars(DESCRIPTION)
    citation = record or page_record("page", title, url)
    today = timezone.localdate()
    graphs = [
        ("og:site_name", "Verbatim"),
        ("og:type", "article" if record else "website"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", url),
        ("og:image", site + image if image else ""),
        ("og:image:width", "1200" if image else ""),
        ("og:image:height", "630" if image else ""),
        ("og:image:alt", description if image else ""),
    ]
    return PageMetadata(
        description,
        url,
        meta_tags(citation, today),
        [(name, content) for name, content in graphs if content],
        script_text(graph(node or page_node(kind, title, description, url, site))),
        coins(citation, today) if citation.kind not in ARCHIVE_PAGE_KINDS else "",
        [(code, site + address) for code, address in in_every_language(path or request.path)],
    )


def describe_list(request, title: str, description: str) -> PageMetadata:
    return describe_page(request, title, description, kind="CollectionPage")


def labelled_words(record: Record) -> str:
    """The words, in quotation marks where they are the speaker's own or their translation. What else they are, and what
    makes them doubtful, comes before them, so that it is in whatever is shown of the beginning."""
    is_quotation = record.attribution in QUOTATIONS
    labels = [*([] if is_quotation else [record.attribution_label]), caveats(record)]
    words = f"“{record.text}”" if is_quotation else record.text
    label = "; ".join(filter(None, labels))
    return f"[{label}] {words}" if label else words


def script_text(node: Node) -> SafeString:
    return mark_safe(
        json.dumps(node, ensure_ascii=False).translate(ESCAPES)
    )  # what could end the script is escaped
