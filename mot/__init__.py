"""关键时刻 · Moments of Truth: from a feedback workbook to owned, tested improvements."""

__version__ = "0.1.0"
