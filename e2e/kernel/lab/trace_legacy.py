"""The legacy backend's TRACE lines, which reach user space through nfnetlink_log."""

import socket
import struct

import netlink
from packet import decode

NFULNL_MSG_PACKET, NFULNL_MSG_CONFIG = 0x400, 0x401
NFULA_CFG_CMD, NFULA_CFG_MODE, NFULA_CFG_QTHRESH = 1, 2, 5
BIND, PF_BIND = 1, 3
COPY_PACKET = 2
NFULA_PAYLOAD, NFULA_PREFIX = 9, 10


class LegacyTrace:
    def __init__(self, namespaces, namespace):
        self.namespace = namespace
        self.hits = []
        self.socket = netlink.open_socket(namespaces, namespace)
        for family in (socket.AF_INET, socket.AF_INET6):
            self.configure(family, NFULA_CFG_CMD, struct.pack("B", PF_BIND))
        self.configure(0, NFULA_CFG_CMD, struct.pack("B", BIND))
        self.configure(0, NFULA_CFG_MODE, struct.pack("!IBB", 512, COPY_PACKET, 0))
        self.configure(0, NFULA_CFG_QTHRESH, struct.pack("!I", 1))
        self.socket.setblocking(False)

    def configure(self, family, kind, payload):
        netlink.request(self.socket, NFULNL_MSG_CONFIG, family, 0, netlink.attribute(kind, payload))

    def loaded(self, _listing):
        """Rules carry their own numbers here."""

    def read(self):
        for kind, message in netlink.arrived(self.socket):
            if kind != NFULNL_MSG_PACKET:
                continue
            found = netlink.attributes(message)
            prefix = found.get(NFULA_PREFIX, b"").rstrip(b"\0").decode().strip()
            if not prefix.startswith("TRACE: "):
                continue
            table, chain, event, number = prefix[len("TRACE: ") :].split(":")
            payload = found.get(NFULA_PAYLOAD, b"")
            self.hits.append(
                {
                    "namespace": self.namespace,
                    "family": 6 if payload[:1] and payload[0] >> 4 == 6 else 4,
                    "table": table,
                    "chain": chain,
                    "rule": int(number),
                    "event": event,
                    "packet": decode(payload),
                }
            )
