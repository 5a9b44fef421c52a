"""The decree as data. Nothing is re-exported: import from model, look, wording, source, load, finding."""
