"""Print the lowest version of every dependency that pyproject.toml allows, as constraints for pip.

The test suite under them, in an environment of its own; types are checked against the newest versions only:

    python tools/lower_bounds.py > lowest.txt
    python -m venv .venv && .venv/bin/pip install -e '.[dev]' -c lowest.txt
    .venv/bin/python -m pytest --ignore tests/test_house.py
"""

import tomllib
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def lowest(requirement: str) -> str:
    """The pin of a requirement such as `rich>=13.9`. Raises ValueError when it names no lower bound, or more."""
    parsed = Requirement(requirement)
    [version] = [specifier.version for specifier in parsed.specifier if specifier.operator == ">="]
    return f"{parsed.name}=={version}"


def main() -> None:
    """Print the constraints."""
    for requirement in tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]:
        print(lowest(requirement))


if __name__ == "__main__":
    main()
