"""The words of the product as types: declarations, policies, results. Frozen, without I/O."""
