"""How often the panel fills in the right speaker: the demo's statements, and interviews with printed turns.

python -m tests.benchmarks.annotating.speaker_prefill [--interviews 10]

Reads the database that the settings name, which `manage.py demo` fills, and writes nothing to it. The panel's own
module decides (speaker_prefill.mjs, run by node), over what the server answers. Interviews are records of
../shared/data/archive-tw, set as turns with printed names; the archive is taken to know their speakers. Of each, the
first paragraph of a turn is marked, with the speaker of the turn before kept on.
"""

import argparse
import gzip
import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import databases  # it sets Django up for what follows

# isort: split
from archive.models import Document
from archive.proposing import Name, propose
from archive.proposing.people.turn_speakers import find_turn_speakers
from archive.proposing.sentences import find_paragraphs
from archive.proposing.turns import read_passages
from archive.workbench.proposal_reader import ProposalReader, TextProposals
from archive.workbench.proposal_serializers import ProposalSerializer
from tests.benchmarks.speeches import FOLDER

SCRIPT = Path(__file__).with_suffix(".mjs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--interviews", type=int, default=10, help="how many records of archive-tw")
    arguments = parser.parse_args()
    demo = list(demo_documents())
    print("demo, all but the first statement of each document:", report(demo, fill_in(demo), 1))
    interviews = list(interview_documents(arguments.interviews))
    for document, filled in zip(interviews, fill_in(interviews), strict=True):
        print(f"{document['title'][:40]}:", report([document], [filled], 0))
    print("interviews together:", report(interviews, fill_in(interviews), 0))


def fill_in(documents: list[dict]) -> list[list[dict]]:
    run = subprocess.run(
        ["node", SCRIPT], input=json.dumps(documents), capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def report(documents: list[dict], filled: list[list[dict]], skipped: int) -> str:
    """Right, wrong and left open; beside it what keeping on alone would have given."""
    counts: Counter[str] = Counter()
    for document, answers in zip(documents, filled, strict=True):
        for statement, answer in list(zip(document["statements"], answers, strict=True))[skipped:]:
            truth = (statement["speaker"] or {}).get("label", ""), statement["voice"]
            given = answer["speaker"], answer["voice"]
            counts["all"] += 1
            counts["open" if not answer["source"] else "right" if given == truth else "wrong"] += 1
            counts["kept right"] += (answer["kept"]["speaker"], answer["kept"]["voice"]) == truth
    wrong_before = counts["all"] - counts["kept right"]
    return (
        f"right {counts['right']} of {counts['all']}, wrong {counts['wrong']}, left open {counts['open']}; "
        f"kept on alone: right {counts['kept right']}, wrong {wrong_before}"
    )


def demo_documents() -> Iterator[dict]:
    for document in Document.objects.exclude(slug__startswith="copy-").order_by("pk"):
        reader = ProposalReader(document)
        reading, _next = reader.read(0, len(document.text))
        serializer = ProposalSerializer(reader, reading)
        rows = document.statements.anchored().in_reading_order().select_related("speaker")
        statements = [
            {"start": row.start, "end": row.end, "text": row.text, "voice": row.voice, "voice_label": ""}
            | {"speaker": row.speaker and {"id": row.speaker_id, "label": row.speaker.name}}
            for row in rows
        ]
        if statements:
            yield {"title": document.title, "text": document.text, "kind": document.kind} | {
                "statements": statements,
                **serialize_document(serializer, reading),
            }


def serialize_document(serializer: ProposalSerializer, reading: TextProposals) -> dict:
    return {
        "proposals": [serializer.serialize(proposal) for proposal in reading.proposals],
        "turns": [serializer.serialize_turn(turn) for turn in reading.turns],
        "mentions": [serializer.serialize_mention(mention) for mention in reading.mentions],
    }


def interview_documents(count: int) -> Iterator[dict]:
    """Records with two to five speakers and at least thirty turns."""
    with gzip.open(FOLDER / "archive-tw" / "archive-tw-2015-2018.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            names = [speaker["name"] for speaker in record["speakers"]]
            turns = turns_of(record)
            if 2 <= len(names) <= 5 and len(turns) >= 30 and count:
                count -= 1
                yield interview(record["title"], record["language"], names, turns)


def turns_of(record: dict) -> list[tuple[str, str]]:
    """(speaker, words) of each turn: paragraphs of one speaker that follow one another are one."""
    turns: list[tuple[str, str]] = []
    for paragraph in record["paragraphs"]:
        words = " ".join(paragraph["text"].split())
        if not paragraph["speaker"] or not words:
            continue
        if turns and turns[-1][0] == paragraph["speaker"]:
            turns[-1] = (turns[-1][0], f"{turns[-1][1]}\n\n{words}")
        else:
            turns.append((paragraph["speaker"], words))
    return turns


def interview(title: str, language: str, names: list[str], turns: list[tuple[str, str]]) -> dict:
    known = [Name(number, name) for number, name in enumerate(names, 1)]
    text, statements = "", []
    for speaker, words in turns:
        text += f"{speaker}: "
        first = words.split("\n\n")[0]
        row = {"start": len(text), "end": len(text) + len(first), "text": first, "voice": "speaker"}
        statements.append(
            row | {"voice_label": "", "speaker": {"id": names.index(speaker) + 1, "label": speaker}}
        )
        text += f"{words}\n\n"
    text = text.rstrip()
    passages = read_passages(text, find_paragraphs(text))
    proposals = propose(text, language=language, kind="transcript", names=known, passages=passages)
    turn_speakers = find_turn_speakers(text, passages, known, "transcript")
    return {"title": title, "text": text, "kind": "transcript", "statements": statements, "mentions": []} | {
        "proposals": [plain(proposal, proposal, names) for proposal in proposals],
        "turns": [plain(turn_speaker, turn_speaker.speaker, names) for turn_speaker in turn_speakers],
    }


def plain(span, named, names: list[str]) -> dict:
    """The members that the panel reads, without an archive to look names up in."""
    speaker = named.speaker_id and {"id": named.speaker_id, "label": names[named.speaker_id - 1]}
    return {"start": span.start, "end": span.end, "speaker": speaker, "new_speaker": ""} | {
        "candidates": [{"id": pk, "label": names[pk - 1]} for pk in named.candidates],
        "voice": named.voice,
        "voice_label": named.mention if named.voice == "unnamed" else "",
        "mention": named.mention,
        "cue": None,
        "attribution": "",
        "role_as_printed": "",
        "relays": [],
    }


if __name__ == "__main__":
    assert databases
    main()
