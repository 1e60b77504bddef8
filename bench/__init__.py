"""Repeatable measurements: speed as ratios side by side in one run, honesty by simulation; never asserted in a test."""
