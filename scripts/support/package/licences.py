"""The licences of what is linked into the program."""

import dataclasses
import json
import pathlib
import re
import shutil
import subprocess

import files

HERE = pathlib.Path(__file__).parent


@dataclasses.dataclass
class Part:
    name: str
    version: str
    licence: str
    source: str
    texts: dict
    """The texts of its licence by their file names; empty for what is in the public domain."""


def gather(root):
    """Returns the files of the directory licences: a list of the parts and the text of each licence.

    root is the mock's repository, in which its packages were resolved and checked out.
    """
    parts = [*toolchain(), sqlite(), cxx(), *packages(root)]
    gathered = {name: files.File(text) for part in parts for name, text in part.texts.items()}
    gathered["README.md"] = files.File(overview(parts).encode())
    return gathered


def overview(parts):
    lines = [
        "# What is linked into campaign-mock", "",
        "| part | version | licence | its text | source |", "| --- | --- | --- | --- | --- |",
    ]
    for part in parts:
        texts = ", ".join(f"[{name}]({name})" for name in part.texts) or "needs none"
        lines.append(f"| {part.name} | {part.version} | {part.licence} | {texts} | <{part.source}> |")
    return "\n".join(lines) + "\n"


def toolchain():
    """Swift's own libraries, and ICU, which its Foundation contains with ICU's data."""
    swift = pathlib.Path(shutil.which("swift")).resolve().parents[1]
    printed = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout
    version = find(r"Swift version (\S+)", printed, "the version that `swift --version` prints")
    header = swift / "lib/swift_static/_foundation_unicode/uvernum.h"
    return [
        Part("Swift: standard library, Foundation, Dispatch", version,
             "Apache 2.0 with Runtime Library Exception", "https://www.swift.org",
             {"swift.txt": text(swift / "share/swift/LICENSE.txt")}),
        Part("ICU in Swift's Foundation", find(r'#define U_ICU_VERSION "(.+)"', header.read_text(), header),
             "Unicode License V3, and those of the data in it", "https://github.com/unicode-org/icu",
             {"icu.txt": text(HERE / "icu.txt")}),
    ]


def sqlite():
    header = pathlib.Path("/usr/include/sqlite3.h")
    version = find(r'#define SQLITE_VERSION\s+"(.+)"', header.read_text(), header)
    return Part("SQLite", version, "public domain", "https://www.sqlite.org/copyright.html", {})


def cxx():
    """GCC's C++ library, of the system that links the program."""
    library = subprocess.run(
        ["clang", "-print-file-name=libstdc++.a"], capture_output=True, text=True, check=True).stdout.strip()
    # Debian's documents; Red Hat's systems have the texts as files of their own.
    documents = {
        "gcc.txt": "/usr/share/doc/libstdc++6/copyright",
        "gcc-exception.txt": "/usr/share/licenses/libstdc++/COPYING.RUNTIME",
        "gcc-3.txt": "/usr/share/licenses/libstdc++/COPYING3",
    }
    texts = {name: text(pathlib.Path(path)) for name, path in documents.items() if pathlib.Path(path).exists()}
    if not texts:
        raise RuntimeError(f"the licence of {library} is neither in {' nor in '.join(documents.values())}")
    return Part("GCC: libstdc++", pathlib.Path(library).parent.name,
                "GPL 3 with GCC Runtime Library Exception 3.1", "https://gcc.gnu.org", texts)


def packages(root):
    """The Swift packages that the mock depends on, as they are checked out."""
    pins = json.loads((root / "Package.resolved").read_text())["pins"]
    # The manual is built with two more packages, which are no part of the program.
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        if pin["identity"].startswith("swift-docc-"):
            continue
        name = pathlib.PurePosixPath(pin["location"]).name.removesuffix(".git")
        texts = {
            f"{pin['identity']}{'-notice' if path.name.startswith('NOTICE') else ''}.txt": text(path)
            for path in sorted((root / ".build/checkouts" / name).glob("[LN][IO][CT][EI]*"))
        }
        if f"{pin['identity']}.txt" not in texts:
            raise RuntimeError(f"{name} has no file LICENSE in {root / '.build/checkouts' / name}")
        yield Part(name, pin["state"].get("version", pin["state"]["revision"][:12]),
                   kind(texts[f"{pin['identity']}.txt"]), pin["location"].removesuffix(".git"), texts)


def kind(licence):
    for words, name in {
        b"Runtime Library Exception": "Apache 2.0 with Runtime Library Exception",
        b"Apache License": "Apache 2.0",
        b"Permission is hereby granted, free of charge": "MIT",
    }.items():
        if words in licence:
            return name
    return "see its text"


def text(path):
    try:
        return path.read_bytes()
    except OSError as error:
        raise RuntimeError(f"a licence is missing: {path}: {error.strerror}") from None


def find(pattern, searched, place):
    found = re.search(pattern, searched)
    if not found:
        raise RuntimeError(f"no version found in {place}")
    return found[1]
