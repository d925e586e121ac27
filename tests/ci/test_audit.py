"""`make audit`, against an advisory database that stands in for the real one."""

import importlib.util
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.test_house import ROOT

spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
audit = importlib.util.module_from_spec(spec)
spec.loader.exec_module(audit)


@pytest.fixture
def database():
    """Knows something of django alone; its ``answer`` can be replaced."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            known = [
                {"vulns": [{"id": "X-1"}]} if "/django@" in query["package"]["purl"] else {}
                for query in queries
            ]
            body = json.dumps(server.answer or {"results": known}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.answer = None
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield server
    server.shutdown()


def url(server):
    return f"http://127.0.0.1:{server.server_port}"


def test_the_bill_has_every_package_of_the_lock_with_its_hashes():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    components = audit.read_lock(text)
    assert len(components) == len(re.findall(r"(?m)^[a-z0-9.-]+(?:\[[^]]*\])?==", text)) > 40
    assert {"django", "psycopg", "prometheus-client"} <= {component["name"] for component in components}
    assert all(re.fullmatch(r"pkg:pypi/[a-z0-9.-]+@[^\s]+", component["purl"]) for component in components)
    assert sum(len(component["hashes"]) for component in components) == text.count("--hash=sha256:")
    assert audit.bill(components, "1.0")["bomFormat"] == "CycloneDX"


def test_what_is_known_is_named_and_fails(database, capsys):
    assert audit.main(url(database)) == 1
    assert re.search(r"^django 5\.\S+: X-1$", capsys.readouterr().err, re.M)


@pytest.mark.parametrize(("answer", "code"), [({"results": []}, 2), ({}, 2), ([], 2)])
def test_an_answer_that_is_none_is_no_all_clear(database, capsys, answer, code):
    database.answer = answer or {"other": 1}
    assert audit.main(url(database)) == code
    assert "COULD NOT" in capsys.readouterr().err


def test_without_a_database_it_says_so(capsys):
    assert audit.main("http://127.0.0.1:9") == 2
    assert "COULD NOT ask http://127.0.0.1:9" in capsys.readouterr().err
