"""Runs the program in a root file system of its own, and checks what a user does first."""

import contextlib
import dataclasses
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

KEY = "demo-key"


@dataclasses.dataclass
class Place:
    """Where and how the program runs."""

    program: str | pathlib.Path
    work: str | pathlib.Path
    """The working directory, in the root file system."""
    root: pathlib.Path | None = None
    """None for that of this process."""
    user: str | None = None
    """The numbers of user and group with a colon between them; None for those of this process."""
    environment: dict = dataclasses.field(default_factory=dict)
    health: list | None = None
    """The command of a health check; None for the program's own."""

    def popen(self, words, environment, **options):
        return subprocess.Popen(
            [str(word) for word in words], env=self.environment | environment, stdin=subprocess.DEVNULL, text=True,
            preexec_fn=self.enter, **options)

    def enter(self):
        if self.root:
            os.chroot(self.root)
        os.chdir(self.work)
        os.umask(0o022)
        if self.user:
            user, group = (int(number) for number in self.user.split(":"))
            os.setgroups([])
            os.setgid(group)
            os.setuid(user)

    def run(self, words, environment):
        """Returns the exit status and what the command wrote."""
        with self.popen(words, environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            try:
                output, _ = process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return process.returncode, output.strip()

    def host_path(self, name):
        """The path, outside of the root file system, of a file in the working directory."""
        return (self.root or pathlib.Path("/")) / str(self.work).lstrip("/") / name


def lives(place):
    """Starts the program, creates a campaign, asks for its health, stops it, and finds the campaign after a restart."""
    database = place.host_path("campaign-mock.sqlite")
    with mock(place) as port:
        status, body = request(port, {"name": "Spring", "assistant_id": 129})
        expect(status == 201, f"the create got {status} instead of 201: {body}")
    with mock(place) as port:
        status, body = request(port)
        expect(status == 200, f"the list got {status} instead of 200: {body}")
        names = [campaign["name"] for campaign in body]
        expect(names == ["Spring"], f"after a new start there are the campaigns {names}")
    expect(database.stat().st_size > 0, f"{database} is empty")
    database.unlink()


def refuses_read_only(place):
    """Starts the program where it can write no database: it says so in one line."""
    volume = place.host_path("")
    mode = volume.stat().st_mode
    volume.chmod(0o555)
    try:
        status, output = place.run([place.program], settings(free_port()))
    finally:
        volume.chmod(mode)
    is_one_line = output.startswith("campaign-mock: ") and "\n" not in output and "campaign-mock.sqlite" in output
    expect(status == 1 and is_one_line, f"without a writable volume it exited with {status}: {output}")


def needs_proc(place):
    """Starts the program in a root file system without /proc: it says so in one line, because it reads no options."""
    status, output = place.run([place.program, "--in-memory"], settings(free_port()))
    expect(status == 1 and "/proc" in output and "\n" not in output, f"without /proc it exited with {status}: {output}")


@contextlib.contextmanager
def proc(root):
    """Mounts /proc, as each engine does."""
    (root / "proc").mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", root / "proc"], check=True)


@contextlib.contextmanager
def mock(place):
    """A mock that listens, whose health is good and which stops with 0."""
    port = free_port()
    process = place.popen([place.program], settings(port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with process:
        try:
            line = process.stdout.readline()
            expect("campaign-mock listens on" in line, f"it did not start: {line}")
            status, output = place.run(place.health or [place.program, "health"], settings(port))
            expect(status == 0, f"the health check exited with {status}: {output}")
            yield port
            process.terminate()
            status = process.wait(timeout=30)
            expect(status == 0, f"after SIGTERM it exited with {status}: {process.stdout.read()}")
        finally:
            process.kill()


def settings(port):
    return {"CAMPAIGN_MOCK_PORT": str(port)}


def request(port, campaign=None):
    """Returns the status and the body of the list of campaigns, or of the create of one."""
    message = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/user/campaigns", data=json.dumps(campaign).encode() if campaign else None,
        headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json", "Accept": "application/json"})
    try:
        with urllib.request.urlopen(message, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def expect(condition, message):
    if not condition:
        raise RuntimeError(message.strip())
