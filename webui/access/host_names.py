"""Host names: which of them a request may be for, against DNS rebinding."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

# RFC 9110, section 7.2, without what no browser sends: userinfo, and names with signs.
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)")
_HIGHEST_PORT = 65_535
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERY_ADDRESS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared, not bound


@dataclass(frozen=True, slots=True)
class HostNames:
    """Rule of the host names under which an archive is served.

    Those that were allowed, this machine's names for itself, and the address that is listened on.
    Where that is every address of the machine, other addresses are allowed, as no name of somebody
    else's can lead to one without being the host itself.
    """

    allowed: frozenset[str]
    any_address: bool

    def allows(self, host: str | None, target: str) -> bool:
        """Whether a request may be for this `Host` and request target.

        A target that is a whole address has to name the same host.
        """
        name = name_in(host or "")
        if name is None or not (name in self.allowed or (self.any_address and _is_address(name))):
            return False
        if target.startswith("/") or target in {"", "*"}:
            return True
        absolute = _ABSOLUTE.match(target)
        return absolute is not None and name_in(absolute[1]) == name


def host_names(listened_on: str, allowed: str) -> HostNames:
    """The rule for an address that is listened on, and names parted by commas."""
    every = listened_on in _EVERY_ADDRESS
    named = {_normal(each) for each in allowed.split(",") if each.strip()}
    own = set[str]() if every else {_normal(listened_on)}
    return HostNames(frozenset(_LOCAL | named | own), any_address=every)


def name_in(host: str) -> str | None:
    """Name or address in a `Host` header, in its normal form; None where it is malformed."""
    parts = _HOST.fullmatch(host)
    if parts is None or (parts[3] and int(parts[3]) > _HIGHEST_PORT):
        return None
    if parts[1] is not None:
        return _normal(parts[1]) if _is_address(parts[1]) else None
    return _normal(parts[2])


def is_local(host: str) -> bool:
    """Whether only this machine reaches what listens on an address."""
    address = _address(host.strip("[]"))
    return address.is_loopback if address else host.lower() == "localhost"


def _normal(name: str) -> str:
    """Name in lower case, without the root's dot, international ones as they travel."""
    name = name.strip().strip("[]").removesuffix(".").lower()
    address = _address(name)
    if address:
        return str(address)
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _is_address(name: str) -> bool:
    return _address(name) is not None


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None
