"""Write the codebook's table of CAMEO codes and Goldstein scores from tab-separated tables.

    python scripts/build_codebook_scores.py ../shared/data/ontology

The folder holds ``cameo_goldstein.tsv`` (cameo, goldstein) and ``cameo2plover.tsv`` (cameo, ...); the second has codes
that the first lacks: they are listed too, and take the score of the nearest shorter code.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/detente/codebook/data/goldstein.toml"
HEAD = """\
# CAMEO codes, and Goldstein scores from -10 (most hostile) to 10 (most cooperative).
# Scores: J. S. Goldstein (1992), "A Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict
# Resolution 36, as carried over to CAMEO by the Kansas Event Data System. Codes without a score of their own take the
# nearest shorter code's. Written by scripts/build_codebook_scores.py.

"""


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def table(folder: Path) -> str:
    """Return the TOML text for the tables in a folder."""
    scores = {row["cameo"]: float(row["goldstein"]) for row in rows(folder / "cameo_goldstein.tsv")}
    more = sorted({row["cameo"] for row in rows(folder / "cameo2plover.tsv")} - set(scores))
    listed = ", ".join(f'"{code}"' for code in more)
    return f"{HEAD}unscored = [{listed}]\n\n[goldstein]\n" + "".join(f'"{c}" = {scores[c]}\n' for c in sorted(scores))


if __name__ == "__main__":
    OUT.write_text(table(Path(sys.argv[1])), encoding="utf-8")
    print(f"wrote {OUT}")
