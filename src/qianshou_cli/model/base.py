"""What every model has in common."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A mapping of the file: unknown keys refused, never changed after reading. `None` means not recorded.

    Validators are built when first asked for: one for a whole file, not one for each of the models inside it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, protected_namespaces=(), defer_build=True)
