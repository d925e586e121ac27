"""Which rule of deploy/nginx.conf an address meets: in each language the same."""

import re
from pathlib import Path

import pytest

from archive.web.serving.languages import PREFIXES
from config.headers import HEADERS

NGINX = (Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf").read_text()
SERVERS = NGINX.split("\nserver {")[1:]
SITE = SERVERS[-1]
LOCATION = re.compile(r"location (~|=)? ?(\S+) \{\n(.*?)\n    \}", re.DOTALL)
ADDRESSES = {
    "/": "verbatim_pages",
    "/search/": "verbatim_pages",
    "/search.csv": "verbatim_files",
    "/saved.ris": "verbatim_files",
    "/events/summit/matrix.csv": "verbatim_files",
    "/admin/": "client_max_body_size 128m",
    "/admin/archive/document/import/": "client_max_body_size 128m",
    "/admin/login/": "verbatim_sign_in",
    "/admin/single-sign-on/answer/": "verbatim_sign_in",
    "/metrics": "return 404",
    "/readyz": "deny all",
    "/healthz": "deny all",
}


def rule_of(path: str) -> str:
    """As nginx chooses: the address itself, then the first expression that fits, then the longest beginning."""
    rules = LOCATION.findall(SITE)
    for sign, pattern, rule in rules:
        if sign == "=" and pattern == path:
            return rule
    for sign, pattern, rule in rules:
        if sign == "~" and re.search(pattern, path):
            return rule
    return max(
        (len(pattern), rule) for sign, pattern, rule in rules if not sign and path.startswith(pattern)
    )[1]


@pytest.mark.parametrize(("path", "part"), ADDRESSES.items())
@pytest.mark.parametrize("prefix", ["", *PREFIXES.values()])
def test_a_language_in_the_address_passes_no_rule(path, part, prefix):
    assert part in rule_of(prefix + path)


def cache_keys(server: str, method: str, coding: str, host: str, address: str) -> set[str]:
    """What nginx keeps an answer under, by each rule there is."""
    values = {"request_method": method, "verbatim_coding": coding, "host": host, "request_uri": address}
    matches = re.findall(r"proxy_cache_key (.+);", server)
    return {re.sub(r"\$(\w+)", lambda found: values[found[1]], key.strip('"')) for key in matches}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("GET", "gzip", "a.org", "/search/?q="), ("GET", "", "a.org", "/search/?q=gzip")),
        (("GET", "gzip", "a.org", "/static/site.css"), ("GET", "", "a.org", "/static/site.css")),
        (("GET", "", "a.org", "/"), ("GET", "", "a.org/", "")),
        (("HEAD", "", "a.org", "/"), ("GET", "", "a.org", "/")),
    ],
)
def test_no_two_requests_have_one_place_in_the_cache(one, other):
    """The page of one search would be shown for another, or compressed to who cannot read it."""
    assert cache_keys(SITE, *one).isdisjoint(cache_keys(SITE, *other))
    assert cache_keys(SITE, *one)


def test_half_headers_end_after_ten_seconds_in_every_server():
    """Before it knows the name, nginx takes the limits of the default server of the socket, not those of the site:
    where that had none, 200 half headers stayed for a minute."""
    limits = [re.findall(r"^    client_header_timeout (\d+)s;", server, re.MULTILINE) for server in SERVERS]
    assert limits == [["10"]] * 3
    assert [
        server for server in SERVERS if "listen 443" in server and "large_client_header" not in server
    ] == []


MAP = re.compile(r'map \$(\S+) \$(\S+) \{\n    ""\s+(.+);\n    default "";\n\}')


def test_what_it_answers_itself_carries_headers_and_what_it_passes_on_has_them_once():
    """add_header of an empty value adds none; a location with its own add_header takes none of the server's."""
    where = {name: (source, value) for source, name, value in MAP.findall(NGINX)}
    expected = {"X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy"}
    with_headers = [SITE.partition("    location ")[0], *(rule for _s, _p, rule in LOCATION.findall(SITE))]
    with_headers = [part for part in with_headers if "add_header" in part]
    assert len(with_headers) == 2
    for part in with_headers:
        added = dict(re.findall(r"add_header (\S+) \$(verbatim_\w+) always;", part))
        assert set(added) == expected
        for header, name in added.items():
            assert where[name][0] == f"upstream_http_{header.lower().replace('-', '_')}"
    assert "frame-ancestors 'none'" in where["verbatim_policy"][1]
    assert where["verbatim_nosniff"][1] == HEADERS["X-Content-Type-Options"]
    assert where["verbatim_referrer"][1] == HEADERS["Referrer-Policy"]
