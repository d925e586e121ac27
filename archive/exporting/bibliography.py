"""What a bibliography says of a record: in whose words it is, and what a reader must know who sees nothing else.

Of a quotation the speaker is the author. A paraphrase, a summary and a question as recorded are the words of whoever
put them down, the first of those who relay them or the source; the speaker then stands in the title.
"""

from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.models import Statement

from .citation import one_line_quote
from .records import Record, flat

OWN_WORDS = {Statement.Attribution.VERBATIM, Statement.Attribution.TRANSLATED}
# The source of these kinds of document is the paper in which they stand, not their publisher.
NEWSPAPER_KINDS = {"news_report", "commentary"}


class Author(NamedTuple):
    """``family`` and ``given`` are empty where the name is one whole, as that of an organisation."""

    name: str
    family: str = ""
    given: str = ""


def is_reported(record: Record) -> bool:
    """Whether the words are another's who reports what the speaker said."""
    return record.voice in {"speaker", "unnamed"} and record.attribution not in OWN_WORDS


def author(record: Record) -> Author:
    if record.voice not in {"speaker", "unnamed"}:
        return Author(record.source)
    if is_reported(record):
        return Author(record.relayed_by[0] if record.relayed_by else record.source)
    if record.speaker:
        return Author(record.said_by, record.family_name, record.given_name)
    return Author(record.said_by)


def title(record: Record) -> str:
    """The beginning of the words: of one document there may be many records, which its title cannot tell apart.

    Before it the speaker whose words they are not, and in brackets what makes them doubtful.
    """
    # Chinese has no spaces to count words by.
    words = Truncator(one_line_quote(flat(record.text), 30)).chars(240)
    if is_reported(record):
        words = f"{record.said_by} ({record.attribution_label.lower()}): {words}"
    return " ".join([words, *(f"[{doubt}]" for doubt in doubts(record))])


def doubts(record: Record) -> list[str]:
    return [
        *([_("machine translation, not checked")] if record.is_unchecked_machine else []),
        *([] if record.certain else [_("attribution uncertain")]),
    ]


def locator(record: Record) -> str:
    return _("para. %d") % record.paragraph if record.paragraph else ""
