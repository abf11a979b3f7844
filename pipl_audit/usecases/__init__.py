"""What a user asks for, one verb each."""
