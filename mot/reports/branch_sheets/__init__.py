"""A page for each branch: composed when a review is frozen, printed from what was frozen."""
