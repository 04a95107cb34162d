"""The command line: input, output, and nothing else."""
