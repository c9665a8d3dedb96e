"""Terminal output of the list of engines."""

from collections.abc import Mapping

import click

from indexer.cli.benchmark import EngineMeasurement
from indexer.engines.registry import KNOWN_ENGINES

# Answers that take longer are felt as waiting.
SLOW_MS = 200.0


def print_engines(used: str, measured: Mapping[str, EngineMeasurement]) -> None:
    """Print the known engines, each with its measurements if there are any."""
    for known in KNOWN_ENGINES:
        installed = f"installed ({known.version})" if known.version else "not installed"
        state = f"in use ({known.version})" if known.name == used else installed
        click.echo(f"{known.name}: {state}; {known.suits}")
        if numbers := measured.get(known.name):
            click.echo(
                f"  {numbers.articles:,} articles: {numbers.articles_per_s:,.0f} indexed a second, "
                f"{numbers.index_bytes / 1e6:,.1f} MB, half of the answers within "
                f"{numbers.p50_ms:,.0f} ms, 95 of 100 within {numbers.p95_ms:,.0f} ms"
            )
    if advice := _advice(used, measured):
        click.echo(advice)


def _advice(used: str, measured: Mapping[str, EngineMeasurement]) -> str:
    """Advice on the choice of engine by the measurements; "" without any of the one in use."""
    if used not in measured:
        return ""
    if measured[used].p95_ms <= SLOW_MS:
        return f"{used} is fast enough for this archive."
    fastest = min(measured.values(), key=lambda numbers: numbers.p95_ms)
    if fastest.engine != used:
        return f"Switch with 'backfile rebuild --engine {fastest.engine}'."
    missing = (known for known in KNOWN_ENGINES if not known.version)
    return "\n".join(f"{known.name} would be faster: {known.suits}" for known in missing)
