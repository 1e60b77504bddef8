"""Files a person takes away: templates, workbooks, decks."""
