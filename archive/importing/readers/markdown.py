"""What a text in Markdown has beside its words: comments, addresses, unused definitions, quotations as blocks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from archive.importing.errors import abbreviate
from archive.importing.phrases import count_phrase, inflect, list_phrase

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[?!].*?(?:>|\Z)", re.DOTALL)
_MAX_QUOTED = 3


@dataclass
class MarkdownOmissions:
    """Counts what is left out of all sections of a file; `addresses` is the number of addresses behind words."""

    comments: list[str] = field(default_factory=list)
    addresses: int = 0
    titles: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    quotations: int = 0

    def add(self, tokens: Sequence[Token], environment: Mapping[str, Any]) -> None:
        """`environment` is what the parser filled: it has the definitions of links."""
        used_addresses = set()
        for token in _iterate_tokens(tokens):
            if token.type in ("html_block", "html_inline"):
                self.comments += _COMMENT.findall(token.content)
            elif token.type == "blockquote_open":
                self.quotations += 1
            elif token.type in ("link_open", "image") and token.info != "auto":  # which stands in the text
                self.addresses += 1
                used_addresses.add(str(token.attrs.get("href") or token.attrs.get("src")))
                self.titles += filter(None, [str(token.attrs.get("title", ""))])
        definitions = [*environment.get("references", {}).values(), *environment.get("duplicate_refs", ())]
        self.definitions += [
            definition["href"] for definition in definitions if definition["href"] not in used_addresses
        ]

    def findings(self) -> Iterator[str]:
        if self.comments:
            yield f"Left out: {count_phrase(len(self.comments), 'comment')} ({_quote(self.comments)})."
        if self.addresses:
            links = count_phrase(self.addresses, "link or picture", "links or pictures")
            yield f"Left out: the address behind {links}."
        if self.titles:
            yield f"Left out: the note that opens at {count_phrase(len(self.titles), 'link')} ({_quote(self.titles)})."
        if self.definitions:
            unused = count_phrase(len(self.definitions), "definition of a link", "definitions of links")
            yield f"Left out: {unused} that nothing uses ({_quote(self.definitions)})."
        if self.quotations:
            kept = inflect(self.quotations, "# block [quotation was|quotations were] kept")
            yield f"{kept} as ordinary paragraphs, without marks."


def _iterate_tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _iterate_tokens(token.children or ())


def _quote(texts: Sequence[str]) -> str:
    return list_phrase((f"“{abbreviate(' '.join(text.split()))}”" for text in texts), _MAX_QUOTED)
