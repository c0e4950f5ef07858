"""Benchmarks: `python -m bench NAME [--json]`. Each makes its own database and data, stops by itself, leaves nothing behind."""
