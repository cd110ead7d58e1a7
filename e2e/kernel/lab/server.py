"""Listening sockets that say who they are and whom they saw."""

import json
import socket

from packet import ANSWER, QUESTION

IP_PKTINFO = 8
IPV6_RECVPKTINFO, IPV6_PKTINFO = 49, 50


class Servers:
    """All listening sockets of the cluster; `watch` is told of each socket to read from."""

    def __init__(self, namespaces, watch, unwatch):
        self.namespaces = namespaces
        self.watch = watch
        self.unwatch = unwatch
        self.open = set()

    def listen(self, namespace, family, protocol, port, address, name):
        inet = socket.AF_INET6 if family == 6 else socket.AF_INET
        kind = socket.SOCK_STREAM if protocol == "TCP" else socket.SOCK_DGRAM
        with self.namespaces.inside(namespace):
            listening = socket.socket(inet, kind)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == 6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if protocol == "UDP":
            told = (socket.IPPROTO_IPV6, IPV6_RECVPKTINFO) if family == 6 else (socket.IPPROTO_IP, IP_PKTINFO)
            listening.setsockopt(*told, 1)
        listening.bind((address or ("::" if family == 6 else "0.0.0.0"), port))
        listening.setblocking(False)
        if protocol == "TCP":
            listening.listen(16)
            self.watch(listening, lambda: self.accept(listening, name))
        else:
            self.watch(listening, lambda: self.answer(listening, name))

    def accept(self, listening, name):
        try:
            accepted, peer = listening.accept()
        except OSError:
            return
        accepted.setblocking(False)
        accepted.send(ANSWER + card(name, accepted.getsockname(), peer))
        self.open.add(accepted)
        self.watch(accepted, lambda: self.end(accepted))

    def end(self, accepted):
        """The client closed, or its connection broke."""
        try:
            accepted.recv(64)
        except OSError:
            pass
        self.unwatch(accepted)
        self.open.discard(accepted)
        accepted.close()

    def answer(self, listening, name):
        try:
            data, ancillary, _, peer = listening.recvmsg(512, 128)
        except OSError:
            return
        if not data.startswith(QUESTION):
            return
        address, info = None, []
        for level, kind, told in ancillary:
            if (level, kind) == (socket.IPPROTO_IP, IP_PKTINFO):
                # The answer comes from the address that was asked, out of whatever device leads back.
                address = socket.inet_ntop(socket.AF_INET, told[8:12])
                info = [(level, kind, bytes(4) + told[8:12] + bytes(4))]
            elif (level, kind) == (socket.IPPROTO_IPV6, IPV6_PKTINFO):
                address = socket.inet_ntop(socket.AF_INET6, told[:16])
                info = [(level, kind, told[:16] + bytes(4))]
        own = (address, listening.getsockname()[1])
        try:
            listening.sendmsg([ANSWER + card(name, own, peer)], info, 0, peer)
        except OSError:
            return


def card(name, own, peer):
    return json.dumps({"name": name, "address": socket_text(own), "sees": socket_text(peer)}).encode()


def socket_text(pair):
    return f"[{pair[0]}]:{pair[1]}" if ":" in pair[0] else f"{pair[0]}:{pair[1]}"
