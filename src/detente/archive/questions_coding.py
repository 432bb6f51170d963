"""The questions about what reports were read with, and which reports a change of it can touch."""

from __future__ import annotations

from detente.archive.steps import Question


def codings() -> Question:
    """Return the question what each report was read with."""
    return Question(sql="SELECT * FROM codings ORDER BY report", values={})


def uncoded() -> Question:
    """Return the question for the reports that it is not known of; reports that stand for imported data have no text."""
    sql = """
        SELECT id FROM reports WHERE id NOT IN (SELECT report FROM codings)
            AND id NOT IN (SELECT report FROM events WHERE origin IS NOT NULL) ORDER BY id"""
    return Question(sql=sql, values={})


def vocabulary(own: str) -> Question:
    """Return the question for the files of a codebook or gazetteer."""
    return Question(sql="SELECT file, text FROM vocabularies WHERE id = $own ORDER BY file", values={"own": own})


def carrying(frames: list[str], types: list[str], cameo: list[str], actors: list[str]) -> Question:
    """Return the question for the reports whose records carry what changed.

    The rule of an event that a statement makes ends with its own after a "+", and begins with another's.
    """
    sql = """
        SELECT report FROM events WHERE origin IS NULL AND (
            list_has_any(string_split(rule, '+'), $frames) OR type IN (SELECT unnest($types))
            OR cameo IN (SELECT unnest($cameo)) OR source_actor IN (SELECT unnest($actors))
            OR target_actor IN (SELECT unnest($actors)))
        UNION SELECT report FROM mentions WHERE actor IN (SELECT unnest($actors))
        UNION SELECT report FROM statements WHERE speaker_actor IN (SELECT unnest($actors))
            OR addressee_actor IN (SELECT unnest($actors))
        ORDER BY report"""
    return Question(sql=sql, values={"frames": frames, "types": types, "cameo": cameo, "actors": actors})


def naming(countries: list[str]) -> Question:
    """Return the question which of some countries the mentions of each report have."""
    sql = """
        SELECT report, list(DISTINCT country) AS countries FROM mentions
        WHERE country IN (SELECT unnest($countries)) GROUP BY report"""
    return Question(sql=sql, values={"countries": countries})
