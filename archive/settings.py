"""Settings: the one table of names, defaults and help."""

from pathlib import Path

import platformdirs
from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from archive.model.time_zones import UTC_NAME, zone_named


class Settings(BaseSettings):
    """Settings, from environment variables `BACKFILE_<NAME>`; options of commands override them."""

    model_config = SettingsConfigDict(env_prefix="BACKFILE_", frozen=True)

    home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("backfile"),
        description="The folder that holds the archive and its index.",
    )
    engine: str = Field(
        default="",
        description="The search engine that indexes it: whoosh or tantivy. By default the one that "
        "made the index, else whoosh.",
    )
    host: str = Field(default="127.0.0.1", description="The address that `serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port; 0 takes a free one.")
    workers: int = Field(default=2, ge=1, le=64, description="How many processes serve pages.")

    time_zone: str = Field(
        default=UTC_NAME,
        description="The zone of a new archive's days; `time-zone` sets that of an old one.",
    )

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            zone_named(name)
        except ValueError as error:
            raise PydanticCustomError("time_zone", "{said}", {"said": str(error)}) from error
        return name

    @property
    def database(self) -> Path:
        """Path of the database of articles."""
        return self.home / "archive.sqlite3"

    @property
    def index(self) -> Path:
        """Folder of the index's generations."""
        return self.home / "index"

    @property
    def maps(self) -> Path:
        """Folder of the map files that were kept under a name."""
        return self.home / "maps"
