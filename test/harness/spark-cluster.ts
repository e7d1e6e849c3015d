/** A standalone Spark cluster on the loopback interface: a master and workers of the `pyspark` package from PyPI, each a process. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { cacheFolder } from './editors.ts';
import { words } from '../../src/schema/words.ts';

/** Version that is installed when asked for; others from 4.0 on do as well. */
const PYSPARK = 'pyspark==4.3.0';

/** Asks for the package to be installed, into the cache folder. */
const INSTALL = 'PROMPT_AUDIT_SPARK';

export interface Spark {
  /** Folder of the programs of the package. */
  bin: string;
}

/** The package with the Java it needs, or why a test that needs them is left out. */
export function findSpark(): Spark | { missing: string } {
  const environment = join(cacheFolder(), 'spark');
  if (process.env[INSTALL] === '1' && !existsSync(join(environment, 'bin', 'spark-submit'))) {
    for (const [command, ...args] of [
      ['python3', '-m', 'venv', environment],
      [join(environment, 'bin', 'pip'), 'install', '--quiet', PYSPARK],
    ] as const) {
      const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
      if (status !== 0) return { missing: `${PYSPARK} could not be installed: ${stderr}` };
    }
  }
  const bins = [process.env['PROMPT_AUDIT_SPARK_BIN'], join(environment, 'bin')].filter((path) => path !== undefined);
  const bin = bins.find((path) => existsSync(join(path, 'spark-submit')));
  if (bin === undefined) return { missing: `there is no pyspark: ${INSTALL}=1 installs it` };
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(java.stderr)?.[1] ?? 0);
  return version >= 17 ? { bin } : { missing: 'there is no Java 17' };
}

export interface Submitted {
  code: number | null;
  log: string;
}

export class SparkCluster {
  private readonly processes: ChildProcess[] = [];

  private constructor(
    private readonly spark: Spark,
    private readonly folder: string,
    private readonly address: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Starts a master and workers with one core each; temporary files go to the folder. */
  static async start(
    spark: Spark,
    folder: string,
    workers: number,
    environment: NodeJS.ProcessEnv = {},
  ): Promise<SparkCluster> {
    const port = await freePort();
    const cluster = new SparkCluster(spark, folder, `spark://127.0.0.1:${port}`, environment);
    await cluster.run('deploy.master.Master', '--host', '127.0.0.1', '--port', `${port}`, '--webui-port', '0');
    for (let number = 0; number < workers; number++) await cluster.addWorker();
    return cluster;
  }

  /** @returns what ends its process, without warning */
  async addWorker(): Promise<() => void> {
    const where = ['--host', '127.0.0.1', '--webui-port', '0', '--work-dir', join(this.folder, 'work')];
    const worker = await this.run('deploy.worker.Worker', '--cores', '1', '--memory', '1g', ...where, this.address);
    return () => worker.kill('SIGKILL');
  }

  /** Runs a job to its end. */
  submit(args: readonly string[], onText: (log: string) => void = () => undefined): Promise<Submitted> {
    const settings =
      words(`--conf spark.log.level=INFO --conf spark.executor.memory=512m --conf spark.driver.memory=512m --conf
      spark.driver.host=127.0.0.1`);
    const job = this.spawn('spark-submit', ['--master', this.address, ...settings, ...args]);
    let log = '';
    const read = (text: Buffer): void => {
      log += text.toString();
      onText(log);
    };
    job.stdout?.on('data', read);
    job.stderr?.on('data', read);
    return new Promise((resolve) => job.on('close', (code) => resolve({ code, log })));
  }

  async stop(): Promise<void> {
    for (const process of this.processes) {
      if (process.exitCode !== null || process.signalCode !== null) continue;
      const ended = new Promise((resolve) => process.on('close', resolve));
      process.kill('SIGKILL');
      await ended;
    }
  }

  /** Starts a part of the cluster and waits until it is up. */
  private async run(part: string, ...args: string[]): Promise<ChildProcess> {
    const process = this.spawn('spark-class', [`org.apache.spark.${part}`, ...args]);
    this.processes.push(process);
    await new Promise<void>((resolve, reject) => {
      let log = '';
      const read = (text: Buffer): void => {
        log += text.toString();
        if (/I have been elected leader|Successfully registered with master/.test(log)) resolve();
      };
      process.stderr?.on('data', read);
      process.stdout?.on('data', read);
      process.on('close', () => reject(new Error(`${part} ended:\n${log}`)));
    });
    return process;
  }

  private spawn(program: string, args: readonly string[]): ChildProcess {
    const environment = {
      ...process.env,
      // The Python of the package, in the workers as well.
      PATH: `${this.spark.bin}:${process.env['PATH'] ?? ''}`,
      PYSPARK_PYTHON: join(this.spark.bin, 'python'),
      SPARK_LOCAL_IP: '127.0.0.1',
      SPARK_LOCAL_DIRS: join(this.folder, 'local'),
      ...this.environment,
    };
    return spawn(join(this.spark.bin, program), args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
