"""Makes OpenDocument files for tests: content.xml around a body, in a zip file."""

import io
import zipfile

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
        ("fo", "xsl-fo-compatible"),
    ]
)
STYLES = (
    '<text:list-style style:name="numbers"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a"/></text:list-style>'
    '<style:style style:name="struck"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="hidden"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="based" style:parent-style-name="hidden"/>'
    '<style:style style:name="shown" style:parent-style-name="hidden"><style:text-properties text:display="true"/>'
    "</style:style>"
    '<style:style style:name="super"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="higher"><style:text-properties style:text-position="33% 58%"/></style:style>'
    '<style:style style:name="lower"><style:text-properties style:text-position="-33% 58%"/></style:style>'
    '<style:style style:name="level"><style:text-properties style:text-position="0% 100%"/></style:style>'
    '<style:style style:name="white"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="tiny"><style:text-properties fo:font-size="1pt"/></style:style>'
    '<style:style style:name="dark"><style:paragraph-properties fo:background-color="#000080"/></style:style>'
    '<style:style style:name="plain"><style:text-properties style:text-line-through-style="none"/></style:style>'
)
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def content_xml(body, kind="text"):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}'
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )


def pack(members, kind="text"):
    """A zip file with its type first, as the standard asks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", OPEN_DOCUMENT + kind)
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def open_document(body, kind="text"):
    return pack({"content.xml": content_xml(body, kind)}, kind)
