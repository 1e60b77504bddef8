"""The words of the business. No data, no database, no screen."""
