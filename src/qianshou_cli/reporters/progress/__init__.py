"""The outputs of `qianshou progress`: `render(standings, look)`."""
