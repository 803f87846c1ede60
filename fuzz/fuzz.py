"""Fuzz reading, or judging: see README.md."""

import sys

import atheris

with atheris.instrument_imports(include=["qianshou_cli"]):
    from checks import CHECKS


def main() -> None:
    """Fuzz with the check that the first argument names; the others are libFuzzer's."""
    program, check, *arguments = sys.argv
    atheris.Setup([program, *arguments], CHECKS[check])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
