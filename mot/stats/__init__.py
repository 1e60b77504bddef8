"""Statistics from additive sums: arrays or tallies in, frozen results with their uncertainty out.

Nothing here knows a branch, a page or a language; nothing rounds or prints. Undefined is NaN, never infinity.
"""
