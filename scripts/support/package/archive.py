"""Makes the archive: the program with its documents, licences, completions and manual page.

Usage: archive.py PROGRAM GENERATE_MANUAL DIRECTORY

Its layout is that of /usr/local, so it can be unpacked there. Prints the path of the archive, which is in DIRECTORY
with a file of its checksum.
"""

import datetime
import gzip
import os
import pathlib
import platform
import re
import subprocess
import sys

import files
import licences

ROOT = pathlib.Path(__file__).resolve().parents[3]
DOCUMENTS = "share/doc/campaign-mock"
MANUAL = ROOT / "Sources/CampaignMock/CampaignMock.docc"
# Where the shells look for completions below a directory such as /usr/local/share.
COMPLETIONS = {
    "bash": "share/bash-completion/completions/campaign-mock",
    "zsh": "share/zsh/site-functions/_campaign-mock",
    "fish": "share/fish/vendor_completions.d/campaign-mock.fish",
}


def main(program, generate_manual, output):
    program, output = pathlib.Path(program).resolve(), pathlib.Path(output)
    version = run(program, "--version").decode().strip()
    name = f"campaign-mock-{version}-linux-{platform.machine()}"
    seconds = commit_time()
    contents = {
        "bin/campaign-mock": files.File(program.read_bytes(), 0o755),
        "share/man/man1/campaign-mock.1": files.File(manual_page(program, generate_manual, seconds)),
        **{path: files.File(run(program, "--generate-completion-script", shell))
           for shell, path in COMPLETIONS.items()},
        **{f"{DOCUMENTS}/{path}": file for path, file in documents().items()},
        **{f"{DOCUMENTS}/licences/{path}": file for path, file in licences.gather(ROOT).items()},
    }
    tar = files.tar({f"{name}/{path}": file for path, file in contents.items()}, seconds)
    # Neither a time nor a name in gzip's header.
    archive = gzip.compress(tar, mtime=0)
    path = output / f"{name}.tar.gz"
    path.write_bytes(archive)
    (output / f"{name}.tar.gz.sha256").write_text(f"{files.sha256(archive)}  {path.name}\n")
    print(path)


def run(*command):
    # Variables of the mock's settings would change what the help says.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CAMPAIGN_MOCK_")}
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout


def commit_time():
    """The time of all files, in seconds since 1970: of the commit, unless SOURCE_DATE_EPOCH says another."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(epoch)
    try:
        # `sudo scripts/package` reads the repository of another user.
        return int(run("git", "-c", "safe.directory=*", "-C", ROOT, "log", "-1", "--format=%ct"))
    except (OSError, subprocess.CalledProcessError):
        raise RuntimeError(f"git knows no commit of {ROOT}; set SOURCE_DATE_EPOCH to the time of the files") from None


def manual_page(program, generate_manual, seconds):
    date = datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    page = run(generate_manual, program, "--date", date, "--output-directory", "-").decode()
    # The generator takes a subcommand for required, and this program needs none. It keeps the empty lines between the
    # paragraphs of a text, which mdoc(7) does not allow.
    page = page.replace("\n.Ar subcommand\n", "\n.Op Ar subcommand\n", 1)
    return re.sub(r"\n\n+", "\n.Pp\n", page).encode()


def markdown_link(match):
    """A link of DocC as one of Markdown, whose anchors are in lower case."""
    name, anchor = match.groups(default="")
    return f"[{name}]({name}.md{anchor.lower()})"


def documents():
    """The README, the manual and the fixtures, whose links lead to each other in the archive, too."""
    readme = (ROOT / "README.md").read_text().replace(f"{MANUAL.relative_to(ROOT)}/", "manual/")
    found = {"README.md": files.File(readme.encode())}
    for article in MANUAL.glob("*.md"):
        text = re.sub(r"<doc:(\w+)(#[\w-]+)?>", markdown_link, article.read_text())
        found[f"manual/{article.name}"] = files.File(text.encode())
    for path, file in files.read(ROOT / "fixtures").items():
        parts = path.split("/")
        # The fuzzer's inputs are for those who change the mock. Hidden files are what tools leave behind.
        is_left_behind = any(part.startswith((".", "__pycache__")) for part in parts)
        if parts[0] != "fuzz" and not is_left_behind:
            found[f"fixtures/{path}"] = files.File(file.contents, 0o755 if file.mode & 0o100 else 0o644)
    return found


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(f"package: {error.cmd[0]} failed: {error.stderr.decode().strip()}")
    except (RuntimeError, OSError) as error:
        sys.exit(f"package: {error}")
