"""The command line: parses ``ftd COMMAND …`` and hands over to the module of that command."""

from __future__ import annotations


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 1 refused with a message, 2 wrong usage)."""
    return 2
