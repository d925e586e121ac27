"""Plug-ins that hang, lie and fail; a language model behind a small stand-in server."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from archive.proposing import Name, Proposal
from archive.proposing.plugins.language_model import LanguageModelError, ask_language_model
from archive.proposing.plugins.runner import MAX_PROPOSALS, run_proposers

TEXT = "Ann Lee said that cafe\u0301s stay open. Nobody else spoke."


def run(proposer, seconds=5.0):
    return run_proposers({"other": proposer}, TEXT, "en", "news_report", [], seconds)["other"]


def test_what_can_be_marked_is_taken_with_the_plugins_name_as_its_rule():
    result = run(lambda *_arguments: [Proposal(18, 34, "Ann Lee", score=7)])
    assert [
        (proposal.start, proposal.end, proposal.rule, proposal.score) for proposal in result.proposals
    ] == [(18, 34, "other", 1.0)]
    assert not result.dropped


def test_lies_are_dropped_and_counted():
    cut = TEXT.index("\u0301")
    lies = [Proposal(-1, 5), Proposal(5, 9999), Proposal(5, 5), Proposal(18, cut), "no", Proposal("a", 3)]
    result = run(lambda *_arguments: lies)
    assert result.proposals == []
    assert result.dropped == {"outside the text or cut": 4, "no proposal": 2}


def test_one_that_hangs_is_late():
    started = time.monotonic()
    assert run(lambda *_arguments: time.sleep(30), seconds=0.1).dropped == {"late": 1}
    assert time.monotonic() - started < 10


def test_one_that_fails_or_never_ends_is_counted():
    def fail(*_arguments):
        raise RuntimeError

    def endless(*_arguments):
        while True:
            yield Proposal(0, 7)

    assert run(fail).dropped == {"failed": 1}
    result = run(endless)
    assert result.dropped == {"too many": 1}
    assert len(result.proposals) == MAX_PROPOSALS


@pytest.fixture
def server():
    """A server that answers with `reply`; what it was sent is in `received`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            self.server.received.append((self.path, json.loads(self.rfile.read(length))))
            self.send_response(302 if self.server.leads_to else 200)
            if self.server.leads_to:
                self.send_header("Location", self.server.leads_to)
            self.end_headers()
            self.wfile.write(self.server.reply)

        def do_GET(self):
            self.server.received.append((self.path, self.headers["Authorization"]))

        def log_message(self, *_arguments):
            pass

    running = HTTPServer(("127.0.0.1", 0), Handler)
    running.received, running.reply, running.leads_to = [], b"", ""
    threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def ask(server, content):
    server.reply = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
    return ask_language_model(TEXT, [Name(4, "Ann Lee")], f"http://127.0.0.1:{server.server_port}/v1", "tiny")


def test_words_of_the_model_are_found_in_the_text_or_dropped(server):
    statements = [
        {"words": "cafe\u0301s stay open", "speaker": "Ann Lee"},
        {"words": "cafes never open", "speaker": "Ann Lee"},
        {"speaker": "Ann Lee"},
    ]
    result = ask(server, "Here it is: " + json.dumps({"statements": statements}))
    (proposal,) = result.proposals
    assert TEXT[proposal.start : proposal.end] == "cafe\u0301s stay open"
    assert (proposal.speaker_id, proposal.rule) == (4, "language model tiny")
    assert result.dropped == {"not in the text": 1, "no words": 1}
    path, sent = server.received[0]
    assert (path, sent["model"], sent["temperature"]) == ("/v1/chat/completions", "tiny", 0)
    assert sent["messages"][1]["content"] == TEXT


@pytest.mark.parametrize("content", ["nothing", "{}", '{"statements": 3}', "[]"])
def test_an_answer_that_cannot_be_read_is_one_sentence(server, content):
    with pytest.raises(LanguageModelError, match=r"^The language model gave no .*\.$"):
        ask(server, content)


def test_the_key_does_not_follow_a_redirect(server):
    server.leads_to = f"http://127.0.0.1:{server.server_port}/elsewhere"
    with pytest.raises(LanguageModelError):
        ask_language_model(TEXT, [], f"http://127.0.0.1:{server.server_port}/v1", "tiny", "a key")
    assert [path for path, _body in server.received] == ["/v1/chat/completions"]


def test_a_text_too_long_is_not_sent(server):
    with pytest.raises(LanguageModelError, match="was not sent"):
        ask_language_model("a" * 60_001, [], f"http://127.0.0.1:{server.server_port}", "tiny")
    assert server.received == []
