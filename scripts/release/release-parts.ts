/** What a release holds beside the packages of the editor and of npm, and what it says of its own files. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from '../../test/harness/processes.ts';

const SPARK = ['cluster/spark/audit.py', 'dist/cli.js', 'docs/scale.md', 'LICENSE', 'THIRD-PARTY-NOTICES.txt'];

/** A container file that needs no build: the last stage of the repository's, which copies what was built. */
const builtDockerfile = (text: string): string =>
  `# docker build -t prompt-audit . && docker run --rm -v "$PWD:/logs:ro" prompt-audit scan /logs\n${text
    .slice(text.lastIndexOf('\nFROM ') + 1)
    .replaceAll('--from=build ', '')
    .replaceAll('/build/', '')}`;

/** Files that a container file copies, from the top of the project; a star stands for any name. */
export function copiedBy(root: string, dockerfile: string): string[] {
  const paths = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, from = '']) => from.split(' '));
  return paths.flatMap((path) => {
    const [before = '', after] = path.split('*');
    if (after === undefined) return path;
    return readdirSync(join(root, dirname(path)))
      .map((name) => `${dirname(path)}/${name}`)
      .filter((name) => name.startsWith(before) && name.endsWith(after))
      .sort();
  });
}

/** @param texts files that are made here, by their paths */
async function archive(
  target: string,
  root: string,
  paths: readonly string[],
  texts: Readonly<Record<string, string>> = {},
): Promise<void> {
  const staged = mkdtempSync(join(tmpdir(), 'prompt-audit-release-'));
  try {
    for (const path of paths) {
      mkdirSync(dirname(join(staged, path)), { recursive: true });
      cpSync(join(root, path), join(staged, path), { recursive: true });
    }
    for (const [path, text] of Object.entries(texts)) writeFileSync(join(staged, path), text);
    const tar = `${staged}.tar`;
    // The same files give the same bytes: whose they are and when they were written is left out.
    const same = [
      '--sort=name',
      '--mtime=@1577836800',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--mode=u=rwX,go=rX',
    ];
    const { code, output } = await run('tar', [...same, '-c', '-f', tar, '-C', staged, '.']);
    if (code !== 0) throw new Error(output);
    writeFileSync(target, gzipSync(readFileSync(tar), { level: 9 }));
    rmSync(tar);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/** What `docker build` needs, with nothing to fetch but the image below it. */
export async function packContainer(root: string, target: string): Promise<void> {
  const dockerfile = builtDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));
  await archive(target, root, copiedBy(root, dockerfile), { Dockerfile: dockerfile });
}

/** What `spark-submit` needs, with paths as docs/scale.md has them. */
export const packSpark = (root: string, target: string): Promise<void> => archive(target, root, SPARK);

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Lines as `sha256sum --check` reads them. */
export const checksums = (folder: string, names: readonly string[]): string =>
  names.map((name) => `${sha256(join(folder, name))}  ${name}\n`).join('');

export interface Origin {
  commit: string;
  /** Files were changed since that commit. */
  changed: boolean;
  repository: string;
  node: string;
}

/** A statement of in-toto with provenance as SLSA 1 has it. Nobody has signed it: whoever publishes the files does. */
export function provenance(folder: string, names: readonly string[], origin: Origin, lock: string): object {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: names.map((name) => ({ name, digest: { sha256: sha256(join(folder, name)) } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: `${origin.repository}#npm-run-release`,
        externalParameters: { command: 'npm run release', changedSinceCommit: origin.changed },
        internalParameters: { node: origin.node },
        resolvedDependencies: [
          { uri: origin.repository, digest: { gitCommit: origin.commit } },
          { uri: 'package-lock.json', digest: { sha256: sha256(lock) } },
        ],
      },
      runDetails: { builder: { id: `${origin.repository}#whoever-ran-it` } },
    },
  };
}
