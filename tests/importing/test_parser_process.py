"""Parsing in a process of its own: the same results, and an end to what would have none."""

import os
import signal
import threading
import time
from dataclasses import replace

import pytest

from archive.importing import formats, parser_process
from archive.importing.errors import ImportDocumentError
from archive.importing.parse import paragraphs_of_part, parse_file, parse_part, parse_text
from archive.importing.parsed_document import Header, text_hash
from archive.importing.parser_process import Limits, ParserPool, ParserProcess

pytestmark = pytest.mark.slow

MODULE = """
import os, sys, time
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header

LABEL, SUFFIXES = "Trouble", (".trouble",)


def recognise(head, name):
    return 1.0 if name.endswith(".trouble") else 0.0


def to_text(content, name, encoding=""):
    print("This is no reply.")
    exec(content.decode())
    return ExtractedText((Section(Header(), f"Read by {os.getpid()}."),))
"""
TEXT = "---\ntitle: Lamps\n---\nReporter of X: Why?\n\nAmara Vale: Because.\n\nThe end of it."


@pytest.fixture
def executing_format(tmp_path, monkeypatch):
    """A format that runs its file."""
    (tmp_path / "trouble.py").write_text(MODULE)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])


@pytest.fixture(scope="module")
def shared_parser():
    with ParserProcess() as parser:
        yield parser


@pytest.fixture
def parser():
    with ParserProcess(Limits(processor=1, clock=20, memory=600 * 1024 * 1024)) as parser:
        yield parser


def test_it_parses_as_this_process_does(shared_parser):
    assert shared_parser.parse_text(TEXT, "a.txt", Header(kind="speech")) == parse_text(
        TEXT, "a.txt", Header(kind="speech")
    )
    content = "Café, été.\n\nOui.".encode("cp1252")
    assert shared_parser.parse_file(content, "b.txt", Header(), "plain", "cp1252") == parse_file(
        content, "b.txt", Header(), "plain", "cp1252"
    )


def test_a_part_is_read_as_this_process_does(shared_parser):
    whole, header = parse_text(TEXT).document, Header(title="End")
    assert shared_parser.parse_part(whole, 2, 3, header) == parse_part(
        paragraphs_of_part(whole, 2, 3), (2, 3), header
    )


def test_a_refusal_comes_as_it_is(shared_parser):
    with pytest.raises(ImportDocumentError, match=r"^The date “2025-02-30” does not exist") as refused:
        shared_parser.parse_text("---\ndate: 2025-02-30\n---\nWords.")
    assert refused.value.field == "date"
    with pytest.raises(ImportDocumentError, match=r"^a\.txt is 6\.0 MB; the limit is 5 MB\.$"):
        shared_parser.parse_file(b"x" * 6 * 1024 * 1024, "a.txt")


def test_of_known_texts_nothing_more_is_read(shared_parser):
    asked = []

    def find_known_hashes(hashes):
        asked.extend(hashes)
        return hashes[:1]

    content = b"---\ntitle: Letter\n---\nOne.\n\n---\ntitle: Part\n---\nTwo."
    here = parse_file(content, "a.txt", find_known_hashes=find_known_hashes)
    there = shared_parser.parse_file(content, "a.txt", find_known_hashes=find_known_hashes)

    assert there == here
    assert asked == [text_hash("One.\n\nTwo."), text_hash("Two.")] * 2
    assert (there.document.text, there.document.header.title) == ("One.\n\nTwo.", "Letter")
    assert there.document.passages == there.document.suggestions == ()
    assert [len(child.passages) for child in there.document.children] == [1]


@pytest.mark.usefixtures("executing_format")
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("while True: pass", "{} takes more than 1 seconds of processor time to read; that is the limit."),
        ("b' ' * 900_000_000", "{} takes more memory to read than one import may use."),
        ("os._exit(3)", "{} could not be read: the parser of its format broke down."),
        ("1 / 0", "{} could not be read: the parser of its format failed."),
    ],
    ids=["processor", "memory", "exit", "fault"],
)
def test_a_file_that_breaks_the_parser_is_refused_and_the_next_is_read(parser, code, reason):
    with pytest.raises(ImportDocumentError) as refused:
        parser.parse_file(code.encode(), "bad.trouble")
    assert refused.value.message == reason.format("bad.trouble")

    assert parser.parse_text("Words.").document.text == "Words."


