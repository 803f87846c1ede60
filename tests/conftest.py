"""How every test runs: properties are the same on every machine, and no verdict hangs on its speed."""

from hypothesis import settings

settings.register_profile("house", derandomize=True, database=None, deadline=None)
settings.load_profile("house")
