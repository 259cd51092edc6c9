"""The version of tracuu, for all rooms: what servers are told, what files say of who wrote them."""

__version__ = "0.1.0"
