"""Which word of one language says what a word of another says? Learned from linked stories, and from word lists."""
