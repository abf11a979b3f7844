"""The version, as a constant: ``--version`` must not have to look for it."""

__version__ = "0.1.0"
