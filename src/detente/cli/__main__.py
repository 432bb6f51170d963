"""``python -m detente.cli``: the command line where the script is not on the path."""

from __future__ import annotations

from detente.cli import main

if __name__ == "__main__":
    main()
