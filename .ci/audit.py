"""What `requirements.lock` installs: a bill of materials, and what is known against it. `make audit` runs it.

Writes var/sbom.cdx.json (CycloneDX 1.5) and asks an advisory database in OSV's format about every package of it; the
answer is one line a package that something is known of. Exits 1 then, and 2 where no database could be asked: that is
no all-clear.
"""

import json
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "https://api.osv.dev"  # OSV_URL names another one
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.M)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
SECONDS = 20


def read_lock(text: str) -> list[dict]:
    """A component of CycloneDX for each pinned package."""
    found = []
    starts = [*PINNED.finditer(text)]
    for match, following in zip(starts, [*starts[1:], None], strict=True):
        block = text[match.start() : following.start() if following else None]
        name, version = match[1].lower().replace("_", "-"), match[2]
        purl = f"pkg:pypi/{name}@{version}"
        found.append({"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl})
        found[-1]["hashes"] = [{"alg": "SHA-256", "content": each} for each in HASH.findall(block)]
    return found


def bill(components: list[dict], version: str) -> dict:
    program = {"type": "application", "name": "verbatim", "version": version}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": program},
        "components": components,
    }


def advisories(components: list[dict], address: str) -> list[tuple[str, list[str]]]:
    """(package, ids of what is known of it). Raises OSError and ValueError where nothing can be asked."""
    asked = {"queries": [{"package": {"purl": each["purl"]}} for each in components]}
    request = urllib.request.Request(
        f"{address}/v1/querybatch", json.dumps(asked).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as response:
        results = json.load(response)["results"]
    if len(results) != len(components):
        raise ValueError(f"{len(results)} answers to {len(components)} questions")
    known = [
        (each, [one["id"] for one in result.get("vulns", [])])
        for each, result in zip(components, results, strict=True)
    ]
    return [(f"{each['name']} {each['version']}", ids) for each, ids in known if ids]


def main(address: str) -> int:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)[1]
    components = read_lock((ROOT / "requirements.lock").read_text("utf-8"))
    path = ROOT / "var" / "sbom.cdx.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(bill(components, version), indent=1) + "\n", "utf-8")
    print(f"{path.relative_to(ROOT)}: {len(components)} packages of requirements.lock")
    try:
        known = advisories(components, address)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(
            f"COULD NOT ask {address} what is known of them ({error}): this says nothing of their safety",
            file=sys.stderr,
        )
        return 2
    for package, ids in known:
        print(f"{package}: {', '.join(ids)}", file=sys.stderr)
    print(f"{len(known)} of {len(components)} packages have advisories, by {address}")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main(os.environ.get("OSV_URL", "").rstrip("/") or DATABASE))
