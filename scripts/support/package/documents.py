"""Checks completions, manual page and documents of an unpacked archive, as far as this system has the programs."""

import re
import shutil
import subprocess

# Each command gets the path of its file as $1.
CHECKS = {
    "share/bash-completion/completions/campaign-mock": ("bash", 'source "$1" && complete -p campaign-mock'),
    "share/zsh/site-functions/_campaign-mock": ("zsh", 'zsh -n "$1"'),
    "share/fish/vendor_completions.d/campaign-mock.fish": ("fish", 'fish --no-execute "$1"'),
    "share/man/man1/campaign-mock.1": ("man", 'MANWIDTH=120 man --local-file --warnings "$1"'),
}
# Words that the output of a check has.
EXPECTED = {"bash": "campaign-mock", "man": "--database"}


def check(installed):
    for path, (program, command) in CHECKS.items():
        if not shutil.which(program):
            print(f"not checked, because {program} is missing: {path}")
            continue
        result = subprocess.run(
            ["bash", "-c", command, program, installed / path], capture_output=True, text=True)
        if result.returncode != 0 or result.stderr or EXPECTED.get(program, "") not in result.stdout:
            raise RuntimeError(f"{program} does not read {path}: {result.stderr.strip() or result.stdout[:500]}")
    for document in installed.rglob("*.md"):
        for link in re.findall(r"\]\(([^)#]+)", re.sub(r"```.*?```", "", document.read_text(), flags=re.DOTALL)):
            if not link.startswith("http") and not (document.parent / link).exists():
                name = document.relative_to(installed)
                raise RuntimeError(f"{name} has a link to {link}, which is not in the archive")
