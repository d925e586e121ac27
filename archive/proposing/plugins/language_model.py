"""Proposals of a language model over HTTP, off unless PROPOSER_URL names one. The whole text is sent there.

The interface is OpenAI's (POST …/chat/completions), which local servers have, too. The model is asked for verbatim
parts of the text; what does not stand in the text is dropped and counted.
"""

import json
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from archive.proposing.names import Name, NameIndex, read_names
from archive.proposing.proposal import SPEAKER, UNNAMED, Proposal
from archive.text.quotes import find_all

SECONDS = 15.0
MAX_CHARACTERS = 60_000  # of a text; longer ones are not sent
MAX_REPLY = 2_000_000  # bytes
_TASK = (
    "List the statements in the text: every span of words that reports what somebody said. Reply with JSON only: "
    '{"statements": [{"words": "copied from the text, character by character", "speaker": "as printed, or empty"}]}'
)


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """The key and the text go to the address that the operator has named, and to no other."""

    def redirect_request(self, *_request: object) -> None:
        return None


_opener = urllib.request.build_opener(NoRedirects)


class LanguageModelError(Exception):
    """The message says in one sentence why there is no answer."""


@dataclass(slots=True)
class LanguageModelReply:
    proposals: list[Proposal] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


def ask_language_model(
    text: str, names: Any, url: str, model: str, key: str = "", seconds: float = SECONDS
) -> LanguageModelReply:
    """`url` is that of the interface, such as http://localhost:8080/v1; raises LanguageModelError."""
    if len(text) > MAX_CHARACTERS:
        raise LanguageModelError(f"The text has more than {MAX_CHARACTERS:,} characters and was not sent.")
    content = _ask(text, url, model, key, seconds)
    result = LanguageModelReply()
    index = NameIndex(read_names(names))
    uses: dict[str, int] = {}
    for entry in content:
        words = entry.get("words") if isinstance(entry, dict) else None
        if not isinstance(words, str) or not words.strip():
            result.dropped["no words"] += 1
            continue
        words = words.strip()
        start = next(find_all(text, words, uses.get(words, 0)), -1)
        if start < 0:
            result.dropped["not in the text"] += 1
            continue
        uses[words] = start + 1
        result.proposals.append(_proposal(start, start + len(words), entry.get("speaker"), index, model))
    return result


def _proposal(start: int, end: int, printed: Any, index: NameIndex, model: str) -> Proposal:
    mention = printed.strip() if isinstance(printed, str) else ""
    names = index.find(mention) if mention else []
    known_name: Name | None = names[0] if len(names) == 1 else None
    speaker = known_name.name if known_name else mention or None
    voice = SPEAKER if speaker else UNNAMED
    return Proposal(
        start,
        end,
        speaker,
        known_name.id if known_name else None,
        mention,
        voice=voice,
        rule=f"language model {model}",
        score=0.6,
    )


def _ask(text: str, url: str, model: str, key: str, seconds: float) -> list[Any]:
    body = {
        "model": model,
        "temperature": 0,
        "messages": [{"role": "system", "content": _TASK}, {"role": "user", "content": text}],
    }
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    if not url.startswith(("http://", "https://")):
        raise LanguageModelError("PROPOSER_URL must begin with http:// or https://.")
    request = urllib.request.Request(
        f"{url.rstrip('/')}/chat/completions", json.dumps(body).encode(), headers
    )
    try:
        with _opener.open(request, timeout=seconds) as reply:
            answer = json.loads(reply.read(MAX_REPLY))
        message = answer["choices"][0]["message"]["content"]
        statements = json.loads(message[message.index("{") : message.rindex("}") + 1])["statements"]
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise LanguageModelError(
            f"The language model gave no answer that can be read ({type(error).__name__})."
        ) from error
    if not isinstance(statements, list):
        raise LanguageModelError("The language model gave no list of statements.")
    return statements
