"""Network namespaces by name, and a way to do something inside one of them."""

import contextlib
import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import time

CLONE_NEWNET = 0x40000000
SIOCGIFFLAGS = 0x8913
IFF_RUNNING = 0x40
libc = ctypes.CDLL(None, use_errno=True)


def setns(descriptor):
    if libc.setns(descriptor, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


class Namespaces:
    """`ip netns` on a private /run, so that everything is gone with this process."""

    def __init__(self, names):
        run(["mount", "-t", "tmpfs", "tmpfs", "/run"])
        self.own = os.open("/proc/self/ns/net", os.O_RDONLY)
        run(["ip", "-batch", "-"], "".join(f"netns add {name}\n" for name in names))
        self.opened = {name: os.open(f"/run/netns/{name}", os.O_RDONLY) for name in names}

    @contextlib.contextmanager
    def inside(self, name):
        """Sockets made, files of /proc opened and programs started here belong to that namespace."""
        setns(self.opened[name])
        try:
            yield
        finally:
            setns(self.own)

    def run(self, name, command, text=""):
        with self.inside(name):
            return run(command, text)

    def write_sysctls(self, name, pairs):
        """Pairs of a path below /proc/sys, where * stands for every device, and a value."""
        with self.inside(name):
            for path, value in pairs:
                for file in expand(f"/proc/sys/{path}"):
                    with open(file, "w", encoding="ascii") as sysctl:
                        sysctl.write(value)

    def wait_until_running(self, name, device):
        """A bridge forwards for a port only once the kernel has seen its link come up."""
        request = struct.pack("16sh14x", device.encode(), 0)
        with self.inside(name), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            for _ in range(400):
                flags = struct.unpack_from("16xH", fcntl.ioctl(asking, SIOCGIFFLAGS, request))[0]
                if flags & IFF_RUNNING:
                    return
                time.sleep(0.01)
        raise RuntimeError(f"{device} in {name} does not come up")


def expand(path):
    before, star, after = path.partition("*")
    if not star:
        return [path]
    return [f"{before}{device}{after}" for device in os.listdir(before)]


def run(command, text=""):
    """What a program prints; one that fails ends the run with its own words."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}\n{text}")
    return done.stdout
