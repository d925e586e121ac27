"""Few lines of code, style, data or logs are refused by name; few lines of prose never."""

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.parse import parse_text
from archive.importing.snippets import recognise_snippet

CODE, STYLE, YAML, LOG = "source code", "a style sheet", "YAML", "a log of a program"


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ('console.log("the lamp is lit");', CODE),
        ("const lamp = quay.lamps[0];", CODE),
        ("function light(lamp) { return lamp.on; }", CODE),
        ('import { lamp } from "./quay.js";\nlamp.light(3);', CODE),
        ("let lamps = [];\nlamps.push(1);", CODE),
        ("export default class Lamp extends Light {\n}", CODE),
        ("def light(lamp):\n    return lamp.on", CODE),
        ("from quay.lamps import lamp", CODE),
        ('print("lit")', CODE),
        ('#include <stdio.h>\nint lamps = 3;', CODE),
        ("if (lamp.on) {\n  light();\n}", CODE),
        (".lamp { color: red; }", STYLE),
        ("body{margin:0;padding:0}", STYLE),
        ("h1, h2 > a:hover {\n  font-size: 2rem;\n  color: #fa0;\n}", STYLE),
        ("@media (max-width: 40rem) { nav { display: none } }", STYLE),
        ("lamp:\n  height: 14", YAML),
        ("on: true\nheight: 14", YAML),
        ("apiVersion: v1\nkind: Lamp", YAML),
        ("image_name: lamp\nport: 80", YAML),
        ("2024-05-06 10:00:00 ERROR lamp out", LOG),
        ("[2024-05-06T10:00:00.123Z] INFO: lamp lit\n[2024-05-06T10:00:01.123Z] WARN: lamp low", LOG),
        ("May  6 10:00:00 quay lampd[12]: lit", LOG),
        ('192.0.2.7 - - [06/May/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 12', LOG),
        ("Traceback (most recent call last):\n  File \"lamp.py\", line 3", LOG),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["", "\n\n"])
def test_a_short_piece_that_is_no_prose_is_refused_by_name(text, description, ending):
    with pytest.raises(ImportDocumentError, match=f" is {description}: "):
        parse_text(text + ending, format_name="plain")


@pytest.mark.parametrize(
    "text",
    [
        "import duties on rope",
        "Import duties from Norway; export of lamps.",
        "from Norway import rope, and nothing else",
        "let x = 5 and y = 7",
        "Let x = 5; then y follows.",
        "E = mc²",
        "f(x) = x + 1",
        "class of 1950",
        "return to the quay;",
        "the lamps burn low;\nthe ropes are wet;",
        "for (and against) the harbour {see note}",
        "If (and only if) the lamp burns, go.",
        "note: the lamp is out",
        "to do: lamps\nbought: rope",
        "agenda:\n- lamps\n- rope",
        "chair: Ada Hale\nvice-chair: Ben Roe\nclerk: Cora Lind",
        "q: is it lit?\na: it is.",
        "Name: Ada\n  Office: Mayor",
        "WARNING: the quay is closed.",
        "INFO: the harbour office moves.\nERROR: none so far.",
        "10:00:00 The lamp is lit.",
        "2024-05-06 10:00:00 The session opens with information on errors.",
        "On May  6 10:00:00 the quay opened: at last.",
        "The set {x: x > 0} is open; so is {y: y < 1}.",
        "color: red; margin: none.",
        "a {note: see below} of the lamp",
        "Ada (aside);",
        "Print (\"the lamp\") means nothing here.",
        "He called console.log a poor name for it.",
        "the traceback was long",
    ],
)  # fmt: skip
def test_short_prose_is_not_refused(text):
    assert recognise_snippet(text) is None


def test_what_is_longer_is_not_looked_at():
    assert recognise_snippet("lamp.light(3);\n" * 8)
    assert recognise_snippet("lamp.light(3);\n" * 9) is None
    assert recognise_snippet(f"lamp.light({'3' * 300});") is None
