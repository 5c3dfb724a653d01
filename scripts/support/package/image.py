"""Makes the image without a container engine, from its root file system and scripts/Dockerfile.

Usage: image.py ROOT VERSION DIRECTORY (ROOT is what scripts/support/package/root lays out)

The tar file is one as `docker save` writes: `docker load`, `podman load` and skopeo(1) read it. The format of the Open
Container Initiative (OCI) is none for this image, because it has no health check: podman(1) drops the check of an image
that it loads from that format.

<https://github.com/moby/docker-image-spec/blob/main/spec.md>
"""

import datetime
import gzip
import json
import pathlib
import platform
import subprocess
import sys

import archive
import dockerfile
import files

NAME = "campaign-mock"
# Docker's names of processors.
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def main(root, version, output):
    seconds = archive.commit_time()
    settings = dockerfile.settings((archive.ROOT / "scripts/Dockerfile").read_text(), {"VERSION": version})
    contents = image(files.read(pathlib.Path(root)), settings, version, seconds)
    tar = files.tar(contents, seconds)
    path = pathlib.Path(output) / f"{NAME}-{version}-linux-{platform.machine()}-image.tar"
    path.write_bytes(tar)
    pathlib.Path(f"{path}.sha256").write_text(f"{files.sha256(tar)}  {path.name}\n")
    print(path)


def image(found, settings, version, seconds):
    """The files of the image's tar file."""
    created = datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat().replace("+00:00", "Z")
    plain = files.tar(found, seconds)
    packed = gzip.compress(plain, mtime=0)
    config = encoded({
        "architecture": ARCHITECTURES.get(platform.machine(), platform.machine()),
        "os": "linux",
        "created": created,
        "config": settings,
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{files.sha256(plain)}"]},
        "history": [{"created": created, "created_by": "scripts/package"}],
    })
    layer = f"{files.sha256(packed)}.tar.gz"
    config_name = f"{files.sha256(config)}.json"
    manifest = encoded([{
        "Config": config_name, "RepoTags": [f"{NAME}:{version}", f"{NAME}:latest"], "Layers": [layer],
    }])
    contents = {"manifest.json": manifest, config_name: config, layer: packed}
    return {path: files.File(bytes) for path, bytes in contents.items()}


def encoded(document):
    return json.dumps(document, separators=(",", ":")).encode()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(f"package: {error.cmd[0]} failed: {error.stderr.decode().strip()}")
    except (RuntimeError, OSError) as error:
        sys.exit(f"package: {error}")
