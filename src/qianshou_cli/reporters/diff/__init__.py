"""What changed between two results, one file an output."""
