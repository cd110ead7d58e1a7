"""Netfilter's netlink messages: attributes in and out."""

import errno
import socket
import struct

NETLINK_NETFILTER = 12
SO_RCVBUFFORCE = 33
SOL_NETLINK = 270
NETLINK_ADD_MEMBERSHIP = 1
NLM_F_REQUEST, NLM_F_ACK = 1, 4
NLMSG_ERROR = 2


def open_socket(namespaces, namespace):
    with namespaces.inside(namespace):
        opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    opened.bind((0, 0))
    opened.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 32 << 20)
    return opened


def attribute(kind, payload):
    size = 4 + len(payload)
    return struct.pack("HH", size, kind) + payload + b"\0" * (-size % 4)


def request(opened, kind, family, number, attributes):
    """Sends one message and waits for its acknowledgement."""
    body = struct.pack("!BBH", family, 0, number) + attributes
    opened.send(struct.pack("IHHII", 16 + len(body), kind, NLM_F_REQUEST | NLM_F_ACK, 1, 0) + body)
    for message, payload in messages(opened.recv(65536)):
        if message == NLMSG_ERROR:
            code = struct.unpack_from("i", payload)[0]
            if code != 0:
                raise OSError(-code, "netlink")


def arrived(opened):
    """Messages that wait in the socket. A full socket means lost events: that ends the run."""
    while True:
        try:
            data = opened.recv(1 << 17)
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno == errno.ENOBUFS:
                raise RuntimeError("trace events were lost") from error
            raise
        yield from messages(data)


def messages(data):
    at = 0
    while at + 16 <= len(data):
        size, kind = struct.unpack_from("IH", data, at)
        yield kind, data[at + 16 : at + size]
        at += (size + 3) & ~3


def attributes(data):
    """By attribute number; the first four bytes are the netfilter header."""
    found = {}
    at = 4
    while at + 4 <= len(data):
        size, kind = struct.unpack_from("HH", data, at)
        if size < 4:
            break
        found[kind & 0x3FFF] = data[at + 4 : at + size]
        at += (size + 3) & ~3
    return found
