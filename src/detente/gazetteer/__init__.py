"""Who is who: states, organisations, organs, outlets and people with dated offices, as data, and the look-up."""

from detente.gazetteer.directory import Gazetteer
from detente.gazetteer.model import Actor, Candidate, Hit, Kind, Membership, Name, NameHow, Spell, Title

__all__ = ["Actor", "Candidate", "Gazetteer", "Hit", "Kind", "Membership", "Name", "NameHow", "Spell", "Title"]
