"""Which versions tell one story, though nothing they state of themselves says so? docs/story_linking.md."""
