"""``python -m benchmarks``: all benchmarks."""

from benchmarks.consult import main

main()
