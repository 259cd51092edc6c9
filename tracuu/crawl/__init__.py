"""How articles come from the web: what is asked for, how politely, and what an answer means. Begin with `run.py`."""
