"""Numbers with their unit; every count on a page says which it is."""

from django.utils import formats
from django.utils.translation import ngettext


def count_label(count: int, unit: str) -> str:
    """``1,234 statements``; ``unit`` is one of the search's units or "reports"."""
    shown = {"count": formats.number_format(count, force_grouping=True) if count > 999 else count}
    if unit == "passages":
        return ngettext("%(count)s passage", "%(count)s passages", count) % shown
    if unit == "utterances":
        return ngettext("%(count)s utterance", "%(count)s utterances", count) % shown
    if unit == "reports":
        return ngettext("%(count)s report", "%(count)s reports", count) % shown
    return ngettext("%(count)s statement", "%(count)s statements", count) % shown
