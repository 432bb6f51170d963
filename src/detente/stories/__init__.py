"""Stories: which reports tell the same event, and where they differ."""
