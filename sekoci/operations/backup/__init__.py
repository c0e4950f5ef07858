"""Backups: made while everybody works, checked byte by byte, restored beside what is there and swapped in only when clean.

A backup is a handful of files below a name such as `sekoci-20261122T183000Z/`, in a folder or a bucket. Its manifest is written
last and read first: without it there is no backup, and with it every other byte is accounted for.
"""
