"""Builds one cluster out of network namespaces, does what the plan on standard input says, prints what was observed.

Runs in namespaces of its own (network, mounts, processes): all of it is gone when this process is.
"""

import json
import os
import selectors
import sys
import time

from client import Client
from namespaces import Namespaces, run
from server import Servers
from tap import Tap
from trace_legacy import LegacyTrace
from trace_nft import TRACER, NftTrace

QUIET = 0.04
LONGEST_SETTLE = 2.0
# A SYN is sent again after one second.
RETRANSMISSION = 0.97


class Lab:
    def __init__(self, plan):
        self.plan = plan
        self.backend = plan["backend"]
        self.selector = selectors.DefaultSelector()
        self.busy = 0.0
        self.counted = []
        self.loaded = {}
        self.namespaces = Namespaces(plan["namespaces"])
        self.build()
        self.servers = Servers(self.namespaces, self.watch, self.unwatch)
        for listen in plan["listens"]:
            self.servers.listen(**listen)
        self.taps = [Tap(self.namespaces, **tap) for tap in plan["taps"]]
        tracer = LegacyTrace if self.backend == "legacy" else NftTrace
        self.traces = {name: tracer(self.namespaces, name) for name in plan["nodes"]}
        for source in [*self.taps, *self.traces.values()]:
            self.watch(source.socket, source.read)

    def build(self):
        # Before there are devices, for the defaults these start with; and after.
        self.write_sysctls()
        run(["ip", "-batch", "-"], self.plan["links"])
        for name, batch in self.plan["addresses"].items():
            self.namespaces.run(name, ["ip", "-batch", "-"], batch)
        self.write_sysctls()
        for name in self.plan["nodes"]:
            self.namespaces.run(name, ["nft", "-f", "-"], tracer_rules())
        for namespace, device in self.plan["devices"]:
            self.namespaces.wait_until_running(namespace, device)

    def write_sysctls(self):
        for name, pairs in self.plan["sysctls"].items():
            self.namespaces.write_sysctls(name, pairs)

    def watch(self, readable, read):
        self.selector.register(readable, selectors.EVENT_READ, read)

    def unwatch(self, readable):
        self.selector.unregister(readable)

    def pump(self, seconds):
        ready = self.selector.select(seconds)
        for key, _ in ready:
            key.data()
        if ready:
            self.busy = time.monotonic()

    def settle(self):
        """Until nothing has happened for a while."""
        begun = self.busy = time.monotonic()
        while time.monotonic() - self.busy < QUIET and time.monotonic() - begun < LONGEST_SETTLE:
            self.pump(QUIET / 4)

    def load(self, namespace, family, text):
        """A full restore, with the counters at 0; what the rules counted so far is kept."""
        self.count(namespace, family)
        self.namespaces.run(namespace, [self.tool(family, "restore")], text)
        self.loaded[(namespace, family)] = True
        if self.backend == "nft":
            self.traces[namespace].loaded(self.namespaces.run(namespace, ["nft", "-j", "-a", "list", "ruleset"]))

    def count(self, namespace, family):
        if (namespace, family) in self.loaded:
            saved = self.namespaces.run(namespace, [self.tool(family, "save"), "-c"])
            self.counted.append({"namespace": namespace, "family": family, "saved": saved})

    def tool(self, family, verb):
        return f"{'ip6tables' if family == 6 else 'iptables'}-{self.backend}-{verb}"

    def reset(self):
        """Forgets connections, `recent` lists and neighbours."""
        for name in self.plan["nodes"]:
            self.namespaces.run(name, ["conntrack", "-F"])
            self.namespaces.run(name, ["ip", "neigh", "flush", "all"])
            with self.namespaces.inside(name):
                for listed in os.listdir("/proc/net/xt_recent"):
                    with open(f"/proc/net/xt_recent/{listed}", "w", encoding="ascii") as file:
                        file.write("/")

    def forget(self, namespace, arguments):
        """Deletes connections as kube-proxy does; that there are none is no mistake."""
        self.namespaces.run(namespace, ["sh", "-c", f"conntrack -D {arguments} || true"])

    def send(self, send):
        """One request. Where the machine was so busy that a SYN was sent twice, it is asked afresh."""
        for _ in range(3):
            begun = time.monotonic()
            observed, patience_ended = self.ask(send)
            in_time = patience_ended - begun < RETRANSMISSION
            if in_time or not send["fresh"]:
                break
            self.reset()
        return observed

    def ask(self, send):
        marks = [len(tap.crossings) for tap in self.taps]
        begun = {name: len(trace.hits) for name, trace in self.traces.items()}
        client = Client(self.namespaces, self.pump, send)
        outcome, server = client.ask()
        # Who was answered stays connected while its connection is looked at; who waits in vain gives up now.
        if outcome != "answered":
            client.close()
        ended = time.monotonic()
        self.settle()
        crossings = [crossing for tap, mark in zip(self.taps, marks) for crossing in tap.crossings[mark:]]
        hits = [hit for name, trace in self.traces.items() for hit in trace.hits[begun[name] :] if hit["packet"]]
        observed = {
            "outcome": outcome,
            "server": server,
            "crossings": sorted(crossings, key=lambda crossing: crossing["at"]),
            "hits": hits,
            "conntrack": {name: self.connections(name) for name in self.plan["nodes"]},
        }
        client.close()
        self.settle()
        return observed, ended

    def connections(self, name):
        with self.namespaces.inside(name):
            with open("/proc/net/nf_conntrack", encoding="ascii") as file:
                return file.read().splitlines()

    def run(self):
        results = []
        for step in self.plan["steps"]:
            match step["do"]:
                case "load":
                    self.load(step["namespace"], step["family"], step["text"])
                case "reset":
                    self.reset()
                case "forget":
                    self.forget(step["namespace"], step["arguments"])
                case "wait":
                    until = time.monotonic() + step["seconds"]
                    while time.monotonic() < until:
                        self.pump(0.02)
                case "send":
                    results.append(self.send(step))
        for namespace, family in list(self.loaded):
            self.count(namespace, family)
        return {"results": results, "counted": self.counted, "events": self.tally()}

    def tally(self):
        """How often each rule was traced, in the whole run."""
        counts = {}
        for trace in self.traces.values():
            for hit in trace.hits:
                if hit["event"] == "rule":
                    key = " ".join(str(hit[part]) for part in ("namespace", "family", "table", "chain", "rule"))
                    counts[key] = counts.get(key, 0) + 1
        return counts


def tracer_rules():
    """Marks every packet before any rule under test sees it, for both backends and without touching their tables."""
    rules = []
    for family in ("ip", "ip6"):
        rules.append(f"add table {family} {TRACER}")
        for hook in ("prerouting", "output"):
            rules.append(f"add chain {family} {TRACER} {hook} {{ type filter hook {hook} priority -400; }}")
            rules.append(f"add rule {family} {TRACER} {hook} meta nftrace set 1")
    return "".join(f"{rule}\n" for rule in rules)


print(json.dumps(Lab(json.load(sys.stdin)).run()))
