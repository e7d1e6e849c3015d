/**
 * Files that are in memory alone, for the functions of the system that the readers call: a million inputs on a disk take
 * hours. All other names lead to the system, as before.
 */
import fs from 'node:fs';
import promises from 'node:fs/promises';

/** What a process has open is numbered from zero: nothing of the system is numbered so high. */
const FIRST_NUMBER = 1 << 30;

const files = new Map<string, Buffer>();
const opened = new Map<number, string>();
let nextNumber = FIRST_NUMBER;

/** Puts a file in the place of the one that has this name, if there is one. */
export function putInMemory(path: string, content: Buffer): void {
  if (files.size === 0) install();
  files.set(path, content);
}

/** What is asked of a file. Its times differ with its content: what was changed is another file to those who keep some of it. */
function statsOf(content: Buffer): Partial<fs.Stats> {
  return {
    size: content.length,
    dev: 1,
    ino: 1,
    mtimeMs: nextNumber,
    ctimeMs: nextNumber,
    isFile: () => true,
    isDirectory: () => false,
    isSymbolicLink: () => false,
  };
}

function readAt(path: string, into: Uint8Array, offset: number, length: number, position: number): number {
  const content = files.get(path)!;
  const from = Math.min(position, content.length);
  into.set(content.subarray(from, Math.min(from + length, content.length)), offset);
  return Math.min(length, content.length - from);
}

function handleOf(path: string): Partial<promises.FileHandle> {
  const read = (buffer: Buffer, offset: number, length: number, position: number): unknown =>
    Promise.resolve({ buffer, bytesRead: readAt(path, buffer, offset, length, position) });
  return {
    read: read as promises.FileHandle['read'],
    readFile: (() => Promise.resolve(files.get(path)!.toString())) as promises.FileHandle['readFile'],
    stat: (() => Promise.resolve(statsOf(files.get(path)!))) as promises.FileHandle['stat'],
    close: () => Promise.resolve(),
  };
}

type Call = (...args: unknown[]) => unknown;

/** Puts an answer of its own before a function of the system. */
function before(module: object, name: string, isMine: (first: unknown) => boolean, answer: Call): void {
  const functions = module as Record<string, Call>;
  const original = functions[name]!;
  functions[name] = (...args) => (isMine(args[0]) ? answer(...args) : original(...args));
}

function install(): void {
  const isPath = (path: unknown): boolean => typeof path === 'string' && files.has(path);
  const isNumber = (number: unknown): boolean => opened.has(number as number);
  const last = (args: unknown[]): Call => args.at(-1) as Call;
  before(promises, 'open', isPath, (path) => Promise.resolve(handleOf(path as string)));
  before(promises, 'stat', isPath, (path) => Promise.resolve(statsOf(files.get(path as string)!)));
  before(promises, 'realpath', isPath, (path) => Promise.resolve(Buffer.from(path as string)));
  before(promises, 'readFile', isPath, (path) => Promise.resolve(files.get(path as string)!.toString()));
  const open = (path: unknown): number => {
    const number = ++nextNumber;
    opened.set(number, path as string);
    return number;
  };
  const contentOf = (number: unknown): Buffer => files.get(opened.get(number as number)!)!;
  const read = (args: unknown[]): number => {
    const [number, buffer, offset, length, position] = args as [number, Buffer, number, number, number];
    return readAt(opened.get(number)!, buffer, offset, length, position);
  };
  before(fs, 'statSync', isPath, (path) => statsOf(files.get(path as string)!));
  before(fs, 'openSync', isPath, open);
  before(fs, 'fstatSync', isNumber, (number) => statsOf(contentOf(number)));
  before(fs, 'readSync', isNumber, (...args) => read(args));
  before(fs, 'closeSync', isNumber, (number) => opened.delete(number as number));
  before(fs, 'open', isPath, (...args) => {
    const number = open(args[0]);
    queueMicrotask(() => last(args)(null, number));
  });
  before(fs, 'fstat', isNumber, (...args) => {
    const stats = statsOf(contentOf(args[0]));
    queueMicrotask(() => last(args)(null, stats));
  });
  before(fs, 'read', isNumber, (...args) => {
    const count = read(args);
    queueMicrotask(() => last(args)(null, count, args[1]));
  });
  before(fs, 'close', isNumber, (...args) => {
    opened.delete(args[0] as number);
    queueMicrotask(() => (args[1] as Call | undefined)?.(null));
  });
}
