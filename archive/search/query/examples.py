"""The query language by examples, for the panel beside the search box."""

from django.utils.translation import gettext_lazy as _

EXAMPLES = [
    ("global governance", _("all of these words, in any form: governance, governing")),
    ('"artificial intelligence"', _("exactly this phrase")),
    ("safety -military", _("without a word; a minus works before phrases, fields and parentheses, too")),
    ("risk OR danger", _("any of them")),
    ("(rules OR norms) algorithm*", _("parentheses; a star for any ending")),
    (
        "speaker:Xi theme:regulation",
        _("who speaks, on which theme; event:, source:, kind: and language: alike"),
    ),
    ('event:"study session"', _("quotation marks around names of several words")),
    ("after:2022 before:2025-03", _("later than 2022 and earlier than March 2025")),
    ("人工智能", _("Chinese, Japanese and Korean as they are written, without blanks")),
]
