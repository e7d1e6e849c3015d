"""Runs an audit of request logs on Apache Spark and writes the report that `prompt-audit scan` would write.

    spark-submit cluster/spark/audit.py --cli dist/cli.js --output report.json LOGS... [-- OPTIONS OF FINISH]

LOGS are paths as Spark knows them: folders, globs, file:, hdfs:, s3a:. Spark lists and cuts them, hands out the parts, runs them again
where a machine is lost, and moves states between machines. Each task runs one step of the command line (docs/scale.md) in Node, the
one thing that machines need beside Spark. The driver runs the last step.
"""

import argparse
import contextlib
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from typing import NamedTuple, Optional
from urllib.parse import unquote, urlparse

import pyspark
from pyspark import AccumulatorParam, SparkConf, SparkContext, SparkFiles

# Spark sends many chunks at once where those before them were small.
CHUNK_BYTES = 1 << 20
# Spark fetches a partition as a whole, so that larger ones are cut for it.
FETCH_BYTES = 8 << 20
# The heap of Node grows to three times what is in use, unless it is told to keep it small.
SMALL = ["--optimize-for-size"]
# The C library of Linux keeps what large columns took, unless it is told from which size on to give memory back at once.
# It also keeps memory apart for each thread, of which those of Node have little use.
RETURNING = {"MALLOC_MMAP_THRESHOLD_": str(1 << 20), "MALLOC_ARENA_MAX": "1"}
# Logs that can only be read from their beginning are not cut.
PACKED = (".gz", ".tgz", ".zst", ".zip", ".tar", ".parquet")
# How long texts are, in packed logs that do not say it.
UNPACKED = 4


class Part(NamedTuple):
    """A part of a log: from its first byte up to the one behind the last, or None for the end."""

    name: str
    address: str
    start: int
    end: Optional[int]
    size: int
    # About how many bytes of text: what reading it takes goes by that.
    text: int


class Largest(AccumulatorParam):
    def zero(self, value):
        return 0

    def addInPlace(self, one, other):
        return max(one, other)


def main():
    args = arguments()
    settings = SparkConf().setAppName("prompt-audit")
    if args.small:
        # From then on chunks are sorted in files.
        settings.setIfMissing("spark.python.worker.memory", "64m")
    context = SparkContext.getOrCreate(settings)
    for path in filter(None, [args.cli, args.mapping]):
        context.addFile(path)
    parts = list_parts(context, args.logs, args.split_mb << 20)
    if not parts:
        sys.exit("No log was found.")
    work = tempfile.mkdtemp(prefix="prompt-audit-", dir=args.scratch)
    try:
        job = Job(context, args, parts)
        clock = Clock()
        states = os.path.join(work, "states")
        job.collect(job.merged(job.mapped()), states)
        clock.tell("logs mapped and states brought together")
        if args.thin:
            thinned = os.path.join(work, "thinned")
            run_node(args.node, ["merge", states, "--thin", "--output", thinned], small(args))
            shutil.rmtree(states)
            states = thinned
            clock.tell("states thinned")
        code = finish(args, job, states, work, clock)
        job.tell_peaks(folder_bytes(states))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    context.stop()
    sys.exit(code)


class Clock:
    def __init__(self):
        self.began = time.monotonic()

    def tell(self, what):
        now = time.monotonic()
        print(f"prompt-audit: {what}, {now - self.began:.1f} s", file=sys.stderr, flush=True)
        self.began = now


def arguments():
    argv, rest = sys.argv[1:], []
    if "--" in argv:
        at = argv.index("--")
        argv, rest = argv[:at], argv[at + 1 :]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("logs", nargs="+")
    parser.add_argument("--output", required=True, help="report to write, on the driver")
    parser.add_argument("--cli", default=None, help="dist/cli.js on the driver; not needed where --files or --archives brings it")
    parser.add_argument("--node", default="node", help="Node on all machines")
    parser.add_argument("--mapping", help="as for prompt-audit map")
    parser.add_argument("--account-by", help="as for prompt-audit map")
    parser.add_argument("--split-mb", type=int, default=256, help="size of the parts that plain local logs are cut into")
    parser.add_argument("--partitions", type=int, help="tasks of the first map (default: one for each part)")
    parser.add_argument("--states", type=int, default=32, help="most states that one process merges or finishes (default: 32)")
    parser.add_argument("--small", action="store_true", help="keep the memory of all steps small, for up to twice their time of a processor")
    parser.add_argument("--thin", action="store_true", help="leave out clauses that the report does not depend on, before the last step")
    parser.add_argument("--scratch", help="folder for temporary files (default: that of the system)")
    args = parser.parse_args(argv)
    args.finish = rest
    return args


