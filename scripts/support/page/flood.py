"""50,000 requests in five seconds with the page open: the tab answers, and its memory stays in bounds.

The load, the mock and the browser share the machine's cores. So a frame is measured by the work of the page's main thread
(the browser's own long-animation-frame reports, each without the time before it began), not by when the screen was drawn.
"""

import json
import subprocess
import sys
import time

import browser
import campaign
import programs
import scenario

REQUESTS = 50_000
SECONDS = 5
LONGEST_FRAME = 200  # milliseconds
LARGEST_HEAP = 64 * 1024 * 1024  # bytes, after a garbage collection
WATCH = """() => {
    window.frames_ = [];
    new PerformanceObserver((list) => {
        for (const frame of list.getEntries()) {
            window.frames_.push({duration: frame.duration, blocking: frame.blockingDuration,
                scripts: frame.scripts.reduce((sum, script) => sum + script.duration, 0)});
        }
    }).observe({type: "long-animation-frame", buffered: false});
}"""


def problems(directory):
    with programs.Mock(directory, "--in-memory", name="flood") as mock, browser.started() as started:
        # A follower that is too slow is disconnected; the browser may write that into its console.
        with browser.Visit(started, f"http://127.0.0.1:{mock.port}", allowed=("ERR_INCOMPLETE_CHUNKED",)) as visit:
            return visit.run(flood, mock)


def flood(visit, mock):
    page = visit.page
    began = time.perf_counter()
    visit.open()
    page.locator(".empty-view").wait_for()
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    page.evaluate(WATCH)
    session = visit.context.new_cdp_session(page)
    before = heap(session)
    load = subprocess.Popen([sys.executable, "-c", LOAD, str(mock.port), str(REQUESTS), str(SECONDS),
                             campaign.CREATE.bytes().decode()], stdout=subprocess.PIPE, text=True)
    try:
        # The page is used meanwhile.
        answered = []
        while load.poll() is None:
            asked = time.perf_counter()
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
            answered.append((time.perf_counter() - asked) * 1000)
            time.sleep(0.05)
        sent = json.loads(load.stdout.read())
    finally:
        if load.poll() is None:
            load.kill()
        load.wait()
    page.locator(".live", has_text="Live").wait_for()
    page.locator(".request-row", has_text="Product Demo Campaign").first.wait_for()
    scenario.create(mock.port, "After the flood")
    page.locator(".request-row", has_text="After the flood").wait_for()
    frames = page.evaluate("window.frames_")
    longest = max((frame["scripts"] for frame in frames), default=0)
    whole = max((frame["duration"] for frame in frames), default=0)
    after = heap(session)
    print(f"   {sent['requests']:,} requests in {sent['seconds']:.1f} s; longest frame {longest:.0f} ms of scripts, {whole:.0f} ms "
          f"with waiting for a core; {len(frames)} frames over 50 ms; heap {before / 2**20:.1f} to {after / 2**20:.1f} MiB; "
          f"first paint {paint:.0f} ms, open after {(time.perf_counter() - began):.1f} s; "
          f"slowest answer of the tab {max(answered):.0f} ms", flush=True)
    visit.expect(sent["requests"] == REQUESTS and sent["refused"] == 0, f"the load was {sent}")
    visit.expect(longest <= LONGEST_FRAME, f"a frame took {longest:.0f} ms of scripts, more than {LONGEST_FRAME}")
    visit.expect(after <= LARGEST_HEAP, f"the heap has {after / 2**20:.1f} MiB, more than {LARGEST_HEAP / 2**20:.0f}")


def heap(session):
    """The bytes that live JavaScript objects take."""
    session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"]


#: Sends creates evenly over the seconds. A process of its own: it must not wait for Playwright.
#:
#: Each connection is written and read as soon as it can be, so that a slow answer holds up no other connection. There are
#: many, because the mock answers the requests of one connection one after the other, and commits together what several
#: wait for.
LOAD = r"""
import json, selectors, socket, sys, time
port, count, seconds, request = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4].encode()
most_waiting = 16
selector = selectors.DefaultSelector()

class Connection:
    def __init__(self):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setblocking(False)
        self.unsent, self.tail = b"", b""
        self.waiting = self.answered = self.created = 0
        selector.register(self.socket, selectors.EVENT_READ, self)

    def add(self, size):
        self.waiting += size
        self.unsent += request * size
        self.write()

    def write(self):
        try:
            self.unsent = self.unsent[self.socket.send(self.unsent):]
        except BlockingIOError:
            pass
        selector.modify(
            self.socket, selectors.EVENT_READ | (selectors.EVENT_WRITE if self.unsent else 0), self)

    def read(self):
        got = self.socket.recv(1 << 18)
        if not got:
            sys.exit("the mock closed a connection")
        # A status line may be cut, so the end of what came before is looked at again.
        text, before = self.tail + got, self.tail
        self.tail = text[-len(b"HTTP/1.1 20"):]
        answers = text.count(b"HTTP/1.1 ") - before.count(b"HTTP/1.1 ")
        self.waiting -= answers
        self.answered += answers
        self.created += text.count(b"HTTP/1.1 201")

connections = [Connection() for _ in range(32)]
began = time.perf_counter()
sent = 0
while sent < count or any(connection.waiting for connection in connections):
    # A little ahead of the time, so that the last ones are answered in it.
    due = min(count, int((time.perf_counter() - began) / (seconds * 0.98) * count) + 1) - sent
    for connection in sorted(connections, key=lambda one: one.waiting):
        size = min(due, 4, most_waiting - connection.waiting)
        if size <= 0:
            break
        connection.add(size)
        sent += size
        due -= size
    for key, events in selector.select(0.002):
        if events & selectors.EVENT_WRITE:
            key.data.write()
        if events & selectors.EVENT_READ:
            key.data.read()
answered = sum(connection.answered for connection in connections)
created = sum(connection.created for connection in connections)
print(json.dumps({"requests": answered, "refused": answered - created, "seconds": time.perf_counter() - began}))
"""
