"""Decks for PowerPoint and WPS: native text, tables and charts."""
