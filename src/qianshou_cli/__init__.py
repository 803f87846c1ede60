"""qianshou: checks social-work pairing programmes (牵手计划) against their provincial plans."""

__version__ = "0.1.0"
