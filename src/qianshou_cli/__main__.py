"""The command `qianshou`, also `python -m qianshou_cli`."""

import gc
import os
import sys

from . import __version__


def main() -> None:
    """Run the command line and exit with its code. `--version` needs nothing but this file."""
    if sys.argv[1:] == ["--version"]:
        print(f"qianshou {__version__}")
        sys.exit(0)
    gc.disable()  # what a run makes is freed without it; the collector would walk it again and again
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them among all that is installed is slow
    try:
        from .cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while everything is still being imported
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
