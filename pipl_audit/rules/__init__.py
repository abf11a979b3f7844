"""From declared facts and rules to outcomes: three-valued, with the trail of what decided."""
