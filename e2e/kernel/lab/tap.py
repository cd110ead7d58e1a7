"""Every interface of a namespace, watched by one packet socket with the kernel's own time stamps."""

import socket
import struct

from packet import decode

ETH_P_ALL = 0x0003
SO_TIMESTAMPNS = 35
SO_RCVBUFFORCE = 33
OTHERHOST, OUTGOING = 3, 4


class Tap:
    def __init__(self, namespaces, namespace, ports):
        """`ports`: devices that are ports of a bridge; they take frames for others too."""
        self.namespace = namespace
        self.ports = set(ports)
        self.crossings = []
        with namespaces.inside(namespace):
            self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
        self.socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 4 << 20)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.socket.setblocking(False)

    def read(self):
        while True:
            try:
                data, ancillary, _, (device, _, packet_type, _, _) = self.socket.recvmsg(512, 64)
            except BlockingIOError:
                return
            if packet_type == OTHERHOST and device not in self.ports:
                continue
            packet = decode(data)
            if packet is None:
                continue
            way = "out" if packet_type == OUTGOING else "in"
            crossing = {"namespace": self.namespace, "device": device, "way": way, "at": stamp(ancillary), **packet}
            self.crossings.append(crossing)


def stamp(ancillary):
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            seconds, nanoseconds = struct.unpack("qq", data[:16])
            return seconds * 10**9 + nanoseconds
    return 0
