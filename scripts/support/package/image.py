"""Makes the image without a container engine, from its root file system and scripts/Dockerfile.

Usage: image.py ROOT VERSION DIRECTORY (ROOT is what scripts/support/package/root lays out)

The tar file is both an archive of docker(1), which `docker load` and `podman load` read, and a layout of the Open
Container Initiative (OCI), which is for the other tools. OCI's own format knows no health check, so the settings are in
Docker's, which extends it: tools that know only OCI ignore the health check.

<https://github.com/opencontainers/image-spec/blob/main/image-layout.md>
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
OCI = "application/vnd.oci.image"


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
    manifest = encoded({
        "schemaVersion": 2,
        "mediaType": f"{OCI}.manifest.v1+json",
        "config": descriptor(f"{OCI}.config.v1+json", config),
        "layers": [descriptor(f"{OCI}.layer.v1.tar+gzip", packed)],
    })
    index = encoded({
        "schemaVersion": 2,
        "mediaType": f"{OCI}.index.v1+json",
        "manifests": [descriptor(f"{OCI}.manifest.v1+json", manifest) | {
            "annotations": {
                "org.opencontainers.image.ref.name": version,
                "io.containerd.image.name": f"docker.io/library/{NAME}:{version}",
            }}],
    })
    # The index of docker(1), which names the same blobs.
    docker = encoded([{
        "Config": blob(config), "RepoTags": [f"{NAME}:{version}", f"{NAME}:latest"], "Layers": [blob(packed)],
    }])
    contents = {"oci-layout": encoded({"imageLayoutVersion": "1.0.0"}), "index.json": index, "manifest.json": docker}
    contents |= {blob(bytes): bytes for bytes in (config, manifest, packed)}
    return {path: files.File(bytes) for path, bytes in contents.items()}


def blob(contents):
    return f"blobs/sha256/{files.sha256(contents)}"


def descriptor(media_type, contents):
    return {"mediaType": media_type, "digest": f"sha256:{files.sha256(contents)}", "size": len(contents)}


def encoded(document):
    return json.dumps(document, separators=(",", ":")).encode()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(f"package: {error.cmd[0]} failed: {error.stderr.decode().strip()}")
    except (RuntimeError, OSError) as error:
        sys.exit(f"package: {error}")
