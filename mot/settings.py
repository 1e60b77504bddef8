"""How this installation is run: name, default, unit and help of every setting, read from MOT_* variables."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[1]


class Settings(BaseSettings):
    """Settings of the running program. What a person may change while it runs is kept in the database."""

    model_config = SettingsConfigDict(env_prefix="MOT_", env_file=".env", extra="ignore")

    data_dir: Path = Field(ROOT / "data", description="Folder of the embedded database and its secret.")
    database_url: str = Field(
        "", description="Database to use instead, such as postgresql://user:password@host/name."
    )
    demo: bool = Field(True, description="Load the demonstration bank into an empty database.")
    demo_dir: Path = Field(
        ROOT / "sample_data" / "demo", description="Folder of the demonstration bank's files."
    )
    sign_in: Literal["local", "oidc"] = Field(
        "local",
        description="local: one person on this machine; oidc: the provider in .streamlit/secrets.toml.",
    )
    max_upload_mb: int = Field(200, description="Largest feedback file, in megabytes.", gt=0, le=2000)
    keep_files: Literal["no", "encrypted"] = Field(
        "no",
        description="no: of an imported file only its hash and size are stored; encrypted: the file too, sealed.",
    )
    file_key: SecretStr = Field(
        SecretStr(""),
        description="Key of sealed files, 64 hexadecimal digits; a file in the data folder unless several "
        "servers share a database.",
    )
    public_url: str = Field(
        "",
        description="Address under which people open the pages, such as https://moments.bank.example; digests "
        "link to it.",
    )
    draft_days: int = Field(
        30, description="How long an uploaded file waits to be imported, in days.", gt=0, le=365
    )
    limit_file_mb: int = Field(
        300, description="Largest file that is read, in megabytes; at least max_upload_mb.", gt=0
    )
    limit_unpacked_mb: int = Field(1500, description="Most that a file may unpack to, in megabytes.", gt=0)
    limit_cells: int = Field(60_000_000, description="Most cells of a sheet, filled or not.", gt=0)
    limit_rows: int = Field(2_000_000, description="Most rows of a sheet.", gt=0, le=2_000_000)
    limit_columns: int = Field(16_384, description="Most columns of a sheet.", gt=0, le=16_384)
    limit_cell_characters: int = Field(100_000, description="Most characters of a cell.", gt=0)
    limit_seconds: float = Field(120, description="Longest time to read a file, in seconds.", gt=0)
    limit_memory_mb: int = Field(
        3000, description="Most memory of the process that reads a file, in megabytes.", ge=200
    )

    @property
    def url(self) -> str:
        """The database in use: the one configured, or SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'moments.db'}"


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()  # type: ignore[call-arg]
