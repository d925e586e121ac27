"""What random requests are made of: the same in every run. FUZZ_SEED makes others, ATTACK_TIMES more or fewer."""

import os
from random import Random

TIMES = float(os.environ.get("ATTACK_TIMES", "1"))  # of the numbers that each attack names
SEED = int(os.environ.get("FUZZ_SEED", "20261127"))
PARTS = 4  # of each attack, so that `make attack` spreads it over processes
WORDS = (
    "harbour",
    '"every harbour"',
    "speaker:amara-adeyemi",
    "-library",
    "harbour OR",
    "(((",
    '"""',
    "*",
    "a*",
    "=x",
    "~5",
    "date:2024..",
    "date:9999999-01-01",
    "text:",
    "\0",
    "\ud83d",
    "𠮷野家",
    "ก" * 300,
    "' OR 1=1 --",
    "%s%d%n",
    "{{7*7}}",
    "../../etc/passwd",
    "-1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "true",
    "",
    "٣",
    "\u202eabc",
    "a\r\nSet-Cookie: b=c",
    "//evil.example.org/",
    "javascript:alert(1)",
    "<x>&\"'",
    "=1+1",
    "\ufeff",
    "a.b," * 400,
    "x" * 5000,
)
NAMES_ASKED = """
q page unit sort speaker source theme event language kind attribution from to year nearest synonyms version find
document exclude match x[] next preview
"""
NAMES = NAMES_ASKED.split()
TAGS, CODINGS = ("*", 'W/"x"', '"', "é"), ("gzip", "*", "")
BROKEN = ("", "[", "null", '"x"', "\ud800x", "[" * 5000)
VERBS = (*["GET"] * 6, "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "PROPFIND")
HOSTS = (*["testserver"] * 20, "testserver:80", "testserver:٨٠", "evil.example", "[::1", "a\r\nb", "")
ACCEPTED = ("*/*", "application/json", "text/html;q=é", "a" * 3000)
PREFIXES = (*[""] * 6, *["/zh"] * 3, "/zh/", "/")


def times_per_part(number: int) -> int:
    """Of one part."""
    return int(number * TIMES) // PARTS


def encodable(word: str) -> str:
    return word.encode("utf-8", "replace").decode()


def random_headers(chance: Random) -> dict[str, str]:
    return {
        "If-None-Match": chance.choice(TAGS),
        "Accept-Encoding": chance.choice(CODINGS),
        "Accept": chance.choice(ACCEPTED),
        "Host": chance.choice(HOSTS),
        "X-Forwarded-For": chance.choice(("", "127.0.0.1", "x, [::1]:5, unix", "9" * 500)),
        "X-Forwarded-Host": "evil.example",
        "X-Request-ID": chance.choice(("", "a\r\nSet-Cookie: b=c", "x" * 500)),
        "Cookie": chance.choice(("", "", "sessionid=x", "csrftoken=ð", "messages=W10", "a=b;;=;c")),
    }


def random_value(chance: Random, depth: int = 0) -> object:
    kinds = ["word", "number", "none", "flag"] + (["list", "object"] if depth < 3 else [])
    match chance.choice(kinds):
        case "word":
            return chance.choice(WORDS)
        case "number":
            return chance.choice((0, 1, -1, 2**31, 2**63, 2**80, 0.5, 1e308))
        case "none":
            return None
        case "flag":
            return chance.random() < 0.5
        case "list":
            return [random_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return {chance.choice(NAMES): random_value(chance, depth + 1) for _ in range(chance.randint(0, 3))}
