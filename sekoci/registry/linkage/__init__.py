"""Linkage: which records of many lists are one outlet. See README.md; nothing here knows Django, and the web never imports it."""
