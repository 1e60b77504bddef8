"""Ledgers of improvement actions (台账), as institutions keep them: read, matched, and never guessed in silence."""
