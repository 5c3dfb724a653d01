"""Runs what scripts/package made where neither Swift nor SQLite is. Needs root, because it changes root directories.

Usage: unshare --mount prove.py ARCHIVE IMAGE [PROOF...] (what it mounts then goes with it)
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile

import documents
import running

# For a bare Debian. Its glibc is that of the system that CI builds on; older Debians have an older one.
DEBIAN = "bookworm"


def prove_archive(archive, _, directory):
    """The archive, unpacked; the program with an empty environment, in an empty directory."""
    checksum(archive)
    installed = unpack(archive, directory / "installed")
    work = directory / "work"
    work.mkdir()
    running.lives(running.Place(installed / "bin/campaign-mock", work))
    documents.check(installed)


def prove_image(_, image, directory):
    """The image's files as the only file system. The C library is there, and no shell, time zone or certificate."""
    checksum(image)
    root = directory / "root"
    with tarfile.open(image) as archive:
        for layer in json.load(archive.extractfile("manifest.json"))[0]["Layers"]:
            with tarfile.open(fileobj=archive.extractfile(layer)) as files:
                files.extractall(root, numeric_owner=True, filter="fully_trusted")
    container(root, settings(image))


def prove_tools(_, image, directory):
    """The image as other programs read it: skopeo, which makes an image of the OCI's format, and umoci."""
    require("skopeo", "umoci")
    raw = quietly("skopeo", "inspect", "--raw", "--config", f"docker-archive:{image}")
    quietly("skopeo", "copy", f"docker-archive:{image}", f"oci:{directory / 'oci'}:image")
    quietly("umoci", "unpack", "--image", f"{directory / 'oci'}:image", directory / "bundle")
    container(directory / "bundle/rootfs", json.loads(raw)["config"])


def prove_debian(archive, _, directory):
    """The archive in a bare Debian without time zones."""
    require("debootstrap")
    root = directory / "debian"
    quietly("debootstrap", "--variant=minbase", DEBIAN, root)
    for path in ("usr/share/zoneinfo", "etc/localtime"):
        remove(root / path)
    for pattern in ("libsqlite3*", "libswift*"):
        if found := next(root.rglob(pattern), None):
            raise RuntimeError(f"the bare Debian has {found}")
    shutil.copytree(unpack(archive, directory / "installed"), root / "usr/local", dirs_exist_ok=True)
    with running.proc(root):
        running.lives(running.Place("/usr/local/bin/campaign-mock", "/var/tmp", root=root))


def settings(image):
    """The member `config` of the image's configuration, as an engine reads it."""
    with tarfile.open(image) as archive:
        docker = json.load(archive.extractfile("manifest.json"))[0]
        return json.load(archive.extractfile(docker["Config"]))["config"]


def container(root, settings):
    """Runs the image's entry point and health check as an engine would."""
    place = running.Place(
        settings["Entrypoint"][0], settings["WorkingDir"], root=root, user=settings["User"],
        environment=dict(pair.split("=", 1) for pair in settings["Env"]),
        health=settings["Healthcheck"]["Test"][1:])
    running.needs_proc(place)
    with running.proc(root):
        running.lives(place)
        running.refuses_read_only(place)


def unpack(archive, directory):
    with tarfile.open(archive) as files:
        files.extractall(directory, filter="data")
    (unpacked,) = directory.iterdir()
    return unpacked


def checksum(path):
    subprocess.run(
        ["sha256sum", "--check", "--quiet", f"{path.name}.sha256"], cwd=path.parent, check=True)


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def require(*programs):
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        raise RuntimeError(f"{missing[0]} is missing; type: sudo apt-get install -y {' '.join(programs)}")


def quietly(*command):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {(result.stderr or result.stdout).strip()}")
    return result.stdout


PROOFS = {"archive": prove_archive, "image": prove_image, "tools": prove_tools, "debian": prove_debian}


def main(archive, image, *names):
    unknown = [name for name in names if name not in PROOFS]
    if unknown:
        raise RuntimeError(f"the proof '{unknown[0]}' does not exist; the proofs are {', '.join(PROOFS)}")
    for name in names or PROOFS:
        with tempfile.TemporaryDirectory(prefix="campaign-mock-") as directory:
            PROOFS[name](pathlib.Path(archive).resolve(), pathlib.Path(image).resolve(), pathlib.Path(directory))
        print(f"proven: {name}", flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        sys.exit(f"package: {error}")
