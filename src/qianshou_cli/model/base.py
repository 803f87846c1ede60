"""What every model has in common."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A mapping of the file: unknown keys refused, never changed after reading. `None` means not recorded."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, protected_namespaces=())
