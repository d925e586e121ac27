"""What a file says of itself: shown to the editor and used for nothing, for it may be that of a template."""

from collections.abc import Iterator
from datetime import datetime

from archive.importing.errors import abbreviate
from archive.text.canonical import clean_characters


def property_findings(title: object, author: object, created: datetime | None) -> Iterator[str]:
    """A sentence where there is anything to say."""
    properties = [
        f"{name} “{abbreviate(text)}”"
        for name, value in (("title", title), ("author", author))
        if isinstance(value, str) and (text := " ".join(clean_characters(value).split()))
    ]
    if created:
        properties.append(f"created {created:%Y-%m-%d}")
    if properties:
        yield f"The file's properties, which may be those of another text, say: {', '.join(properties)}."
