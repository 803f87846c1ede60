"""The waivers of a run, one file an output: `render(programs, report, look) -> str`."""
