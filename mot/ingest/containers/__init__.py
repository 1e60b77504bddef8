"""Every kind of file a table comes in: what it is, how it is opened, and what is refused."""
