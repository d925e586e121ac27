"""Removes each gate in turn, of what is public and of who may do what, and names those that no test notices.

Run by hand::

    python -m tests.mutations [--list] [--again] [--processes N] [--first N] [words …] [--tests PATH …]

The words choose gates: those whose file, line or text contains one of them. Without words it tries every gate.
``--first`` runs only so many tests of each gate, the nearest: what they notice is noticed, and what they do not notice
stays untried. With 20 this names most outcomes soon, and leaves the rest to a run of all tests. ``--tests`` does the
same with these files or folders, and looks first which of their tests reach what.

A gate is a piece of code or SQL that keeps something from somebody, such as ``.published()`` or a call of
``has_change_permission``. The patterns of gates.py find them, so a new one is tried without being listed. Each is
replaced by what lets everything pass. First all tests run once, except slow ones and those of browsers, with probes
that tell which tests reach which gate; those run again without the gate, the nearest first, up to one that fails and
passes when the gate is put back. Most gates are removed in a child process that was forked after the tests were
collected, many in each; those that work at import, such as a decorator, in a copy of the checkout. One line is printed
for each gate:

    noticed    a test failed, as it should
    SURVIVED   no test failed: one is missing or marked slow, or the gate is redundant
    BROKEN     the changed code could not be imported, or the tests came to no end

The outcomes are kept in var/mutations.json: a run goes on where the last was stopped, and tries a gate again when its
function or the test that noticed has changed. ``--again`` tries every gate, after a new look at which tests
reach it.
The exit status is 1 where a gate survived or was broken. What UNTESTABLE_GATES lists is not tried. Where a
pattern finds no gate any more, as after a renaming, nothing is tried at all: it needs the new name.
"""

import argparse
import os
import signal
import sys
import tempfile

import pytest

from .checkout import temporary_checkout
from .gates import ROOT, Gate, find_gates
from .results import Outcome, Results
from .trial import Trial, options

RESULTS_FILE = ROOT / "var/mutations.json"


def try_gates(
    gates: list[Gate], every: list[Gate], results: Results, processes: int, tests: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:  # examples that fail here say nothing about the archive
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        trial = Trial(gates, results, processes, every)
        status = pytest.main(options(tests), plugins=[trial])
    if status:
        raise SystemExit(f"pytest ended with {status!r}")
    if trial.in_new_process:
        with temporary_checkout() as checkout:
            for gate in trial.in_new_process:
                checkout.try_gate(gate, results)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="only gates whose file, line or text has one of these words")
    parser.add_argument("--tests", nargs="+", default=[], help="only these files or folders of tests")
    parser.add_argument("--first", type=int, help="only so many tests of each gate, the nearest")
    parser.add_argument("--list", action="store_true", help="name the gates and stop")
    parser.add_argument("--again", action="store_true", help="forget what earlier runs found out")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many gates at a time")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):  # an end from outside cleans up like Ctrl-C
        signal.signal(number, signal.default_int_handler)
    every = find_gates()
    gates = [gate for gate in every if not options.words or any(word in str(gate) for word in options.words)]
    if options.list:
        print(*gates, f"{len(gates)} gates", sep="\n")
        return 0
    if options.again:
        RESULTS_FILE.unlink(missing_ok=True)
    results = Results(RESULTS_FILE, bool(options.tests), options.first)
    if left := [gate for gate in gates if not results.outcome_of(gate)]:
        try_gates(left, every, results, options.processes, options.tests)
    not_noticed = [gate for gate in gates if results.outcome_of(gate) != Outcome.NOTICED]
    print(f"{len(gates)} gates removed, {len(not_noticed)} not noticed")
    for gate in not_noticed:
        print(f"{results.outcome_of(gate) or 'untried':8} {gate}")
    return 1 if not_noticed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
