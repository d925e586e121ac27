"""Numbers with their unit; every count on a page says which it is."""

from django.utils import formats
from django.utils.translation import ngettext


def format_count(count: int) -> str:
    """Returns ``1,234``. Small numbers are written alike in every language, and a page has a hundred of them."""
    return formats.number_format(count, force_grouping=True) if count > 999 else f"{count:d}"


def count_label(count: int, unit: str) -> str:
    """Returns ``1,234 statements``; ``unit`` is one of the search's units or "reports"."""
    values = {"count": format_count(count)}
    if unit == "passages":
        return ngettext("%(count)s passage", "%(count)s passages", count) % values
    if unit == "utterances":
        return ngettext("%(count)s utterance", "%(count)s utterances", count) % values
    if unit == "reports":
        return ngettext("%(count)s report", "%(count)s reports", count) % values
    return ngettext("%(count)s statement", "%(count)s statements", count) % values
