"""The doors: packages whose `__init__` says in `__all__` what others may use."""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOORS = {
    "archive.authority": [
        "Kind",
        "Mentions",
        "Names",
        "Person",
        "SuggestedMerge",
        "add_spellings",
        "as_json",
        "changes_between",
        "from_json",
        "means_nothing",
        "merge_people",
        "merge_regions",
        "names_file",
        "part_merged",
        "prefer",
        "regions_file",
        "set_meaning",
        "shown_path",
        "sources_file",
        "split_off",
        "suggested_merges",
    ],
    "archive.facts.datelines": ["Dateline", "DayWritten", "filed", "parse_dateline"],
    "archive.facts.dates": [
        "EARLIEST_YEAR",
        "MONTHS",
        "Conventions",
        "DateMention",
        "Label",
        "conventions_of",
        "day_first_in",
        "find_dates",
        "first_told",
        "label_of",
        "month_of",
        "parse_date",
        "parse_declared",
        "parse_relative",
        "parts_of_line",
        "since_1970",
        "states_update",
        "weekday_of",
    ],
    "archive.facts.regions": [
        "EDITION",
        "NO_AMENDMENTS",
        "Amendments",
        "declared",
        "find_region",
        "mentioned",
    ],
    "archive.formats": [
        "HEAD_BYTES",
        "Container",
        "Document",
        "Reader",
        "Source",
        "Unreadable",
        "bare_media_type",
        "format_of",
        "formats",
        "mapped_columns",
        "parse_constants",
        "parse_mapping",
        "reader_of",
        "with_constants",
    ],
    "archive.formats.web_page": ["read_page"],
    "indexer.query.parser": ["MAX_CHARACTERS", "MAX_CLAUSES", "MAX_DEPTH", "date_range", "parse"],
    "webui.access": [
        "LOGIN",
        "Policy",
        "TypedField",
        "changes_nothing",
        "csrf_token",
        "editor",
        "guard",
        "here",
        "is_for_programs",
        "is_local",
        "is_too_old",
        "login_instead",
        "may_edit",
        "may_read",
        "may_send",
        "own_path",
        "policy",
        "policy_of",
        "takes_form",
        "typed_fields",
        "visitor",
    ],
}


def doors():
    for package in ("archive", "indexer", "webui"):
        for path in (ROOT / package).rglob("__init__.py"):
            if re.search(r"^__all__\b", path.read_text(), re.MULTILINE):
                yield ".".join(path.parent.relative_to(ROOT).parts)


def constants_then_classes_then_functions(name):
    return not name.isupper(), name[0].islower(), name


def test_every_door_is_pinned_here():
    assert sorted(doors()) == sorted(DOORS)


@pytest.mark.parametrize(("package", "names"), DOORS.items())
def test_a_door_offers_these_names_in_this_order(package, names):
    module = importlib.import_module(package)
    assert module.__all__ == names
    assert names == sorted(names, key=constants_then_classes_then_functions)
    assert [name for name in names if not hasattr(module, name)] == []
