"""The command line: options in, files read, reports written, exit codes. Only here are print, clock, disk and exit."""
