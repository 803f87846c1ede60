"""The outputs of `qianshou report`: `render(report, look, reveal=False)`."""
