"""Results as text or bytes: pure functions, one file per format."""
