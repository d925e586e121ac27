"""The scripts' modules that need no browser, run by node where it is installed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_modules():
    scripts = sorted(HERE.rglob("*.test.mjs"))
    assert len(scripts) > 10
    imports = "".join(
        f"import {json.dumps(script.as_uri())};" for script in scripts
    )  # a process for each takes 2 s
    run = subprocess.run(
        ["node", "--input-type=module", "--eval", imports],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
