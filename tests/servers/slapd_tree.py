"""What a test's slapd is loaded with: configuration, access rights, the branches of the tree."""

from __future__ import annotations

from pathlib import Path

BASE = "dc=he-ferrer,dc=eu"
PEOPLE = f"ou=people,{BASE}"
GROUPS = f"ou=groups,{BASE}"
POLICIES = f"ou=policies,{BASE}"
POLICY = f"cn=default,{POLICIES}"
SERVICE = f"cn=repasse,ou=services,{BASE}"
ADMIN = f"cn=admin,{BASE}"

POLICY_VALUES: dict[str, list[str]] = {
    "pwdCheckQuality": ["2"],
    "pwdMinLength": ["8"],
    "pwdMaxLength": [],
    # Besides the present one, which OpenLDAP compares too.
    "pwdInHistory": ["2"],
    "pwdMinAge": [],
    "pwdMaxAge": [],
    "pwdGraceAuthNLimit": [],
    "pwdLockout": ["TRUE"],
    "pwdMaxFailure": ["3"],
    "pwdFailureCountInterval": ["600"],
    "pwdLockoutDuration": ["1800"],
    "pwdMustChange": ["TRUE"],
    "pwdAllowUserChange": ["TRUE"],
}
"""What the default policy is before every test."""

SCHEMA = """\
dn: cn=campus,cn=schema,cn=config
objectClass: olcSchemaConfig
cn: campus
olcAttributeTypes: ( 2.25.4711.1 NAME 'campusAlias' EQUALITY caseIgnoreMatch SUBSTR caseIgnoreSubstringsMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
olcAttributeTypes: ( 2.25.4711.2 NAME 'campusCard' EQUALITY caseExactMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
olcAttributeTypes: ( 2.25.4711.3 NAME 'campusPrivateMail' EQUALITY caseIgnoreIA5Match
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.26 )
olcAttributeTypes: ( 2.25.4711.4 NAME 'campusMobileSince' EQUALITY generalizedTimeMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
olcAttributeTypes: ( 2.25.4711.5 NAME 'campusMailSince' EQUALITY generalizedTimeMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
olcAttributeTypes: ( 2.25.4711.6 NAME 'campusEnds' EQUALITY generalizedTimeMatch
  ORDERING generalizedTimeOrderingMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
olcObjectClasses: ( 2.25.4711.10 NAME 'campusPerson' SUP top AUXILIARY
  MAY ( campusAlias $ campusCard $ campusPrivateMail $ campusMobileSince $ campusMailSince $ campusEnds ) )
"""


_CONFIGURATION = """\
dn: cn=config
objectClass: olcGlobal
cn: config
olcPidFile: @FOLDER@/pid
olcSecurity: simple_bind=128
olcLocalSSF: 256
olcTLSCACertificateFile: @FOLDER@/tls/ca.pem
olcTLSCertificateFile: @FOLDER@/tls/server.pem
olcTLSCertificateKeyFile: @FOLDER@/tls/server.key
olcTLSVerifyClient: never

dn: cn=module{0},cn=config
objectClass: olcModuleList
cn: module{0}
olcModulePath: /usr/lib/ldap
olcModuleLoad: back_mdb
olcModuleLoad: ppolicy
olcModuleLoad: argon2
olcModuleLoad: memberof

dn: cn=schema,cn=config
objectClass: olcSchemaConfig
cn: schema

include: file:///etc/ldap/schema/core.ldif
include: file:///etc/ldap/schema/cosine.ldif
include: file:///etc/ldap/schema/inetorgperson.ldif
include: file:///etc/ldap/schema/nis.ldif

@SCHEMA@
dn: olcDatabase={0}config,cn=config
objectClass: olcDatabaseConfig
olcDatabase: {0}config
olcRootDN: @ADMIN@

dn: olcDatabase={1}mdb,cn=config
objectClass: olcDatabaseConfig
objectClass: olcMdbConfig
olcDatabase: {1}mdb
olcSuffix: @BASE@
olcRootDN: @ADMIN@
olcRootPW: @HASH@
olcDbDirectory: @FOLDER@/data
olcDbNoSync: TRUE
olcDbMaxSize: 104857600
olcDbIndex: objectClass,uid,mail,campusAlias,campusCard,employeeNumber,entryUUID,member eq
olcDbIndex: givenName,sn eq,sub
@ACCESS@
dn: olcOverlay={0}memberof,olcDatabase={1}mdb,cn=config
objectClass: olcOverlayConfig
objectClass: olcMemberOfConfig
olcOverlay: {0}memberof

dn: olcOverlay={1}ppolicy,olcDatabase={1}mdb,cn=config
objectClass: olcOverlayConfig
objectClass: olcPPolicyConfig
olcOverlay: {1}ppolicy
olcPPolicyDefault: @POLICY@
olcPPolicyHashCleartext: TRUE
olcPPolicyUseLockout: TRUE
"""


# What docs/directories.md tells administrators to give, and nothing more.
ACCESS = f"""\
olcAccess: to attrs=userPassword by dn.exact="{SERVICE}" =w by self =xw by anonymous auth by * none
olcAccess: to attrs=pwdAccountLockedTime,pwdFailureTime by dn.exact="{SERVICE}" manage by * none
olcAccess: to attrs=pwdHistory by * none
olcAccess: to dn.subtree="{PEOPLE}" attrs=mobile,campusPrivateMail,campusMobileSince,campusMailSince
  by dn.exact="{SERVICE}" write by self read by * none
olcAccess: to * by dn.exact="{SERVICE}" read by self read by * none
"""


_TREE = """\
dn: @BASE@
objectClass: organization
objectClass: dcObject
o: Haute Ecole Francisco Ferrer
dc: he-ferrer

dn: @PEOPLE@
objectClass: organizationalUnit
ou: people

dn: @GROUPS@
objectClass: organizationalUnit
ou: groups

dn: ou=services,@BASE@
objectClass: organizationalUnit
ou: services

dn: @SERVICE@
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: repasse
userPassword: @HASH@

dn: @POLICIES@
objectClass: organizationalUnit
ou: policies

dn: @POLICY@
objectClass: device
objectClass: pwdPolicy
cn: default
pwdAttribute: userPassword
"""


def configuration(folder: Path, root_password_hash: str) -> str:
    """The LDIF of cn=config."""
    own = {"FOLDER": str(folder), "HASH": root_password_hash, "SCHEMA": SCHEMA, "ACCESS": ACCESS}
    return _filled(_CONFIGURATION, own)


def tree(service_password_hash: str) -> str:
    """The LDIF of the branches, the policy and the service account."""
    return _filled(_TREE, {"HASH": service_password_hash})


def _filled(ldif: str, own: dict[str, str]) -> str:
    names = {"BASE": BASE, "PEOPLE": PEOPLE, "GROUPS": GROUPS, "POLICIES": POLICIES, "POLICY": POLICY}
    for name, value in (names | {"SERVICE": SERVICE, "ADMIN": ADMIN} | own).items():
        ldif = ldif.replace(f"@{name}@", value)
    return ldif
