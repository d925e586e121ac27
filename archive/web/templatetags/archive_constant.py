"""What is the same on every page in a language is rendered once."""

import re

from django import template
from django.template.base import Node, NodeList, Parser, Token, render_value_in_context, token_kwargs
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from archive.search.cache import BoundedCache

register = template.Library()
MAX_RENDERED = 64  # of one block; of names of pages, there are some fifty
# Characters of private use stand for an inserted value until a page has it: no template has them.
PLACEHOLDER = re.compile("\ue000([a-z_]+)\ue001")
INDENTATION = re.compile(r"\s*\n\s*")


class ConstantNode(Node):
    """Renders its nodes once for each set of values. They see nothing of the page except these values; in place of the
    ``inserted`` ones they see placeholders."""

    def __init__(self, nodelist: NodeList, values: dict, insertions: dict) -> None:
        self.nodelist, self.values, self.inserted = nodelist, values, insertions
        # What is rendered, and every second item the name of what stands there.
        self.rendered: BoundedCache[tuple, list[str]] = BoundedCache(MAX_RENDERED)

    def render(self, context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.values.items()}
        # The script prefix is that of the language, too.
        key = get_language(), get_script_prefix(), *values.values()
        parts = self.rendered.get_or_make(key, lambda: self.make_parts(context, values))
        fragments = {
            name: render_value_in_context(value.resolve(context), context)
            for name, value in self.inserted.items()
        }
        # Every part is rendered by a template, every value by what a variable of one is rendered by.
        return mark_safe("".join(fragments[part] if place % 2 else part for place, part in enumerate(parts)))

    def make_parts(self, context, values: dict) -> list[str]:
        placeholders = {name: f"\ue000{name}\ue001" for name in self.inserted}
        whole = self.nodelist.render(context.new(values | placeholders))
        return PLACEHOLDER.split(INDENTATION.sub("\n", whole))


@register.tag
def constant(parser: Parser, token: Token) -> ConstantNode:
    """``{% constant name=value … insert name=value … %}…{% endconstant %}``: what depends on nothing but the language
    of the page and these values, which are few, is rendered once for each of them. Behind ``insert`` are values that
    each page has of its own: in the block they are only set (``{{ name }}``), and no filter or condition sees them. A
    line break stands for all spaces around it: no ``pre`` or ``textarea`` may be in the block."""
    bits = token.split_contents()[1:]
    place = bits.index("insert") if "insert" in bits else len(bits)
    values, insertions = (token_kwargs(part, parser) for part in (bits[:place], bits[place + 1 :]))
    nodelist = parser.parse(("endconstant",))
    parser.delete_first_token()
    return ConstantNode(nodelist, values, insertions)