def list_parts(context, logs, split):
    """What there is to read. Of local gzip files four bytes are read for it, of others nothing."""
    parts = []
    for address, size in sorted(set(list_files(context, logs))):
        whole = not is_local(address) or address.lower().endswith(PACKED) or size <= split
        name, text = name_of(address), text_bytes(address, size)
        if whole:
            parts.append(Part(name, address, 0, None, size, text))
            continue
        for start in range(0, size, split):
            end = start + split if start + split < size else None
            parts.append(Part(name, address, start, end, (end or size) - start, (end or size) - start))
    # The longest first: no machine is left with one of them at the end.
    return sorted(parts, key=lambda part: -part.text)


def text_bytes(address, size):
    """A gzip file ends in the length of its text, or of the last of several texts that follow each other."""
    if not address.lower().endswith(PACKED):
        return size
    if is_local(address) and address.lower().endswith(".gz"):
        # What cannot be read is named by the task that maps it.
        with contextlib.suppress(OSError), open(name_of(address), "rb") as file:
            file.seek(max(0, size - 4))
            said = int.from_bytes(file.read(4), "little")
            if said > size:
                return said
    return UNPACKED * size


def tasks_of(parts, most):
    """What one process maps: a part, or whole local logs of together no more text. To start Node for each small log takes longer than to read it."""
    tasks, together, room = [], [], -1
    for part in parts:
        whole = is_local(part.address) and part.start == 0 and part.end is None
        if whole and part.text <= room:
            together.append(part)
            room -= part.text
        else:
            tasks.append([part])
            if whole:
                together, room = tasks[-1], most - part.text
    return tasks


def list_files(context, logs):
    """Address and size of all files in folders and globs. Spark's tables list them as well, and take seconds to be there."""
    settings, Path = context._jsc.hadoopConfiguration(), context._jvm.org.apache.hadoop.fs.Path
    for log in logs:
        system = Path(log).getFileSystem(settings)
        named = system.globStatus(Path(log))
        if not named:
            sys.exit(f"{log}: there is no such file or folder.")
        for root in named:
            files = system.listFiles(root.getPath(), True)
            while files.hasNext():
                file = files.next()
                address = file.getPath().toUri().toString()
                inside = address[len(root.getPath().toUri().toString()) :].split("/")
                if not any(name.startswith((".", "_")) for name in inside):
                    yield address, file.getLen()


def is_local(address):
    return urlparse(address).scheme in ("", "file")


def name_of(address):
    """What the report calls a log: what a scan would."""
    return unquote(urlparse(address).path) if is_local(address) else unquote(address)


