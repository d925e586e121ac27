"""The query language by examples, for the panel beside the search box."""

from django.utils.translation import gettext_lazy as _

EXAMPLES = [
    (
        "global governance",
        _(
            "all of these words, in any form: governance, governing; a word that stands nowhere as typed is"
            " named above the results"
        ),
    ),
    (
        '"artificial intelligence"',
        _("this phrase in the text, in this form; any: before it looks in names and titles, too"),
    ),
    ("=rules", _("exactly this form: not rule or ruled")),
    ('"governance rules"~5', _("near each other, at most five words between; or governance NEAR/5 rules")),
    ("safety -military", _("none of these; a minus also works before phrases, fields and parentheses")),
    ("risk OR danger", _("any of these words")),
    ("(rules OR norms) govern*", _("parentheses group words; an asterisk stands for any ending")),
    (
        "speaker:Xi theme:regulation",
        _("the speaker and the theme; also event:, source:, kind: and language:"),
    ),
    ('event:"study session"', _("names of several words in quotation marks")),
    ('document:"study session"', _("in documents with these words in the title, or with that address")),
    (
        "after:2022 before:2025-03",
        _("later than 2022 and earlier than March 2025; a range is written 2023..2025"),
    ),
    ("人工智能", _("Chinese, Japanese and Korean as they are written, without spaces")),
]
