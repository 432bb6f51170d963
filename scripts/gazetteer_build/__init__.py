"""Builds the gazetteer's tables from public facts and the hand-kept lists."""