class Job:
    def __init__(self, context, args, parts):
        self.context = context
        self.parts = parts
        share = sum(part.text for part in parts) // (4 * context.defaultParallelism)
        self.tasks = tasks_of(parts, min(args.split_mb << 21, share))
        self.options = sum(([name, value] for name, value in [("--account-by", args.account_by)] if value), [])
        mapping = args.mapping and os.path.basename(args.mapping)
        self.tools = Tools(args.node, small(args), args.scratch, mapping, hadoop_settings(context))
        self.slices = args.partitions or len(self.tasks)
        # All parts have to be hashed with one key, which nobody knows who writes the logs.
        self.secret = os.urandom(32)
        self.most = max(2, args.states)
        self.done = context.accumulator(0)
        self.peak = {step: context.accumulator(0, Largest()) for step in ("map", "merge", "prompts")}

    def mapped(self):
        """Chunks of a state for each task: ((state, file, chunk), bytes)."""
        tools, options, done, peak, secret = self.tools, self.options, self.done, self.peak["map"], self.secret

        def run(numbered):
            for task, number in numbered:
                with tools.folder() as folder:
                    state = os.path.join(folder, "state")
                    start, end = task[0].start, task[0].end
                    cut = ["--range", f"{start}-{'' if end is None else end}"] if len(task) == 1 else []
                    logs = [(part.name, part.address) for part in task]
                    key = os.path.join(folder, "secret")
                    with open(key, "wb") as file:
                        file.write(secret)
                    options_of_task = [*cut, *options, *tools.mapping(), "--secret", key, "--output", state]
                    peak.add(tools.read(logs, options_of_task))
                    yield from chunks(state, number)
                done.add(sum(part.size for part in task))

        return self.context.parallelize(list(zip(self.tasks, range(len(self.tasks)))), self.slices).mapPartitions(run)

    def merged(self, states):
        """The same of fewer states, merged by the machines in as many rounds as it takes."""
        tools, peak, left = self.tools, self.peak["merge"], len(self.tasks)

        def run(number, rows):
            with tools.folder() as folder:
                inside = write_chunks(rows, os.path.join(folder, "states"))
                if inside:
                    merged = os.path.join(folder, "merged")
                    peak.add(tools.node(["merge", inside, "--output", merged]))
                    yield from chunks(merged, number)

        while left > self.most:
            left = math.ceil(left / self.most)
            states = states.repartitionAndSortWithinPartitions(left, lambda key, count=left: key[0] % count)
            states = states.mapPartitionsWithIndex(run)
        return states

    def prompts(self, wanted, names):
        """Chunks of the prompts that are wanted, read where the logs are."""
        tools, peak = self.tools, self.peak["prompts"]
        lists = self.context.broadcast([(key, data) for key, data in chunks(wanted, 0)])
        # The longest are dealt first, so that each group has as much to read.
        logs = list(dict.fromkeys((part.name, part.address) for part in self.parts if part.name in names))
        local = [log for log in logs if is_local(log[1])]
        # Little is read of each log, so that starting Node for one takes longer than the reading: twice for each core is enough.
        groups = [local[at :: 2 * self.context.defaultParallelism] for at in range(2 * self.context.defaultParallelism)]
        groups = [group for group in groups if group] + [[log] for log in logs if log not in local]

        def run(numbered):
            for group, number in numbered:
                with tools.folder() as folder:
                    asked = os.path.join(write_chunks(lists.value, os.path.join(folder, "wanted")), "0")
                    answer = os.path.join(folder, "prompts")
                    peak.add(tools.read(group, [*tools.mapping(), "--read-prompts", asked, "--output", answer]))
                    yield from chunks(answer, number)

        return self.context.parallelize(list(zip(groups, range(len(groups)))), max(1, len(groups))).mapPartitions(run)

    def collect(self, states, folder):
        """Writes states to a folder of the driver, and tells how far the job is."""
        total = sum(part.size for part in self.parts)
        over = threading.Event()

        def tell():
            while not over.wait(10):
                print(f"prompt-audit: {self.done.value / 1e9:.1f} of {total / 1e9:.1f} GB mapped", file=sys.stderr, flush=True)

        threading.Thread(target=tell, daemon=True).start()
        try:
            # Computed by all machines at once, then fetched from one after the other.
            states = states.persist(pyspark.StorageLevel.DISK_ONLY)
            sizes = states.mapPartitions(lambda rows: [sum(len(data) for _, data in rows)]).collect()
            fetched = states if max(sizes) <= FETCH_BYTES else states.repartition(math.ceil(sum(sizes) / FETCH_BYTES))
            write_chunks(fetched.toLocalIterator(prefetchPartitions=True), folder)
            states.unpersist()
        finally:
            over.set()

    def tell_peaks(self, state_bytes):
        peaks = ", ".join(f"{step} {peak.value / 1e6:.0f} MB" for step, peak in self.peak.items())
        own = children_peak()
        print(f"prompt-audit: most memory of a process: {peaks}, finish {own / 1e6:.0f} MB", file=sys.stderr)
        print(f"prompt-audit: {state_bytes / 1e6:.0f} MB of states", file=sys.stderr)


class Tools:
    """What a task needs: the command line, folders that go when it ends, and logs as streams."""

    def __init__(self, node, flags, scratch, mapping, hadoop):
        self.command = node
        self.flags = flags
        self.scratch = scratch
        self.mapping_name = mapping
        self.hadoop = hadoop

    def folder(self):
        return tempfile.TemporaryDirectory(prefix="prompt-audit-", dir=self.scratch)

    def mapping(self):
        return ["--mapping", SparkFiles.get(self.mapping_name)] if self.mapping_name else []

    def read(self, logs, options):
        """Maps logs, each a name and an address: one, or several local ones."""
        [(name, address), *_] = logs
        if is_local(address):
            return self.node(["map", *(name for name, _ in logs), *options])
        with self.folder() as folder, open_stream(address, folder, self.hadoop) as stream:
            peak = self.node(["map", "-", "--name", name, *options], stream.stdout)
            if stream.wait() != 0:
                raise RuntimeError(f"{address} cannot be read")
            return peak

    def node(self, arguments, stdin=subprocess.DEVNULL):
        return run_node(self.command, arguments, self.flags, stdin=stdin)


