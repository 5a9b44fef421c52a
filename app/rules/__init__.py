"""The decree as data. Nothing is re-exported: import from the module that defines a name."""
