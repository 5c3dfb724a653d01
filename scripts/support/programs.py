"""Starts the measured programs, and stops them when the measurement ends, fails or is interrupted."""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import campaign
import client

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = ROOT / ".build/release"


def run(main):
    """Runs main and exits. SIGTERM, SIGHUP and SIGINT unwind the `with` blocks, which stop the started programs."""

    def leave(number, _):
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        sys.exit(f"{pathlib.Path(sys.argv[0]).stem}: {error}")


@contextlib.contextmanager
def working_directory():
    """Makes a temporary directory in .build for databases and logs, because /tmp may be in memory instead of on a disk."""
    directory = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=ROOT / ".build"))
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Program:
    """A child process that stops at the end of its `with` block."""

    def __init__(self, name, command, log):
        self.name = name
        self.log = pathlib.Path(log)
        with open(self.log, "ab") as output:
            self.started = time.perf_counter()
            self.process = subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output, stderr=output)

    @property
    def pid(self):
        return self.process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, patience=15):
        """Sends SIGTERM, and SIGKILL after patience seconds. Returns the exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(patience)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()

    def wait_for(self, condition, what, seconds=60):
        deadline = time.monotonic() + seconds
        while not condition():
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} exited before {what}: {self.log.read_text().strip()}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.name}: {what} took more than {seconds} s")
            time.sleep(0.01)

    # The following methods read /proc: see proc(5).

    def memory(self, name="VmRSS"):
        """Memory in bytes: VmRSS is resident memory, VmHWM its peak, RssAnon resident memory without mapped files."""
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
        raise RuntimeError(f"/proc/{self.pid}/status has no {name}")

    def processor_seconds(self):
        """The processor time in seconds of the process and its children, in user and kernel mode."""
        ticks = 0
        children = pathlib.Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        for pid in [self.pid, *children]:
            # The name in parentheses may contain spaces, so split after it. utime and stime are fields 14 and 15.
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def threads(self):
        return len(os.listdir(f"/proc/{self.pid}/task"))


class Mock(Program):
    """The release build of campaign-mock with its own database and without an access log."""

    def __init__(self, directory, *options, name="campaign-mock", port=0, database=None, wrapper=(), demo=None):
        """demo: the seed; by default the demo data with a limit of campaigns that nothing reaches."""
        self.database = pathlib.Path(database or directory / f"{name}.sqlite")
        port_file = directory / f"{name}.port"
        port_file.unlink(missing_ok=True)
        seed = directory / "seed.json"
        seed.write_text(demo or campaign.seed(ROOT))
        storage = [] if "--in-memory" in options else ["--database", self.database]
        super().__init__(
            name,
            [*wrapper, RELEASE / "campaign-mock", "--port", port, "--port-file", port_file, "--seed", seed,
             "--access-log", "off", *storage, *options],
            directory / f"{name}.log")
        self.port = port
        if port == 0:
            try:
                self.wait_for(port_file.exists, "listening")
                self.port = int(port_file.read_text())
            except BaseException:
                self.stop()
                raise

    def answered(self):
        """The number of API requests that the mock has answered, from the newest number in its journal."""
        newest = client.call(self.port, "GET", "/_mock/requests?limit=1")["requests"]
        return newest[0]["number"] if newest else 0

    def settled_answers(self):
        """The number of answered requests after the last requests of a stopped load generator have been answered."""
        before, now = -1, self.answered()
        while now != before:
            time.sleep(0.1)
            before, now = now, self.answered()
        return now

    def campaigns(self):
        return client.call(self.port, "GET", "/_mock/health")["database"]["campaigns"]


NGINX = """
{user}
daemon off;
worker_processes {workers};
pid {directory}/nginx.pid;
error_log {directory}/nginx.log;
events {{ worker_connections 16384; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    keepalive_timeout 600s;
    client_body_temp_path {directory}/nginx-body;
    proxy_temp_path {directory}/nginx-proxy;
    fastcgi_temp_path {directory}/nginx-fastcgi;
    uwsgi_temp_path {directory}/nginx-uwsgi;
    scgi_temp_path {directory}/nginx-scgi;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        default_type application/json;
        location / {{ return 201 '{body}'; }}
        location /api/files/ {{ alias {directory}/nginx-files/; }}
    }}
}}
"""


class Nginx(Program):
    """nginx with one worker per core, which responds with a static 201, and with files below /api/files/."""

    def __init__(self, directory, body, files=None):
        self.port = free_port()
        configuration = directory / "nginx.conf"
        (directory / "nginx-files").mkdir(exist_ok=True)
        for name, content in (files or {}).items():
            (directory / "nginx-files" / name).write_bytes(content)
        # Started by root, the workers would have another user, who cannot read the files.
        user = "user root;" if os.geteuid() == 0 else ""
        configuration.write_text(
            NGINX.format(
                user=user, workers=len(os.sched_getaffinity(0)), directory=directory, port=self.port, body=body))
        command = shutil.which("nginx") or "/usr/sbin/nginx"
        log = directory / "nginx.log"
        super().__init__("nginx", [command, "-p", directory, "-e", log, "-c", configuration], log)
        try:
            self.wait_for(self._answers, "listening")
        except BaseException:
            self.stop()
            raise

    def _answers(self):
        try:
            with client.Connection(self.port) as connection:
                return connection.exchange(campaign.CREATE.bytes())[0] == 201
        except OSError:
            return False
