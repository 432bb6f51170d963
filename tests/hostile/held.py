"""Run the command within limits on address space and processor time, and leave its peak memory in the file ``peak``.

The peak is this process's own: what a parent learns from ``wait4`` counts the parent's memory at the fork as well.

Usage: python -m tests.hostile.held BYTES SECONDS ARGUMENT ...
"""

from __future__ import annotations

import atexit
import resource
import sys
from pathlib import Path

from detente.cli import main


def keep_peak() -> None:
    """Write the most memory that the process has held, in kilobytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    Path("peak").write_text(status.split("VmHWM:")[1].split()[0], encoding="ascii")


if __name__ == "__main__":
    space, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    atexit.register(keep_peak)
    sys.argv[1:] = sys.argv[3:]
    main()