def run_node(node, arguments, flags=(), **streams):
    """Runs a step. Gives its peak memory in bytes."""
    with started(node, arguments, flags, **streams) as (process, told):
        if process.wait() != 0:
            raise RuntimeError(told() or f"prompt-audit {arguments[0]} ended with {process.returncode}")
    return children_peak()


@contextlib.contextmanager
def started(node, arguments, flags, **streams):
    """A step that runs, and what gives its complaints; when it has ended they are printed."""
    with tempfile.TemporaryFile() as errors:

        def told():
            errors.seek(0)
            return errors.read().decode(errors="replace").strip()

        command = [node, *flags, find_cli(), *arguments, "--quiet"]
        process = subprocess.Popen(command, stderr=errors, env={**RETURNING, **os.environ}, **streams)
        try:
            yield process, told
        finally:
            # It has ended, unless something else failed.
            process.kill()
            process.wait()
        if told():
            print(told(), file=sys.stderr)


def finish(args, job, states, work, clock):
    """Runs the last step. It says which logs hold the prompts that the report quotes, and waits until those are read back."""
    wanted, prompts = os.path.join(work, "wanted"), os.path.join(work, "prompts")
    arguments = ["finish", states, "--list-prompts", wanted, "--prompts", prompts, "--output", args.output, *args.finish]
    both = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with started(args.node, arguments, small(args), **both) as (process, _told):
        names = set(listed(process.stdout))
        clock.tell("prompts chosen")
        if names:
            job.collect(job.prompts(wanted, names), prompts)
            clock.tell("prompts read back")
        # Where it has ended before its time, it has said why.
        with contextlib.suppress(BrokenPipeError), process.stdin:
            process.stdin.write(b"\n")
        # What options ask it to print.
        shutil.copyfileobj(process.stdout, sys.stdout.buffer)
        process.wait()
    clock.tell("report made")
    return process.returncode


def listed(lines):
    """Values in JSON, one a line, up to an empty line."""
    for line in lines:
        if line == b"\n":
            return
        yield json.loads(line)


def small(args):
    return SMALL if args.small else []


def find_cli():
    """The command line, by whichever way it came: --cli, --files, or --archives NAME.zip#prompt-audit."""
    for path in (SparkFiles.get("cli.js"), "cli.js", os.path.join("prompt-audit", "cli.js"), SparkFiles.get("prompt-audit/cli.js")):
        if os.path.exists(path):
            return os.path.abspath(path)
    raise RuntimeError("There is no cli.js: name it with --cli, --files or --archives.")


def children_peak():
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def hadoop_settings(context):
    """What Spark knows of file systems and their keys, as XML."""
    text = context._jvm.java.io.StringWriter()
    context._jsc.hadoopConfiguration().writeXml(text)
    return text.toString()


def open_stream(address, folder, settings):
    """The bytes of a log that is no local file, by the file systems that Spark has with it."""
    home = os.environ.get("SPARK_HOME") or os.path.dirname(pyspark.__file__)
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    # In a file that only its owner may read: settings hold keys, and everybody sees command lines.
    with open(os.open(os.path.join(folder, "core-site.xml"), os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
        file.write(settings)
    places = [folder, os.environ.get("HADOOP_CONF_DIR"), os.path.join(home, "jars", "*")]
    shell = [java, "-cp", os.pathsep.join(filter(None, places)), "org.apache.hadoop.fs.FsShell"]
    return subprocess.Popen([*shell, "-cat", unquote(address)], stdout=subprocess.PIPE)


def chunks(folder, number):
    """The files of a state as ((state, file, chunk), bytes)."""
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            chunk = 0
            while data := file.read(CHUNK_BYTES):
                yield (number, name, chunk), data
                chunk += 1


def folder_bytes(folder):
    return sum(os.path.getsize(os.path.join(path, name)) for path, _, names in os.walk(folder) for name in names)


def write_chunks(rows, folder):
    """Writes chunks, which may come in any order, to a folder a state. None where there are none."""
    written = None
    for (number, name, chunk), data in rows:
        written = os.path.join(folder, str(number))
        os.makedirs(written, mode=0o700, exist_ok=True)
        with open(os.open(os.path.join(written, name), os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
            file.seek(chunk * CHUNK_BYTES)
            file.write(data)
    return written and folder


if __name__ == "__main__":
    main()
