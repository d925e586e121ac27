"""What the elements of a format are to the reader of speeches: the names of its methods, without “_read_”.

An element without another role is part of the sentence it stands in (“sentence”).
"""


def element_roles(**elements: str) -> dict[str, str]:
    """The role of each element: of `block="div table"` that of both."""
    return {name: role for role, names in elements.items() for name in names.split()}


HTML_ROLES = element_roles(
    block="ul ol table tbody thead",
    paragraph="p",
    item="li",
    row="tr",
    cell="td th",
    line_break="br",
    image="img",
)
