"""Slides drawn by the product itself: as SVG, and from it .pdf, .html and pictures."""
