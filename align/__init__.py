"""align: finds the statements that several news articles share, and says where they agree and where they differ."""
