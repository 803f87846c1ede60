"""What the outputs share: widths and lines, names and order of findings, counts, wording, workbooks, JSON."""