@pytest.mark.usefixtures("executing_format")
@pytest.mark.parametrize(
    "forged",
    [
        "os.mkdir, ({folder!r},)",
        "__import__('operator').attrgetter('__class__'), (1,)",
        "__import__('archive.importing.parser_process').importing.parser_process.ParserProcess, ()",
    ],
)
def test_a_file_that_has_taken_its_parser_over_makes_this_process_call_nothing(parser, forged, tmp_path):
    folder = tmp_path / "made"
    code = f"""
import pickle
class Forged:
    def __reduce__(self):
        return {forged.format(folder=str(folder))}
reply = pickle.dumps(("parsed", Forged()))
pickle.dumps = lambda *arguments: reply
"""
    with pytest.raises(
        ImportDocumentError, match=r"could not be read: the parser of its format broke down\.$"
    ):
        parser.parse_file(code.encode(), "bad.trouble")
    assert not folder.exists()

    assert parser.parse_text("Words.").document.text == "Words."


@pytest.mark.usefixtures("executing_format")
def test_a_file_that_waits_is_refused(parser):
    parser.limits = replace(parser.limits, clock=1)
    with pytest.raises(ImportDocumentError, match=r"^a\.trouble takes more than 1 seconds to read"):
        parser.parse_file(b"time.sleep(30)", "a.trouble")


@pytest.mark.usefixtures("executing_format")
def test_the_time_of_earlier_files_does_not_count(parser):
    code = b"end = time.process_time() + 0.7\nwhile time.process_time() < end: pass"
    texts = {parser.parse_file(code, "a.trouble").document.text for _ in range(3)}
    assert len(texts) == 1  # one process read them all


@pytest.mark.usefixtures("executing_format")
def test_other_threads_go_on_while_a_file_is_parsed(parser):
    worst, is_over = [0.0], threading.Event()

    def watch():
        while not is_over.is_set():
            start = time.monotonic()
            time.sleep(0.005)
            worst[0] = max(worst[0], time.monotonic() - start)

    thread = threading.Thread(target=watch)
    thread.start()
    with pytest.raises(ImportDocumentError):
        parser.parse_file(b"sum(range(10**12))", "a.trouble")
    is_over.set()
    thread.join()
    assert worst[0] < 0.5


def test_an_interrupt_leaves_no_half_reply_behind(parser):
    parser.parse_text("Words.")

    def stop(hashes):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        parser.parse_file(b"One.", find_known_hashes=stop)
    assert parser.parse_file(b"Two.").document.text == "Two."


@pytest.mark.usefixtures("executing_format")
def test_a_pool_keeps_one_process_and_lends_each_to_one_thread():
    pool = ParserPool()
    with pool.acquire() as first, pool.acquire() as second:
        readers = {item.parse_file(b"", "a.trouble").document.text for item in (first, second)}
        assert len(readers) == 2
    with pool.acquire() as again:
        assert again.parse_file(b"", "a.trouble").document.text in readers
    pool.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_starts_a_process_of_its_own():
    with parser_process.pool.acquire() as parser:
        parser.parse_text("Words.")
    child = os.fork()
    if not child:
        os._exit(0 if not parser_process.pool._idle else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with parser_process.pool.acquire() as parser:
        assert parser.parse_text("More.").document.text == "More."


def test_closing_ends_the_process(parser):
    parser.parse_text("Words.")
    pid = parser._process.pid
    parser.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, signal.SIG_DFL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signal")
def test_a_parser_that_is_ended_from_outside_is_reported_and_replaced(parser, executing_format):
    with pytest.raises(
        ImportDocumentError, match=r"^a\.trouble was not read: its parser was ended from outside"
    ):
        parser.parse_file(b"import signal; os.kill(os.getpid(), signal.SIGKILL)", "a.trouble")

    assert parser.parse_file(b"Words on lamps.", "a.txt").documents[0].text == "Words on lamps."
