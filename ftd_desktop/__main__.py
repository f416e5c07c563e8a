"""``python -m ftd_desktop`` is ``ftd``."""

from ftd_desktop.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
