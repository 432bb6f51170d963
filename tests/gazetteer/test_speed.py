from __future__ import annotations

import subprocess
import sys
import time

from detente.gazetteer import Gazetteer

TEXT = (
    "Russian Foreign Minister Sergei Lavrov told the U.S. Secretary of State that Moscow would answer the sanctions, "
    "and that the talks between NATO and the Kremlin should go on in the coming weeks, as the diplomats had agreed. "
)
# A scan reads 180,000 words a second of processor time on the slowest machine measured; a quarter of that must hold.
FLOOR = 40_000


def test_a_scan_is_fast_enough_for_all_text() -> None:
    gazetteer = Gazetteer.load()
    gazetteer.scan(TEXT)
    text = TEXT * 300
    best = min(_seconds(gazetteer, text) for _ in range(3))
    assert len(text.split()) / best > FLOOR


def _seconds(gazetteer: Gazetteer, text: str) -> float:
    start = time.process_time()
    gazetteer.scan(text)
    return time.process_time() - start


def test_importing_reads_no_tables() -> None:
    code = (
        "import io, sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import detente.gazetteer\n"
        "print([name for name in opened if name.endswith('.csv')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Processor time of loading and a first scan: 80 ms on the slowest machine measured.
CEILING = 0.150


def test_loading_is_quick() -> None:
    code = (
        "import time\n"
        "from detente.gazetteer import Gazetteer\n"
        "start = time.process_time()\n"
        "Gazetteer.load().scan('Then Sergei Lavrov met the U.S. Secretary of State.')\n"
        "print(time.process_time() - start)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    assert sorted(times)[2] < CEILING
