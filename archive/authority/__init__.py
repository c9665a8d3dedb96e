"""Authority files: the owner's decisions on names, sources and regions, in TOML files."""

from archive.authority.affected_articles import Mentions, changes_between
from archive.authority.authority_files import names_file, regions_file, sources_file
from archive.authority.names import (
    Kind,
    Names,
    Person,
    add_spellings,
    merge_people,
    prefer,
    split_off,
)
from archive.authority.regions import (
    as_json,
    from_json,
    means_nothing,
    merge_regions,
    part_merged,
    set_meaning,
    shown_path,
)
from archive.authority.suggested_merges import SuggestedMerge, suggested_merges

__all__ = [
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
]
