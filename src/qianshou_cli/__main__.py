"""The command `qianshou`, also `python -m qianshou_cli`."""

import sys

from . import __version__


def main() -> None:
    """Run the command line and exit with its code. `--version` needs nothing but this file."""
    if sys.argv[1:] == ["--version"]:
        print(f"qianshou {__version__}")
        sys.exit(0)
    from .cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
