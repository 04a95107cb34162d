"""What can be known of a patient and a lesion: the vocabulary, values that may be unknown, readers."""
