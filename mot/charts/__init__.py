"""Altair specifications, authored once without data. Frames supply the data when a page draws them."""
