"""What a test's 389 Directory Server is loaded with, in the tree of `slapd_tree`."""

from __future__ import annotations

from tests.servers import slapd_tree as tree

MANAGER = "cn=Directory Manager"

SCHEMA = """\
dn: cn=schema
attributeTypes: ( 2.25.4711.1 NAME 'campusAlias' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributeTypes: ( 2.25.4711.2 NAME 'campusCard' EQUALITY caseExactMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15
  SINGLE-VALUE )
attributeTypes: ( 2.25.4711.3 NAME 'campusPrivateMail' EQUALITY caseIgnoreIA5Match
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.26 )
attributeTypes: ( 2.25.4711.4 NAME 'campusMobileSince' EQUALITY generalizedTimeMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
attributeTypes: ( 2.25.4711.5 NAME 'campusMailSince' EQUALITY generalizedTimeMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
attributeTypes: ( 2.25.4711.6 NAME 'campusEnds' EQUALITY generalizedTimeMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
objectClasses: ( 2.25.4711.10 NAME 'campusPerson' SUP top AUXILIARY
  MAY ( campusAlias $ campusCard $ campusPrivateMail $ campusMobileSince $ campusMailSince $ campusEnds ) )
"""

_SERVICE = f'userdn="ldap:///{tree.SERVICE}"'
_WRITES = "userPassword || accountUnlockTime || passwordRetryCount || mobile || campusPrivateMail"
_DATES = "campusMobileSince || campusMailSince"
_OWN = 'userdn="ldap:///self"'


def _rule(targets: str, name: str, rights: str, who: str) -> str:
    return f'(targetattr {targets})(version 3.0; acl "{name}"; allow ({rights}) {who};)'


ACCESS = [
    _rule('!= "userPassword || passwordHistory"', "repasse reads", "read, search, compare", _SERVICE),
    _rule(f'= "{_WRITES} || {_DATES}"', "repasse writes", "write", _SERVICE),
    _rule('= "userPassword"', "own password", "write", _OWN),
]
"""What docs/directories.md tells administrators to give."""

POLICY = {
    "passwordChange": ["on"],
    "passwordCheckSyntax": ["on"],
    "passwordMinLength": ["8"],
    "passwordMinCategories": ["1"],
    "passwordHistory": ["on"],
    # Besides the present one.
    "passwordInHistory": ["2"],
    "passwordMinAge": ["0"],
    "passwordMustChange": ["off"],
    "passwordLockout": ["on"],
    "passwordMaxFailure": ["3"],
    "passwordResetFailureCount": ["600"],
    "passwordUnlock": ["on"],
    "passwordLockoutDuration": ["1800"],
}

BRANCHES: list[tuple[str, list[str], dict[str, list[str]]]] = [
    (tree.BASE, ["domain"], {"dc": ["he-ferrer"], "aci": ACCESS}),
    (tree.PEOPLE, ["organizationalUnit"], {"ou": ["people"]}),
    (tree.GROUPS, ["organizationalUnit"], {"ou": ["groups"]}),
    (f"ou=services,{tree.BASE}", ["organizationalUnit"], {"ou": ["services"]}),
]
BACKEND = [
    (
        "cn=userRoot,cn=ldbm database,cn=plugins,cn=config",
        ["extensibleObject", "nsBackendInstance"],
        {"cn": ["userRoot"], "nsslapd-suffix": [tree.BASE]},
    ),
    (
        f'cn="{tree.BASE}",cn=mapping tree,cn=config',
        ["extensibleObject", "nsMappingTree"],
        {"cn": [tree.BASE], "nsslapd-state": ["backend"], "nsslapd-backend": ["userRoot"]},
    ),
]
