"""The waivers of a run, one file an output: `render(programs, as_of, look) -> str`."""
