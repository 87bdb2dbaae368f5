"""The versions of the package and of comparison.json."""

__version__ = "0.1.0"
SCHEMA_VERSION = "1"
