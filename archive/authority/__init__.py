"""Authority files: the owner's decisions on names and regions, in two TOML files of the home."""

from archive.authority.affected_articles import Mentions, changes_between
from archive.authority.authority_files import names_file, regions_file
from archive.authority.name_key import folded, name_key, preferred
from archive.authority.names import Names, Person, add_spellings, merge_people, split_off
from archive.authority.regions import (
    as_json,
    from_json,
    means_nothing,
    merge_regions,
    part_merged,
    set_meaning,
    shown_path,
)

__all__ = [
    "Mentions",
    "Names",
    "Person",
    "add_spellings",
    "as_json",
    "changes_between",
    "folded",
    "from_json",
    "means_nothing",
    "merge_people",
    "merge_regions",
    "name_key",
    "names_file",
    "part_merged",
    "preferred",
    "regions_file",
    "set_meaning",
    "shown_path",
    "split_off",
]
