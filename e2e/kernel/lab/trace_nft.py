"""The nft backend's trace events: rules by handle, which the listing turns into places."""

import json

import netlink
from packet import decode

NFT_MSG_TRACE = 0x0A11
NFNLGRP_NFTRACE = 9
TABLE, CHAIN, HANDLE, TYPE, ID, NETWORK, TRANSPORT, FAMILY = 1, 2, 3, 4, 6, 8, 9, 15
POLICY, RULE = 1, 3
TRACER = "packetwalk"


class NftTrace:
    def __init__(self, namespaces, namespace):
        self.namespace = namespace
        self.hits = []
        self.places = {}
        self.lengths = {}
        # A packet's headers come with the first event of each base chain only; REJECT's own event comes after those of
        # the error it makes. So events are joined by the packet's id.
        self.packets = {}
        self.socket = netlink.open_socket(namespaces, namespace)
        self.socket.setsockopt(netlink.SOL_NETLINK, netlink.NETLINK_ADD_MEMBERSHIP, NFNLGRP_NFTRACE)
        self.socket.setblocking(False)

    def loaded(self, listing):
        """`listing`: what `nft -j -a list ruleset` prints."""
        self.places, self.lengths = {}, {}
        for item in json.loads(listing)["nftables"]:
            rule = item.get("rule")
            if rule is None:
                continue
            chain = (4 if rule["family"] == "ip" else 6, rule["table"], rule["chain"])
            self.lengths[chain] = self.lengths.get(chain, 0) + 1
            self.places[(*chain, rule["handle"])] = self.lengths[chain]

    def read(self):
        for kind, message in netlink.arrived(self.socket):
            if kind != NFT_MSG_TRACE:
                continue
            found = netlink.attributes(message)
            identity = found.get(ID)
            if NETWORK in found:
                self.packets[identity] = decode(found[NETWORK] + found.get(TRANSPORT, b""))
            table = text(found[TABLE])
            if table != TRACER:
                self.note(found, table, self.packets.get(identity))

    def note(self, found, table, packet):
        kind = int.from_bytes(found[TYPE], "big")
        # nfproto: 2 is IPv4, 10 is IPv6.
        family = 6 if int.from_bytes(found[FAMILY], "big") == 10 else 4
        chain = text(found[CHAIN])
        if kind == RULE and HANDLE in found:
            event, rule = "rule", self.places[(family, table, chain, int.from_bytes(found[HANDLE], "big"))]
        elif kind == POLICY:
            event, rule = "policy", self.lengths.get((family, table, chain), 0) + 1
        else:
            return
        self.hits.append(
            {
                "namespace": self.namespace,
                "family": family,
                "table": table,
                "chain": chain,
                "rule": rule,
                "event": event,
                "packet": packet,
            }
        )


def text(data):
    return data.rstrip(b"\0").decode()
