"""Words, numbers and dates in Chinese and English."""
