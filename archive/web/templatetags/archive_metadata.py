"""The description of a page in its head: some thirty lines, which a template would take six times as long to render."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from archive.web.metadata.page import PageMetadata

register = template.Library()
# Names, not addresses.
VOCABULARIES = (
    '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">',
    '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">',
)


@register.simple_tag
def metadata_elements(meta: PageMetadata) -> SafeString:
    """``link`` and ``meta`` elements: description, canonical address, languages, reference managers, Open Graph."""
    pairs = [("description", meta.description)] if meta.description else []
    lines = [
        *(f'<meta name="{escape(name)}" content="{escape(content)}">' for name, content in pairs),
        f'<link rel="canonical" href="{escape(meta.canonical)}">',
        *(
            f'<link rel="alternate" hreflang="{escape(code)}" href="{escape(address)}">'
            for code, address in meta.alternates
        ),
        *(VOCABULARIES if any(name.startswith("DC.") for name, _content in meta.tags) else ()),
        *(f'<meta name="{escape(name)}" content="{escape(content)}">' for name, content in meta.tags),
        *(f'<meta property="{escape(name)}" content="{escape(content)}">' for name, content in meta.graphs),
    ]
    return mark_safe("\n".join(lines))  # every part is escaped
