"""Repeatable measurements of speed: ratios side by side in one run, never absolute times in a test."""
