"""Settings are checked whole before anything starts; every fault names its source, key and rule."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from backend.settings import BackendSettings, load
from backend.settings_tables import SettingsError
from tests.servers.graph.certificate import credential
from tests.servers.graph.login import CLIENT, TENANT

OIDC = '[oidc]\nissuer = "https://op"\nclient_id = "c"\n'
ROLES = '[oidc.roles]\ndesk = ["d"]\n'
MAIL = '[channels]\nemail = "smtp"\n[smtp]\nservers = [{host = "h"}]\nsender = "a@b.c"\n'
TWILIO = (
    '[channels]\nvoice = "gateways"\n[voice]\ngateways = ["twilio"]\n[voice.twilio]\n'
    f'account = "AC1"\ntoken_file = "{__file__}"\n'
)
PBX = '[voice.sip]\nserver = "pbx"\nuser = "repasse"\n'
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "configuration.md"


def faults(tmp_path: Path, text: str, **environment: str) -> list[str]:
    path = tmp_path / "repasse.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as met:
        load(path, environment)
    found = str(met.value).splitlines()
    assert all(line.startswith(f"{path}: ") for line in found)
    return [line.removeprefix(f"{path}: ") for line in found]


def test_no_configuration_is_loopback_with_own_ca_and_local_channels() -> None:
    settings = load(None, {})
    assert (settings.station_api.host, settings.console.host) == ("127.0.0.1", "127.0.0.1")
    assert settings.tls.source == "own"
    assert settings.channels.any_local


def test_a_file_and_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "repasse.toml"
    path.write_text('[limits]\nsends_per_account = 3\n[institution]\nname = "École"\n', encoding="utf-8")
    settings = load(path, {"REPASSE_LIMITS__SENDS_PER_ACCOUNT": "4", "REPASSE_TIMES__RESET": "600"})
    assert settings.limits.sends_per_account == 4
    assert settings.institution.name == "École"
    assert settings.times.reset == timedelta(minutes=10)
    assert settings.console.port == 8443


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[nope]\n", "nope: no such setting; allowed here: audit, channels, code,"),
        ("[limits]\nsend = 3\n", "limits.send: no such setting; allowed here:"),
        ('[limits]\ncountries = [{prefix = "+32", x = 1}]\n', "limits.countries.0.x: no such setting"),
        ('[tls]\nsource = "none"\n', "tls.source: Input should be 'own' or 'files'"),
        ('[tls]\nsource = "files"\n', "tls: Value error, source = files needs certificate and key"),
        ("[code]\ndigits = 5\n", "code: Value error, code.digits must be between 6 and 10"),
        ('[code]\ndigits = "many"\n', "code.digits: Input should be a valid integer"),
        ("[limits]\nsign_ins = true\n", "limits.sign_ins: must not be true or false"),
        ("[limits]\nsends_window = -1\n", "limits.sends_window: must not be negative"),
        ("[staff]\nstep_up_after = 28801\n", "staff: Value error, step_up_after must be at most 28800"),
        ('[oidc]\nissuer = "http://op"\n', "oidc: Value error, issuer must be an https:// address"),
        ('[oidc]\nissuer = "https://op"\n', "oidc: Value error, client_id is needed with an issuer"),
        (f"{OIDC}", "oidc: Value error, roles must name, for desk, supervisor or operator"),
        (f'{OIDC}scopes = ["email"]\n{ROLES}', 'oidc: Value error, scopes must contain "openid"'),
        (f'{OIDC}ca_file = "/nowhere"\n{ROLES}', "oidc: Value error, ca_file cannot be read: FileNotFound"),
        (
            f'{OIDC}client_secret_file = "/dev/null"\n{ROLES}',
            "oidc: Value error, client_secret_file is empty",
        ),
        ("[audit]\nkeep = 3600\n", "audit: Value error, keep must be at least 86400 seconds, a day"),
        ('[audit.syslog]\ncertificate = "c"\n', "audit.syslog: Value error, certificate and key are given"),
        ("[audit.syslog]\nport = 0\n", "audit.syslog: Value error, port must be between 1 and 65535"),
        ('[audit.email]\nhost = "h"\n', "audit.email: Value error, sender and recipient are needed"),
        ('[audit.email]\nuser = "u"\n', "audit.email: Value error, user and password_file are given"),
        ('[audit.email]\nsender = "a\\nb"\n', "audit.email: Value error, sender and recipient must be plain"),
        ('[channels]\nemail = "smtp"\n', "channels.email: smtp needs smtp.servers and smtp.sender"),
        ('[channels]\nsms = "gateways"\n', "channels.sms: gateways needs sms.gateways"),
        ('[smtp]\nservers = [{host = ""}]\n', "smtp.servers.0: Value error, host is needed"),
        ('[smtp]\nservers = [{host = "h", tls = "none"}]\n', "smtp.servers.0.tls: Input should be"),
        ('[smtp]\nservers = [{host = "h", port = 0}]\n', "smtp.servers.0: Value error, port must be"),
        ('[smtp]\nservers = [{host = "h", user = "u"}]\n', "smtp.servers.0: Value error, user and password"),
        ('[smtp]\nservers = [{host = "h", verify = "no"}]\n', "smtp.servers.0.verify: no such setting"),
        ('[smtp]\nservers = [{host = "h", ca_file = "/x"}]\n', "smtp.servers.0: Value error, ca_file cannot"),
        ('[smtp]\nsender = "a@b.c\\nBcc: x@y.z"\n', "smtp: Value error, sender must be a plain address"),
        ('[smtp]\nsender = "Somebody <a@b.c>"\n', "smtp: Value error, sender must be a plain address"),
        ('[smtp]\nsender_name = "a\\nb"\n', "smtp: Value error, sender_name must be one line"),
        ('[smtp]\nhello = "a b"\n', "smtp: Value error, hello must be a host name"),
        ("[smtp]\nwait = 20\n", "smtp: Value error, wait and patience must be"),
        ('[sms]\ngateways = ["kannel"]\n', "sms: Value error, gateways names kannel, but sms.kannel.url"),
        ('[sms]\ngateways = ["pigeon"]\n', "sms.gateways.0: Input should be 'kannel', 'smpp' or 'apprise'"),
        ('[channels]\nvoice = "gateways"\n', "channels.voice: gateways needs voice.gateways"),
        ('[voice]\ngateways = ["twilio"]\n', "voice: Value error, gateways names twilio, but voice.twilio"),
        ('[voice]\ngateways = ["pigeon"]\n', "voice.gateways.0: Input should be 'twilio' or 'sip'"),
        ('[voice.twilio]\nurl = "http://x"\n', "voice.twilio: Value error, url must be https:// unless"),
        ('[voice.twilio]\nurl = "https://u@x"\n', "voice.twilio: Value error, url must be https://host"),
        ('[voice.twilio]\naccount = "a/b"\n', "voice.twilio: Value error, account must be the account's"),
        ('[voice.twilio]\naccount = "AC1"\n', "voice.twilio: Value error, token_file is needed"),
        ("[voice.twilio]\nring = 4\n", "voice.twilio: Value error, ring must be 5 to 120 seconds"),
        (f"{TWILIO}sender = '0460'\n", "voice.twilio: Value error, sender must be a number of the account"),
        (f"{TWILIO}sender = '+3246000000'\n", "voice.gateways: twilio needs reports.listener = offered"),
        ('[voice]\ngateways = ["sip"]\n', "voice: Value error, gateways names sip, but voice.sip.server"),
        ('[voice.sip]\nserver = "a b"\n', "voice.sip: Value error, server must be a host name"),
        ('[voice.sip]\nserver = "pbx"\n', "voice.sip: Value error, user is needed with server"),
        ('[voice.sip]\nserver = "pbx"\nuser = "a;b"\n', "voice.sip: Value error, user is needed with"),
        (f"{PBX}password_file = '/x'\n", "voice.sip: Value error, password_file cannot be read"),
        (f"{PBX}password_file = '{__file__}'\n", "voice.sip: Value error, password_file must hold plain"),
        ('[voice.sip]\nprefix = "0a"\n', "voice.sip: Value error, prefix must be at most 8 digits"),
        ('[voice.sip]\nlocal = "::1"\n', "voice.sip: Value error, local must be an IPv4 address"),
        ('[voice.sip]\nrtp_ports = "80-90"\n', "voice.sip: Value error, rtp_ports must be two ports"),
        ('[voice.sip]\ntransport = "tls"\n', "voice.sip.transport: Input should be 'udp' or 'tcp'"),
        ('[sms.apprise]\nfile = "/nowhere"\n', "sms.apprise: Value error, file cannot be read"),
        (f"{MAIL}[times]\nmessage_lease = 20\n", "times.message_lease: must be at least twice the longest"),
        ('[limits]\ncountries = [{prefix = "32", a_day = 1}]\n', "limits.countries.0: Value error"),
        ('[reports]\nurl = "http://x"\n', "reports: Value error, url must be https://"),
        ("[web]\ndeadline_ms = 10\n", "web: Value error, deadline_ms must be between 300 and 5000"),
        (
            "[decoys]\nboth = -1\n",
            "decoys: Value error, decoys.both, mobile, email and authenticator_only must be between 0",
        ),
        (
            "[decoys]\nboth = 0\nmobile = 0\nemail = 0\n",
            "decoys: Value error, decoys.both, mobile, email and authenticator_only must not all be 0",
        ),
        ("[decoys]\nhosts = []\n", "decoys: Value error, decoys.hosts: at least one is needed"),
        ('[decoys]\nhosts = [{name = "a b"}]\n', "decoys.hosts.0: Value error, decoys.hosts: name must be"),
        ('[decoys]\nhosts = [{name = "a.b", share = 0}]\n', "decoys.hosts.0: Value error, decoys.hosts"),
        ("[console]\nport = 70000\n", "console: Value error, port must be between 0"),
        ('[console]\nurl = "http://x"\n', "console: Value error, url must be https://"),
        ('[console]\nurl = "https://x/path"\n', "console: Value error, url must be https://"),
        ('[institution]\ntimezone = "Mars"\n', "institution.timezone: no such time zone"),
        (
            '[institution]\nsign_in_url = "http://x"\n',
            "institution: Value error, institution.sign_in_url must",
        ),
        ('[directory]\nkind = "ad"\n', "directory.ad.base: needed, the unit that holds the accounts"),
        ('[directory]\nkind = "ad"\n', "directory.ad.connection.servers: at least one is needed"),
        (
            '[directory.ad]\nfind_by = ["x"]\n',
            "directory.ad.find_by.0: Input should be 'upn', 'account_name'",
        ),
        ('[directory]\nkind = "entra"\n', "directory.entra.tenant: is needed, with client_id"),
        ('[directory]\nkind = "hybrid"\n', "directory.entra.tenant: is needed, with client_id"),
        ("[directory.entra]\ndeadline = 15\n", "directory.entra: Value error, deadline must be between"),
        ('[directory]\nkind = "ldap"\n', "directory.ldap.base: needed, the branch that holds the accounts"),
        ('[directory]\nkind = "ldap"\n', "directory.ldap.connection.servers: at least one is needed"),
        ('[directory]\nkind = "ldap"\n', "directory.ldap.lockout_threshold: needed without policy"),
        ('[directory]\nkind = "ldap"\n[times]\nwrite_lease = 25\n', "times.write_lease: must be longer"),
        ('[directory.ldap]\nfilter = "(a=b)(c=d)"\n', "directory.ldap: Value error, filter must be one LDAP"),
        ('[channels]\nsms = "pigeon"\n', "channels.sms: Input should be 'local', 'gateways' or 'none'"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, told: str) -> None:
    assert any(line.startswith(told) for line in faults(tmp_path, text))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, '[tls]\nsource = "x"\n[code]\ndigits = "x"\n')) == 2


@pytest.mark.parametrize("section", ["station_api", "console", "metrics"])
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "repasse.example"])  # noqa: S104 - must be refused
def test_the_embedded_default_stays_on_loopback(tmp_path: Path, section: str, host: str) -> None:
    told = "\n".join(faults(tmp_path, f'[{section}]\nhost = "{host}"\n'))
    assert f"{section}.host" in told
    assert "tls.source = own" in told
    assert "channels.sms" in told


def test_a_real_address_needs_both(tmp_path: Path) -> None:
    files = '[tls]\nsource = "files"\ncertificate = "/c"\nkey = "/k"\n'
    silent = '[channels]\nemail = "none"\nsms = "none"\nvoice = "none"\n'
    host = '[console]\nhost = "192.0.2.1"\n'
    assert len(faults(tmp_path, host + files)) == 1
    assert len(faults(tmp_path, host + silent)) == 1
    path = tmp_path / "good.toml"
    path.write_text(host + files + silent, encoding="utf-8")
    assert load(path, {}).console.host == "192.0.2.1"


def test_the_address_of_gateways_counts_where_it_is_offered(tmp_path: Path) -> None:
    text = '[reports]\nhost = "192.0.2.1"\n'
    assert any(line.startswith("reports.host") for line in faults(tmp_path, text + 'listener = "offered"\n'))
    path = tmp_path / "good.toml"
    path.write_text(text, encoding="utf-8")
    assert load(path, {}).reports.listener == "none"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_loopback_is_loopback(tmp_path: Path, host: str) -> None:
    path = tmp_path / "good.toml"
    path.write_text(f'[console]\nhost = "{host}"\n', encoding="utf-8")
    assert load(path, {}).console.host == host


def test_stations_elsewhere_get_no_local_channel_behind_a_proxy_either(tmp_path: Path) -> None:
    """The backend listens on loopback then; codes would lie in its data folder, and nobody would get one."""
    proxied = '[station_api]\nurl = "https://stations.example.org"\n'
    (told,) = faults(tmp_path, proxied + '[channels]\nemail = "none"\nsms = "none"\n')
    assert told.startswith("station_api.url: ")
    assert "channels.voice" in told
    path = tmp_path / "good.toml"
    path.write_text(proxied + '[channels]\nemail = "none"\nsms = "none"\nvoice = "none"\n', encoding="utf-8")
    assert not load(path, {}).channels.any_local
    path.write_text('[station_api]\nurl = "https://[::1]:8444"\n', encoding="utf-8")
    assert load(path, {}).channels.any_local
    assert faults(tmp_path, '[station_api]\nurl = "https://[x"\n')


def test_a_value_is_never_repeated(tmp_path: Path) -> None:
    told = faults(tmp_path, '[database]\nurl = ["postgresql://me:hunter2@db"]\n')
    assert "hunter2" not in "\n".join(told)


@pytest.mark.parametrize("text", ["[limits", "x = ", "\xff\xfe"])
def test_a_file_that_is_no_toml(tmp_path: Path, text: str) -> None:
    path = tmp_path / "repasse.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"repasse\.toml: is not TOML"):
        load(path, {})


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.toml: cannot be read"):
        load(tmp_path / "absent.toml", {})


def names(settings: object, above: str = "") -> list[str]:
    assert is_dataclass(settings)
    found = []
    for field in fields(settings):
        value, name = getattr(settings, field.name), f"{above}{field.name}"
        found += names(value, name + ".") if is_dataclass(value) else [name]
    return found


def test_every_setting_is_documented() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    missing = [name for name in names(BackendSettings()) if f"`{name}`" not in text]
    assert not missing


def test_a_write_to_entra_fits_into_its_lease(tmp_path: Path) -> None:
    made = credential(tmp_path)
    entra = (
        f'[directory]\nkind = "entra"\n[directory.entra]\ntenant = "{TENANT}"\nclient_id = "{CLIENT}"\n'
        f'certificate_file = "{made.certificate}"\nkey_file = "{made.key}"\n'
    )
    path = tmp_path / "good.toml"
    path.write_text(entra, encoding="utf-8")
    assert load(path, {}).directory.entra.configured
    assert faults(tmp_path, entra + "deadline = 12\n") == [
        "times.write_lease: must be longer than 30 seconds, two and a half times directory.entra.deadline"
    ]
