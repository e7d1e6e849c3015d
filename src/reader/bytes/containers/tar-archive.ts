/**
 * The files of a tar archive and their positions in it. Libraries return contents, one file after the other, but lines
 * can only be opened again if the position of each file is known.
 */
import { isHidden, MAX_MEMBERS, plainName } from './member-name.ts';
import { isZeros, type PaxFields, readPax, readTarHeader, TAR_BLOCK, textAt } from './tar-header.ts';

export interface TarMember {
  name: string;
  /** Bytes of the unpacked archive that hold the file. */
  start: number;
  end: number;
  /** Why it cannot be read at all. */
  error?: string;
  /** What is missing from it. */
  fault?: string;
}

/** Longest extended header that is read; the longest path of any system is far below. */
const MAX_HEADER_BYTES = 1 << 20;

/** Entries that are not files: links, devices, folders, labels, and tables that only GNU tar and Solaris read. */
const NO_FILES = new Set(['1', '2', '3', '4', '5', '6', 'A', 'D', 'I', 'K', 'N', 'V', 'x', 'X', 'L', 'g']);

const SPARSE = 'It is stored as a sparse file. Unpack the archive and scan the folder.';
const CONTINUED = 'It began in another volume of the archive. Unpack all volumes and scan the folder.';
const CUT = 'The archive ends in the middle of this file. What came before was read.';

/**
 * Follows the headers of a tar archive (POSIX ustar and pax, and long names of GNU) in a text that arrives in blocks. A
 * damaged header costs the files up to the next whole one, and is told. What comes after the end mark of the archive is
 * read as well: archives are put one after another.
 */
export class TarIndex {
  /** Regular files; one more than `MAX_MEMBERS` at most, which tells of the rest. */
  readonly members: TarMember[] = [];
  /** Files whose names begin with a dot, or that macOS adds. */
  hidden = 0;
  /** What is wrong with the archive, as clauses. */
  private readonly faults = new Set<string>();
  private offset = 0;
  private pending = Buffer.alloc(0);
  /** Bytes to skip before the next header. */
  private toPass = 0;
  /** Bytes of an extended header collected so far. */
  private toGather = 0;
  private gathered: 'pax' | 'global' | 'name' | 'map' | undefined;
  /** Bytes of the contents after the map of a sparse file. */
  private behindMap = 0;
  private longName: string | undefined;
  private pax: PaxFields | undefined;
  private hasEndMark = false;

  push(block: Buffer): void {
    let at = 0;
    while (at < block.length) {
      if (this.toPass > 0) {
        const passed = Math.min(this.toPass, block.length - at);
        this.toPass -= passed;
        this.offset += passed;
        at += passed;
        continue;
      }
      const wanted = (this.gathered === undefined ? TAR_BLOCK : this.toGather) - this.pending.length;
      const part = block.subarray(at, at + wanted);
      this.pending = Buffer.concat([this.pending, part]);
      this.offset += part.length;
      at += part.length;
      if (part.length < wanted) return;
      const whole = this.pending;
      this.pending = Buffer.alloc(0);
      if (this.gathered === undefined) this.readHeader(whole);
      else this.readExtended(whole);
    }
  }

  /**
   * No more blocks come.
   * @param reason why the text does not go on although there should be more
   * @returns what is missing, in a part of a sentence; undefined for a whole archive
   */
  end(reason?: string): string | undefined {
    if (reason !== undefined) this.faults.add(reason);
    else if (this.toPass > 0 || this.gathered !== undefined || this.pending.length > 0) this.faults.add('it is cut');
    else if (!this.hasEndMark) this.faults.add('its end is missing, and perhaps files with it');
    const last = this.members.at(-1);
    if (last !== undefined && last.end > this.offset) last.fault = CUT;
    return this.faults.size === 0 ? undefined : [...this.faults].join(', and ');
  }

  private readHeader(block: Buffer): void {
    if (isZeros(block)) {
      this.hasEndMark = true;
      return;
    }
    const header = readTarHeader(block);
    if (header === undefined) {
      this.faults.add(this.hasEndMark ? 'the data after its end is not an archive' : 'a header in it is damaged');
      return;
    }
    this.hasEndMark = false;
    const { type } = header;
    const size = EXTENDED.has(type) ? header.size : (this.pax?.size ?? header.size);
    const padded = Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
    if (type === 'x' || type === 'X' || type === 'g' || type === 'L') {
      if (size > MAX_HEADER_BYTES) this.faults.add('an extended header in it is longer than 1 MB');
      else if (size > 0) {
        this.gathered = type === 'L' ? 'name' : type === 'g' ? 'global' : 'pax';
        this.toGather = padded;
        return;
      }
      this.toPass = padded;
      return;
    }
    this.toPass = header.hasMoreMap ? 0 : padded;
    if (type === 'K') return;
    if (!NO_FILES.has(type)) this.addMember(this.pax?.path ?? this.longName ?? header.name, size, type);
    this.longName = undefined;
    this.pax = undefined;
    if (header.hasMoreMap) {
      this.gathered = 'map';
      this.toGather = TAR_BLOCK;
      this.behindMap = padded;
    }
  }

  private addMember(name: string, size: number, type: string): void {
    // How programs wrote a folder before there was a type for it.
    if (size === 0 && name.endsWith('/')) return;
    if (isHidden(name)) {
      this.hidden++;
      return;
    }
    if (size === 0 || this.members.length > MAX_MEMBERS) return;
    const member: TarMember = { name: plainName(name), start: this.offset, end: this.offset + size };
    if (type === 'S' || this.pax?.isSparse === true) member.error = SPARSE;
    if (type === 'M') member.error = CONTINUED;
    this.members.push(member);
  }

  private readExtended(text: Buffer): void {
    const { gathered } = this;
    this.gathered = undefined;
    if (gathered === 'name') {
      this.longName = textAt(text, 0, text.length);
    } else if (gathered === 'map') {
      // The map of a sparse file comes before its contents, block after block.
      if (text[504] === 1) this.gathered = 'map';
      else this.toPass = this.behindMap;
    } else {
      const fields = readPax(text);
      if (fields === undefined) this.faults.add('an extended header in it is damaged');
      else if (gathered === 'pax') this.pax = fields;
      else if (fields.path !== undefined || fields.size !== undefined) this.faults.add(GLOBAL);
    }
  }
}

/** No program gives many files the same name or size. */
const GLOBAL = 'a header in it gives all files the same name or size, and was ignored';

/** Headers whose size is their own, not that of the file. */
const EXTENDED = new Set(['x', 'X', 'g', 'L', 'K']);
