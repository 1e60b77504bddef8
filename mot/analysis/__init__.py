"""Each module answers one question of the cube. Pure functions: tallies in, frames and values out."""
