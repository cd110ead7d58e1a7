"""What an IP packet says: both ends, TTL, and which kind of packet it is for a trace."""

import socket

ICMP4 = {(3, 0): "net-unreachable", (3, 1): "host-unreachable", (3, 3): "port-unreachable", (11, 0): "ttl-exceeded"}
ICMP6 = {(1, 0): "net-unreachable", (1, 3): "host-unreachable", (1, 4): "port-unreachable", (3, 0): "ttl-exceeded"}
QUESTION = b"pw?"
ANSWER = b"pw!"


def decode(data):
    """None for anything a trace does not tell: ARP, acknowledgements, data, closing segments."""
    if len(data) < 20:
        return None
    version = data[0] >> 4
    if version == 4:
        header = (data[0] & 15) * 4
        return read(socket.AF_INET, data[9], data[8], data[12:16], data[16:20], data[header:])
    if version == 6 and len(data) >= 40:
        return read(socket.AF_INET6, data[6], data[7], data[8:24], data[24:40], data[40:])
    return None


def read(family, protocol, ttl, source, destination, rest):
    source, destination = socket.inet_ntop(family, source), socket.inet_ntop(family, destination)
    packet = {"ttl": ttl, "source": source, "destination": destination}
    if protocol in (6, 17) and len(rest) >= 8:
        packet["source"] = with_port(source, rest[0:2])
        packet["destination"] = with_port(destination, rest[2:4])
        kind = tcp_kind(rest) if protocol == 6 else udp_kind(rest)
        return {**packet, "kind": kind} if kind else None
    if protocol in (1, 58) and len(rest) >= 8:
        kinds = ICMP4 if protocol == 1 else ICMP6
        kind = kinds.get((rest[0], rest[1]))
        if kind is None:
            return None
        about = decode(rest[8:])
        return {**packet, "kind": kind, "about": about["kind"] if about else None}
    return None


def with_port(address, port):
    text = f"[{address}]" if ":" in address else address
    return f"{text}:{int.from_bytes(port, 'big')}"


def tcp_kind(rest):
    if len(rest) < 14:
        return None
    flags = rest[13] & 0x17
    # A closed port answers RST with ACK; a stray SYN-ACK is reset without (RFC 9293, section 3.10.7).
    return {0x02: "SYN", 0x12: "SYN-ACK", 0x14: "RST", 0x04: "RST of the answer"}.get(flags)


def udp_kind(rest):
    return {QUESTION: "request", ANSWER: "response"}.get(bytes(rest[8:11]))
