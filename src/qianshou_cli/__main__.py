"""The command `qianshou`, also `python -m qianshou_cli`."""

import gc
import os
import sys

from . import __version__


def main() -> None:
    """Run the command line, and end the process with its code.

    It ends at once: taking apart all that was loaded would take a sixth of a short run, and everything that is to be
    written has been written by then.
    """
    os._exit(_run(sys.argv[1:]))


def _run(argv: list[str]) -> int:
    if argv == ["--version"] and sys.stdout is not None:  # needs nothing but this file
        try:
            print(f"qianshou {__version__}", flush=True)
            return 0
        except OSError:
            pass  # said below, as for every command
    try:
        from .cli.interrupts import answer
    except KeyboardInterrupt:
        return 130
    answer()
    gc.disable()  # what a run makes is freed without it; the collector would walk it again and again
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them among all that is installed is slow
    from .cli.app import run

    return run(argv)


if __name__ == "__main__":
    main()
