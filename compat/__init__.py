"""The switch in every release of Jupyter AI: measured on the real thing, and shown as a page.

`nox -s compat` makes an environment for each release of `releases.toml`, runs `python -m compat`
in it, which leaves a file in `results/`, and makes `docs/compatibility.md` of all of them.
"""
