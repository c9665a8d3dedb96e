"""Both engines beside the oracle on made-up archives, many times over.

    python -m tests.bench.searching.conformance [--cases 20000] [--engine NAME ...]

A case is one question to one made-up archive, asked of the engine and of the oracle, whole and as
a page of it. Prints the first difference in its smallest form, if there is one.
"""

import argparse
import sys
import time
import traceback

from tests.indexer.engines.engine_contract import AgreementWithOracle
from tests.indexer.engines.tantivy.test_tantivy_conformance import TestTantivy
from tests.indexer.engines.whoosh.test_whoosh_conformance import TestWhoosh

# As many as the suite asks of each archive.
_QUESTIONS = 12
_SUITES: dict[str, type[AgreementWithOracle]] = {"whoosh": TestWhoosh, "tantivy": TestTantivy}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000, help="of each engine")
    parser.add_argument("--engine", nargs="+", choices=_SUITES, default=list(_SUITES))
    options = parser.parse_args()
    differing = [name for name in options.engine if _differs(name, options.cases)]
    sys.exit(bool(differing))


def _differs(name: str, cases: int) -> bool:
    suite = _SUITES[name]()
    suite.examples = -(-cases // _QUESTIONS)
    started = time.perf_counter()
    try:
        suite.test_finds_counts_and_orders_as_the_oracle()
    except Exception:  # noqa: BLE001 - a difference, or a fault, shown as hypothesis shows it
        traceback.print_exc()
        differs = True
    else:
        differs = False
    asked = f"{suite.examples:,} archives, {suite.examples * _QUESTIONS:,} cases"
    found = "A DIFFERENCE" if differs else "no difference"
    print(f"{name}: {asked} in {time.perf_counter() - started:.0f} s: {found}", flush=True)
    return differs


if __name__ == "__main__":
    main()
