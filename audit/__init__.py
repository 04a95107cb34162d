"""What can be proved or counted about a knowledge base."""
