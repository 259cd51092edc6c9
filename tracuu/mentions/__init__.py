"""Which models and resolutions a text names, and which one each name means. See docs/mentions.md."""
