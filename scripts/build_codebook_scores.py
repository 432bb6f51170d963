"""Write the codebook's Goldstein table from a tab-separated table of codes and scores.

    python scripts/build_codebook_scores.py ../shared/data/ontology/cameo_goldstein.tsv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/detente/codebook/data/goldstein.toml"
HEAD = """\
# Goldstein scores of CAMEO codes, from -10 (most hostile) to 10 (most cooperative).
# Source: J. S. Goldstein (1992), "A Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict Resolution 36,
# as carried over to CAMEO by the Kansas Event Data System. Written by scripts/build_codebook_scores.py.

[goldstein]
"""


def table(path: Path) -> str:
    """Return the TOML text for a table with the columns ``cameo`` and ``goldstein``."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted((row["cameo"], float(row["goldstein"])) for row in csv.DictReader(file, delimiter="\t"))
    return HEAD + "".join(f'"{code}" = {score}\n' for code, score in rows)


if __name__ == "__main__":
    OUT.write_text(table(Path(sys.argv[1])), encoding="utf-8")
    print(f"wrote {OUT}")
