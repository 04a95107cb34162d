"""What a reader sees of a consultation: reports as text, and pictures drawn by graphviz from its trace."""
