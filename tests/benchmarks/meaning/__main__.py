"""How many edits an editor is asked about: of 200 that change the meaning, and of 200 harmless ones.

python -m tests.benchmarks.meaning [--list]

In an archive that has no other text yet, the hardest case: nothing but the sentences tells what a word is.
"""

import argparse

from archive.editing.reanchoring.meaning import MeaningComparison

from .edits import LANGUAGES, Edit, read_edits


def is_asked(edit: Edit) -> bool:
    whole = (0, len(edit.before)), (0, len(edit.after))
    comparison = MeaningComparison(edit.before, edit.after, language=edit.language)
    return bool(comparison.changed_meanings(*whole))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--list", action="store_true", help="the edits that were asked about or not against what they are"
    )
    options = parser.parse_args()
    print(f"{'language':10}{'other meaning':>14}{'not asked':>11}{'harmless':>10}{'asked':>7}")
    for language in LANGUAGES:
        edits = read_edits(language)
        missed = [edit for edit in edits if edit.changes_meaning and not is_asked(edit)]
        needless = [edit for edit in edits if not edit.changes_meaning and is_asked(edit)]
        meaningful = sum(edit.changes_meaning for edit in edits)
        print(f"{language:10}{meaningful:14}{len(missed):11}{len(edits) - meaningful:10}{len(needless):7}")
        if options.list:
            print(*(f"  {edit.before!r} – {edit.after!r}" for edit in missed + needless), sep="\n")


if __name__ == "__main__":
    main()
