"""What pages say about their findings: whole sentences, chosen by the statistical result and by nothing else."""
