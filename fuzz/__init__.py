"""Fuzzing: each target takes any bytes, and must give a clean result or a clear error, soon, with passages that hold.

``python -m fuzz`` runs them guided by coverage (atheris); the tests run each on its seeds, on a few damaged ones, and on
every case that was ever found.
"""
