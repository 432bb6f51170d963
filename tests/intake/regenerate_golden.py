"""Write the golden reports anew with the reasons that lines are dropped for now: `python regenerate_golden.py`.

Look at the difference before keeping it: a line that changed its reason was judged anew.
"""

from __future__ import annotations

from pathlib import Path

from detente.intake import residue
from detente.intake.text import paragraphs

GOLDEN = Path(__file__).parent / "golden"


def main() -> None:
    """Rewrite each file of the folder in place."""
    for path in sorted(GOLDEN.glob("*.txt")):
        lines = [line.split(" | ", 1)[1] for line in path.read_text("utf-8").splitlines()]
        found = residue.sort_lines(paragraphs("\n\n".join(lines)))
        reasons = (reason or "body" for reason in found.reasons)
        text = "".join(f"{reason} | {line}\n" for reason, line in zip(reasons, found.lines, strict=True))
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
