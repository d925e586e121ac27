"""`python -m tests.benchmarks.importing [NAME …]`."""

import importlib
import pkgutil
import sys

from tests.benchmarks import importing


def main(names: list[str]) -> None:
    known = sorted(
        module.name for module in pkgutil.iter_modules(importing.__path__) if module.name != "__main__"
    )
    if unknown := sorted(set(names) - set(known)):
        sys.exit(f"There is no {', '.join(unknown)} here. Choose from: {', '.join(known)}.")
    if not importing.DATA.is_dir():
        sys.exit(f"The corpora are not here: {importing.DATA} does not exist.")
    for name in names or known:
        for table in importlib.import_module(f"{importing.__name__}.{name}").measure():
            print(table, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
