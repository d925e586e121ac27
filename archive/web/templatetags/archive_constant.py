"""What is the same on every page in a language is rendered once."""

from django import template
from django.template.base import Node, NodeList, Parser, Token, token_kwargs
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from archive.search.cache import BoundedCache

register = template.Library()
MAX_RENDERED = 64  # of one block; of names of pages, there are some fifty


class ConstantNode(Node):
    """Its nodes see nothing of the page but the values it is given."""

    def __init__(self, nodelist: NodeList, values: dict) -> None:
        self.nodelist, self.values = nodelist, values
        self.rendered: BoundedCache[tuple, SafeString] = BoundedCache(MAX_RENDERED)

    def render(self, context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.values.items()}
        # The script prefix is that of the language, too.
        key = get_language(), get_script_prefix(), *values.values()
        return self.rendered.get_or_make(key, lambda: self.nodelist.render(context.new(values)))


@register.tag
def constant(parser: Parser, token: Token) -> ConstantNode:
    """``{% constant name=value … %}…{% endconstant %}``: what depends on nothing but the language of the page and these
    values, which are few, is rendered once for each of them."""
    values = token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endconstant",))
    parser.delete_first_token()
    return ConstantNode(nodelist, values)
