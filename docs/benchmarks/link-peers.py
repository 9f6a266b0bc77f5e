"""Finds pairs of articles that share text with Firsthand and with other programs, each a process of its own.

    python link-peers.py PILE.jsonl OUT --firsthand BIN [--passim CHECKOUT] [--limit SECONDS] [NAME...]

PILE has `id`, `text` and, for passim, `series` a line. Writes OUT/NAME.jsonl, a pair a line (`a`, `b`), and prints clock
and processor seconds, peak memory and pairs; start-up is the same command on the first two articles. Peers that are not
installed are skipped. datasketch and text-dedup come from PyPI; passim (github.com/dasmiq/passim) runs on PyPI's pyspark,
to its pairwise alignments: the graph step behind them needs a jar that is left out, and is not waited for.
"""

import argparse
import glob
import itertools
import json
import os
import pickle
import shutil
import subprocess
import sys
import time

DATASKETCH = """
import json, re, sys
from datasketch import MinHash, MinHashLSH
def shingles(text, k=5):
    words = re.findall(r"\\w+", text.lower())
    return {" ".join(words[i:i + k]).encode() for i in range(max(1, len(words) - k + 1))}
lsh, signed = MinHashLSH(threshold=float(sys.argv[2]), num_perm=128), []
for line in open(sys.argv[1]):
    row = json.loads(line)
    sketch = MinHash(num_perm=128)
    sketch.update_batch(list(shingles(row["text"])))
    signed.append((row["id"], sketch))
    lsh.insert(row["id"], sketch)
pairs = {tuple(sorted((a, b), key=int)) for a, sketch in signed for b in lsh.query(sketch) if a != b}
for a, b in sorted(pairs):
    print(json.dumps({"a": a, "b": b}))
"""


def measured(command, out, limit, env=None):
    """Clock and processor seconds, peak memory in MB, and whether it ended within the limit."""
    start = time.time()
    with open(out, "w") as stdout, open(out + ".log", "w") as log:
        process = subprocess.Popen(command, stdout=stdout, stderr=log, env=env, start_new_session=True)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.time() - start > limit:
                os.killpg(process.pid, 9)
                _, status, usage = os.wait4(process.pid, 0)
                return time.time() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, False
            time.sleep(0.005)
    return time.time() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, True


def firsthand(args, pile, out):
    return [args.firsthand, "link", "--fast", "--format", "json", pile], None, None


def datasketch(threshold):
    return lambda args, pile, out: ([sys.executable, "-c", DATASKETCH, pile, threshold], None, None)


def text_dedup(args, pile, out):
    folder = out + ".d"
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", pile, "--split", "train"]
    command += ["--column", "text", "--output", folder, "--ngram", "5", "--threshold", "0.2", "--num_perm", "128"]
    command += ["--cache_dir", out + ".cache", "--batch_size", "1000", "--debug"]

    def pairs():
        with open(os.path.join(folder, "uf.pkl"), "rb") as file:
            parent = pickle.load(file).parent
        ids = [json.loads(line)["id"] for line in open(pile)]
        clusters = {}
        for at in parent:
            root = at
            while parent[root] != root:
                root = parent[root]
            clusters.setdefault(root, []).append(ids[int(at)])
        return [pair for members in clusters.values() for pair in itertools.combinations(members, 2)]

    return command, None, pairs


def passim(args, pile, out):
    folder = out + ".d"
    shutil.rmtree(folder, ignore_errors=True)
    spark = "--master local[2] --driver-memory 8g --conf spark.executor.heartbeatInterval=100s"
    spark += " --conf spark.network.timeout=800s --conf spark.sql.shuffle.partitions=8 --conf spark.ui.enabled=false"
    env = {**os.environ, "SPARK_SUBMIT_ARGS": spark, "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": args.passim}
    env["PATH"] = os.path.dirname(sys.executable) + ":" + env["PATH"]
    command = ["bash", os.path.join(args.passim, "bin", "seriatim"), "--pairwise", "-a", "100", pile, folder]

    def pairs():
        rows = [json.loads(line) for part in glob.glob(folder + "/align.json/part*") for line in open(part)]
        print(f"    {len(rows)} passages")
        return {tuple(sorted((str(row["id"]), str(row["id2"])), key=int)) for row in rows}

    return command, env, pairs


PEERS = {
    "firsthand": firsthand,
    "datasketch-0.5": datasketch("0.5"),
    "datasketch-0.2": datasketch("0.2"),
    "text-dedup": text_dedup,
    "passim": passim,
}


def run(name, args, pile, out):
    command, env, pairs = PEERS[name](args, pile, out)
    clock, processor, memory, ended = measured(command, out, args.limit, env)
    if ended and pairs:
        with open(out, "w") as file:
            file.writelines(json.dumps({"a": a, "b": b}) + "\n" for a, b in sorted(pairs()))
    return clock, processor, memory, ended


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pile")
    parser.add_argument("out")
    parser.add_argument("names", nargs="*", default=list(PEERS))
    parser.add_argument("--firsthand")
    parser.add_argument("--passim")
    parser.add_argument("--limit", type=float, default=3600)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    two = os.path.join(args.out, "two.jsonl")
    with open(args.pile) as pile, open(two, "w") as small:
        small.writelines(itertools.islice(pile, 2))
    for name in args.names:
        if (name == "firsthand" and not args.firsthand) or (name == "passim" and not args.passim):
            continue
        try:
            empty = run(name, args, two, os.path.join(args.out, name + "-empty.jsonl"))
        except OSError:
            empty = (0.0, 0.0, 0, False)
        out = os.path.join(args.out, name + ".jsonl")
        try:
            clock, processor, memory, ended = run(name, args, args.pile, out)
        except OSError as error:
            print(f"{name}: {error}")
            continue
        found = sum(1 for _ in open(out))
        print(
            f"{name}: {clock:.2f} s clock, {processor:.2f} s processor, {memory} MB, {found} pairs"
            f"; start-up {empty[0]:.2f} s clock, {empty[1]:.2f} s processor" + ("" if ended else "; did not end"),
            flush=True,
        )


if __name__ == "__main__":
    main()
