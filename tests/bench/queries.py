"""Queries as people type them, and those that break other software.

`NEWS_QUERIES` are asked of a news archive: names, places, matters, phrases, all kinds together.
"""

import json
from pathlib import Path

NEWS_QUERIES = (
    "oil prices",
    "crude oil opec",
    "trade deficit japan",
    "interest rates",
    '"interest rate"',
    '"bank of england"',
    '"federal reserve" discount rate',
    "wheat exports soviet union",
    "cocoa",
    "coffee quota brazil",
    "gold mining canada",
    "sugar european community",
    "merger agreement shareholders",
    "takeover bid",
    "hostile takeover OR tender offer",
    "stock split",
    "dividend record date",
    "net loss quarter",
    "semiconductors japan sanctions",
    "yen dollar intervention",
    "currency baker volcker",
    "paris accord currencies",
    "money supply growth",
    "unemployment figures",
    "inflation consumer prices",
    "strike dockworkers",
    "ship gulf iran",
    "iran iraq war oil",
    "mexico debt",
    "brazil debt moratorium",
    "world bank loan",
    "imf philippines",
    "budget deficit congress",
    "tax reform",
    "soybean crop argentina",
    "grain subsidy",
    "cattle hogs",
    "palm oil malaysia",
    "rubber agreement",
    "copper zambia",
    "aluminium smelter",
    "steel imports",
    "coal mine",
    "nuclear power plant",
    "natural gas pipeline",
    "airline merger usair twa",
    "chrysler american motors",
    "general motors",
    "ibm computers",
    "telephone company bonds",
    "insurance company earnings",
    "savings bank failure",
    "bankruptcy protection texaco pennzoil",
    "drug approval aids",
    "volcker",
    "thatcher election",
    "reagan trade bill",
    "nakasone",
    "stocks fell wall street NOT tokyo",
    "econom*",
)


def web_queries(shared: Path) -> list[str]:
    """The 5,000 strings of TREC's Million Query Track, which people typed into a web search."""
    lines = (shared / "queries" / "trec-million-query-5000.txt").read_text("utf-8").splitlines()
    return [line.split(":", 2)[2] for line in lines]


def naughty_strings(shared: Path) -> list[str]:
    """The strings of the Big List of Naughty Strings."""
    return json.loads((shared / "blns" / "blns.json").read_text("utf-8"))
