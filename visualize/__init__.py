"""Pictures drawn by graphviz from a trace: the way from the facts to the advice."""
