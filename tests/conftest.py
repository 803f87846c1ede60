"""How every test runs: properties are the same on every machine, and no verdict hangs on its speed."""

import pytest
from hypothesis import settings

from qianshou_cli import yaml_merge, yaml_reader

settings.register_profile("house", derandomize=True, database=None, deadline=None)
settings.load_profile("house")

PARSERS = dict.fromkeys([yaml_reader.LOADER, yaml_reader.PythonLoader])
"""The parser of every file, and the one where libyaml is missing."""


@pytest.fixture(params=PARSERS, ids=lambda loader: loader.__name__)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either parser of PyYAML: they word their errors differently, so nothing may rest on the words."""
    for module in (yaml_reader, yaml_merge):
        monkeypatch.setattr(module, "LOADER", request.param)
