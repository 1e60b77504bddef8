"""A workbook becomes a draft. No database here."""
