"""The examples of reverse proxies put no token and no query into a log."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "packaging/debian/backend/usr/share/doc/repasse-backend/examples"
NGINX = (EXAMPLES / "nginx.conf").read_text(encoding="utf-8")
CADDY = (EXAMPLES / "Caddyfile").read_text(encoding="utf-8")
PORTS = {"stations": 8444, "console": 8443, "reset": 8445}


def servers() -> dict[str, str]:
    """The block of each name."""
    blocks = re.findall(r"^server \{\n(.*?)^\}", NGINX, re.DOTALL | re.MULTILINE)
    return {re.findall(r"server_name (\w+)\.", block)[0]: block for block in blocks}


def test_a_path_with_a_token_is_in_no_log_of_nginx() -> None:
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "backend/web/staff").glob("*.py")]
    tokens = {path for page in pages for path in re.findall(r'Route\("([^"]*\{token\}[^"]*)"', page)}
    assert "/join/{token}" in tokens
    (hidden, shown) = re.findall(r"^    ~(\S+) (\S+);$", NGINX, re.MULTILINE)[0]
    assert [path for path in tokens if not re.match(hidden, path.replace("{token}", "abc"))] == []
    assert shown == "/join/"
    (written,) = re.findall(r"^log_format .*$", NGINX, re.MULTILINE)
    assert set(re.findall(r"\$(\w+)", written)) & {"uri", "request", "request_uri", "args"} == set()
    assert "access_log off;" in servers()["reset"]


def test_nginx_quotes_no_request_in_its_errors() -> None:
    assert servers().keys() == PORTS.keys()
    for block in servers().values():
        assert re.findall(r"^    error_log \S+ (\w+);$", block, re.MULTILINE) == ["emerg"]


def test_caddy_writes_no_request() -> None:
    assert re.search(r"^\{\n(\t#.*\n)*\tlog \{\n\t\texclude http\.log\.error\n\t\}\n\}", CADDY, re.MULTILINE)
    assert CADDY.count("log {") == 1


def test_caddy_is_the_one_of_debian() -> None:
    """2.6.2 knows neither `tls_trust_pool` (2.8) nor `{args[0]}` (2.7)."""
    said = [line for line in CADDY.splitlines() if not line.strip().startswith("#")]
    assert not [line for line in said if "tls_trust_pool" in line or "args[" in line]
    for name, port in PORTS.items():
        assert re.search(
            rf"^{name}\.example\.org \{{\n.*\n\treverse_proxy https://127\.0\.0\.1:{port} ", CADDY, re.M
        )
