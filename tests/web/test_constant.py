"""Blocks that are the same on every page in a language are rendered once, and see nothing else of a page."""

from django.template import engines
from django.urls import get_script_prefix, set_script_prefix
from django.utils.safestring import mark_safe
from django.utils.translation import override

TEMPLATE = """{% load archive_constant i18n %}{% constant kind=page.kind %}{% translate "Search" %} {{ kind }}
{{ secret }}{{ kind.tick }}{% endconstant %}"""


def make_template():
    return engines["django"].from_string(TEMPLATE)


class CountedText(str):
    """Counts how often it is rendered."""

    ticks = 0

    def tick(self):
        CountedText.ticks += 1
        return "."


def test_it_is_rendered_once_for_each_language_and_value():
    CountedText.ticks = 0
    template = make_template()
    for _ in range(3):
        assert template.render({"page": {"kind": CountedText("a")}}) == "Search a\n."
    assert CountedText.ticks == 1
    with override("zh-hans"):
        assert template.render({"page": {"kind": CountedText("a")}}) == "检索 a\n."
    assert template.render({"page": {"kind": CountedText("b")}}) == "Search b\n."
    assert CountedText.ticks == 3


def test_it_sees_nothing_of_the_page_and_escapes_what_it_is_given():
    template = make_template()
    assert (
        template.render({"page": {"kind": CountedText("<b>")}, "secret": "one reader's"})
        == "Search &lt;b&gt;\n."
    )


INSERTED = """{% load archive_constant i18n %}{% constant kind=kind insert q=q number=number %}
  {% if kind == "a" %}<p>{% blocktranslate trimmed %}Search for “{{ q }}”{% endblocktranslate %}</p>{% endif %}
  {{ number }}{% endconstant %}"""


def test_what_is_inserted_is_of_each_page_and_escaped():
    template = engines["django"].from_string(INSERTED)
    for q, escaped in (
        ("<b> & 'x'", "&lt;b&gt; &amp; &#x27;x&#x27;"),
        ("100 %", "100 %"),
        ("\ue000q\ue001", "\ue000q\ue001"),
    ):
        found = template.render({"kind": "a", "q": q, "number": 7})
        assert found == f"\n<p>Search for “{escaped}”</p>\n7"
    with override("zh-hans"):
        assert template.render({"kind": "a", "q": "港", "number": None}) == "\n<p>检索“港”</p>\nNone"
    assert template.render({"kind": "b", "q": "港", "number": ""}) == "\n"


def test_markup_that_is_safe_is_inserted_as_it_is():
    template = engines["django"].from_string(INSERTED)
    found = template.render({"kind": "a", "q": mark_safe("<mark>a</mark>"), "number": 1234})
    assert found == "\n<p>Search for “<mark>a</mark>”</p>\n1234"


def test_addresses_in_it_are_those_of_the_installation():
    template = engines["django"].from_string(
        "{% load archive_constant %}{% constant %}{% url 'search' %}{% endconstant %}"
    )
    before = get_script_prefix()
    assert template.render({}) == "/search/"
    try:
        set_script_prefix("/below/")
        assert template.render({}) == "/below/search/"
    finally:
        set_script_prefix(before)
