"""Files that become a tar file: the same bytes for the same files, on each machine and day."""

import dataclasses
import hashlib
import io
import tarfile


@dataclasses.dataclass
class File:
    """A file or a directory of a tar file."""

    contents: bytes | None
    """None for a directory."""
    mode: int = 0o644


def tar(files, seconds):
    """Returns the tar file of files, which are named by their paths.

    Each belongs to root and is of that time, in seconds since 1970, UTC.
    """
    output = io.BytesIO()
    # The format without extended headers, which would have the time of access.
    with tarfile.open(fileobj=output, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path, file in sorted(with_parents(files).items()):
            entry = tarfile.TarInfo(path)
            entry.mode, entry.mtime = file.mode, seconds
            if file.contents is None:
                entry.type = tarfile.DIRTYPE
                archive.addfile(entry)
            else:
                entry.size = len(file.contents)
                archive.addfile(entry, io.BytesIO(file.contents))
    return output.getvalue()


def with_parents(files):
    """Returns the files and the directories that they are in."""
    parents = {}
    for path in files:
        names = path.split("/")[:-1]
        for count in range(1, len(names) + 1):
            parents["/".join(names[:count])] = File(None, 0o755)
    return parents | files


def read(root):
    """Returns the files below a directory by their relative paths, with their modes."""
    files = {}
    for path in sorted(root.rglob("*")):
        mode = path.stat().st_mode & 0o7777
        files[str(path.relative_to(root))] = File(None if path.is_dir() else path.read_bytes(), mode)
    return files


def sha256(contents):
    return hashlib.sha256(contents).hexdigest()
