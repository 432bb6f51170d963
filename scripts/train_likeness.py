"""Train the classifiers that tell what a sentence is like from the codebook's own example sentences, and say how good.

Needs scikit-learn and the extra "vectors". Writes src/detente/language/data/likeness_{vectors,words}.npz; the same
examples and libraries give the same files. With --check nothing is written and a difference is an error.

    python scripts/train_likeness.py
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import numpy as np

from detente.codebook import Codebook
from detente.language import likeness
from detente.language.coder import FLOOR, SILENT, WEIGHT, Coder, Task
from lengthen_examples import lengthened

# Inverse strength of the penalty, set by cross-validation.
STRENGTH = {"vectors": 3.0, "words": 10.0}
FOLDS = 5
SEED = 1
# Weights are stored in half precision: nothing changes in the third digit of a score.
STORED = np.float16


def main() -> None:
    """Train, measure and write."""
    codebook = Codebook.load()
    short = Codebook.examples()
    examples = [*short, *lengthened(short, seed=SEED)]
    # A sentence and the long ones made of it are never on both sides of a fold
    groups = np.array([*range(len(short)), *(i // 2 for i in range(2 * len(short)))])
    tasks = [Task(id=i, sentence=e.sentence, source=e.source, target=e.target) for i, e in enumerate(examples)]
    parsed = list(Coder(codebook=codebook, like="none").evidence(tasks))
    votes = [evidence.votes for _, _, evidence in parsed]
    gold = np.array([e.type for e in examples])
    shares: dict[str, np.ndarray] = {}
    types = tuple(sorted(set(gold)))
    for kind in ("vectors", "words"):
        seen = np.stack([likeness.features(kind, doc, t.source, t.target) for doc, t, _ in parsed])
        shares[kind] = cross_validated(seen, gold, groups, STRENGTH[kind])
        model = regression(STRENGTH[kind]).fit(seen, gold)
        store(kind, types, model.coef_.T, model.intercept_)
    for name, part in (("short", slice(None, len(short))), ("in context", slice(len(short), None, 2)),
                       ("beside another event", slice(len(short) + 1, None, 2))):  # fmt: skip
        print(f"\n{name}:")
        report(gold[part], types, votes[part], {kind: share[part] for kind, share in shares.items()})


def regression(strength: float):
    """Return an untrained classifier."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, max_iter=300, tol=1e-3)


def cross_validated(seen: np.ndarray, gold: np.ndarray, groups: np.ndarray, strength: float) -> np.ndarray:
    """Return for each example the scores of a classifier that has not seen its fold."""
    from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict

    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    return cross_val_predict(regression(strength), seen, gold, groups=groups, cv=folds, method="predict_proba")


def store(kind: str, types: tuple[str, ...], weights: np.ndarray, bias: np.ndarray) -> None:
    """Write a classifier, or with --check compare it with the one that is there."""
    path = Path(likeness.DATA) / f"likeness_{kind}.npz"
    new = {"types": np.array(types), "weights": weights.astype(STORED), "bias": bias.astype(STORED)}
    if "--check" in sys.argv:
        with np.load(path) as old:
            if not all(np.allclose(old[k], new[k], atol=0.02) for k in ("weights", "bias")):
                sys.exit(f"{path.name} is not what the examples give; run this script without --check")
        return
    np.savez_compressed(path, **new)
    print(
        f"{path.name}: {path.stat().st_size / 1000:.0f} kB; put into likeness.SHA256: {sha256(path.read_bytes()).hexdigest()}"
    )


def report(
    gold: np.ndarray, types: tuple[str, ...], votes: list[dict[str, float]], shares: dict[str, np.ndarray]
) -> None:
    """Print accuracy by cross-validation: frames, examples, both; then per type, and how sure right answers are."""
    from sklearn.metrics import f1_score, log_loss

    by_frames = np.array([max(v, key=lambda k: (v[k], k)) if v else "" for v in votes])
    print(f"{len(gold)} examples; frames alone: accuracy {100 * (by_frames == gold).mean():.1f}")
    for kind, share in shares.items():
        joined = np.array([_joined(v, types, s) for v, s in zip(votes, share, strict=True)])
        for name, scores in ((kind, share), (f"frames and {kind}", joined)):
            found = np.array(types)[scores.argmax(1)]
            print(
                f"{name}: accuracy {100 * (found == gold).mean():.1f}, macro F1 "
                f"{100 * f1_score(gold, found, average='macro'):.1f}, log loss {log_loss(gold, scores, labels=types):.3f}, "
                f"calibration error {100 * calibration_error(scores.max(1), found == gold):.1f}"
            )
            if "--types" in sys.argv:
                for name_, f1 in zip(types, f1_score(gold, found, average=None, labels=types), strict=True):
                    print(f"    {name_:10} {100 * f1:.1f}")


def _joined(votes: dict[str, float], types: tuple[str, ...], share: np.ndarray) -> list[float]:
    examples = dict(zip(types, share.tolist(), strict=True))
    found = likeness.combined(votes, examples, weight=WEIGHT, floor=FLOOR, silent=SILENT)
    return [found[name] for name in types]


def calibration_error(sure: np.ndarray, right: np.ndarray) -> float:
    """Return the mean distance between how sure answers are and how many are right, over ten bins (Guo et al. 2017)."""
    bins = np.minimum((sure * 10).astype(int), 9)
    return float(sum(abs(sure[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(sure))


if __name__ == "__main__":
    main()
