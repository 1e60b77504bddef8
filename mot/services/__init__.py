"""One job per module: check the actor, open the transaction, decide elsewhere."""
