"""From corpora to the English pipeline that ships in the package."""
