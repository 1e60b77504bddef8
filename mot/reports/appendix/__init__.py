"""The appendix of a review: a workbook with the data behind each slide."""
