"""Many at once, in real servers: answers, memory and open files, against Jupyter AI without us.

    make bench-many

It takes a quarter of an hour, so it is no part of `make bench`.
"""
