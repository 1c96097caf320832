"""The configuration of the hub: read by JupyterHub, with what the tests wrote beside it."""

import json
import os
from pathlib import Path
from typing import Any

c: Any = get_config()  # type: ignore[name-defined]  # noqa: F821  # JupyterHub's own

given = json.loads(Path(os.environ["HUB_SETTINGS"]).read_text(encoding="utf-8"))
folder = given["folder"]

c.JupyterHub.bind_url = given["url"]
c.JupyterHub.hub_bind_url = given["hub_url"]
c.JupyterHub.db_url = f"sqlite:///{folder}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = f"{folder}/cookie-secret"
c.ConfigurableHTTPProxy.command = given["proxy"]
c.ConfigurableHTTPProxy.api_url = given["proxy_api_url"]
c.ConfigurableHTTPProxy.auth_token = given["token"]
c.ConfigurableHTTPProxy.pid_file = f"{folder}/proxy.pid"

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = given["password"]
c.Authenticator.allowed_users = set(given["names"])
c.JupyterHub.services = [{"name": "tests", "api_token": given["token"]}]
# Who gives out tokens of users has to have all that these may do.
c.JupyterHub.load_roles = [{"name": "admin", "services": ["tests"]}]
# To start and to stop a server is to say so; who wants to wait asks for its state.
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0, "slow_stop_timeout": 0}

c.JupyterHub.spawner_class = given["spawner"]
c.SimpleLocalProcessSpawner.home_dir_template = given["homes"]
c.Spawner.cmd = [given["python"], "-m", "jupyterhub.singleuser", *given["arguments"]]
c.Spawner.env_keep = ["PATH"]
c.Spawner.environment = given["environment"]
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = given["patience"]
