"""One request and what its sender comes to know."""

import errno
import json
import select
import socket
import time

from packet import ANSWER, QUESTION

REFUSED = {errno.ECONNREFUSED}
# The last is what a route of type blackhole says.
UNREACHABLE = {errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EINVAL}
# A datagram that is dropped at OUTPUT, by a rule or for its new route: the system call that sends it fails. A SYN is
# dropped in silence.
DROPPED = {errno.EPERM, errno.EINVAL}
# A UDP socket hears of unreachable hosts and networks only when it asks to, as a resolver does.
IP_RECVERR, IPV6_RECVERR = 11, 25


class Client:
    """A socket in a namespace; `pump` lets the rest of the cluster work for a moment."""

    def __init__(self, namespaces, pump, send):
        self.pump = pump
        self.family = socket.AF_INET6 if send["family"] == 6 else socket.AF_INET
        self.stream = send["protocol"] == "TCP"
        self.to = (send["address"], send["port"])
        self.patience = send["patience"]
        with namespaces.inside(send["namespace"]):
            self.socket = socket.socket(self.family, socket.SOCK_STREAM if self.stream else socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("::" if self.family == socket.AF_INET6 else "0.0.0.0", send["sourcePort"]))
        if not self.stream:
            six = self.family == socket.AF_INET6
            self.socket.setsockopt(*((socket.IPPROTO_IPV6, IPV6_RECVERR) if six else (socket.IPPROTO_IP, IP_RECVERR)), 1)
        self.socket.setblocking(False)

    def ask(self):
        """The outcome and, when somebody answered, the card that was handed back."""
        deadline = time.monotonic() + self.patience
        try:
            return self.ask_stream(deadline) if self.stream else self.ask_datagram(deadline)
        except OSError as error:
            return told(error.errno), None

    def ask_stream(self, deadline):
        code = self.socket.connect_ex(self.to)
        if code not in (0, errno.EINPROGRESS):
            return told(code), None
        if not self.until(select.POLLOUT, deadline):
            return "timed-out", None
        code = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code != 0:
            return told(code), None
        return self.read_card(deadline, "connected, then silence")

    def ask_datagram(self, deadline):
        code = self.socket.connect_ex(self.to)
        if code != 0:
            return told(code), None
        try:
            self.socket.send(QUESTION)
        except OSError as error:
            # Dropped is not the last word: a REJECT drops too, and its ICMP error comes after.
            if error.errno not in DROPPED:
                return told(error.errno), None
        return self.read_card(deadline, "timed-out")

    def read_card(self, deadline, otherwise):
        if not self.until(select.POLLIN, deadline):
            return otherwise, None
        data = self.socket.recv(1024)
        if not data.startswith(ANSWER):
            return "closed without an answer", None
        return "answered", json.loads(data[len(ANSWER) :])

    def until(self, event, deadline):
        poll = select.poll()
        poll.register(self.socket, event)
        while True:
            if poll.poll(0):
                return True
            if time.monotonic() > deadline:
                return False
            self.pump(0.002)

    def close(self):
        self.socket.close()


def told(code):
    for outcome, codes in (("refused", REFUSED), ("unreachable", UNREACHABLE)):
        if code in codes:
            return outcome
    return errno.errorcode.get(code, str(code))
