"""What the extension costs, against the same Jupyter AI without it, in one run.

    make bench

Each module measures one thing and returns figures; ratios are governed to bare.
"""
