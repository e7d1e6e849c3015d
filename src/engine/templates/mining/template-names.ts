import { hash32 } from '../../../math/hash.ts';
import { clauseName } from '../../table/clause-columns.ts';

/**
 * Names of templates, made of the names of their fixed clauses: the same template has the same name in every log. Whoever writes a
 * prompt can give its clauses the names of others; the hashes tell them apart, and who comes second has another name.
 */
export class TemplateNames {
  private readonly holders = new Map<string, Float64Array>();
  /** Names of those that came second, by their hashes, and how many came with the name that they would have. */
  private readonly others = new Map<string, string>();
  private readonly more = new Map<string, number>();

  /** @param fixed hashes of the fixed clauses of a template, ascending */
  of(fixed: Float64Array): string {
    const says = Uint32Array.from(fixed, clauseName).join();
    const name = nameOf(says, 0);
    const holder = this.holders.get(name);
    if (holder === undefined) this.holders.set(name, fixed);
    return holder === undefined || isSame(holder, fixed) ? name : this.other(name, says, fixed);
  }

  private other(name: string, says: string, fixed: Float64Array): string {
    const key = fixed.join();
    const known = this.others.get(key);
    if (known !== undefined) return known;
    let own = name;
    for (let seed = (this.more.get(name) ?? 0) + 1; this.holders.has(own); seed++) {
      own = nameOf(says, seed);
      this.more.set(name, seed);
    }
    this.holders.set(own, fixed);
    this.others.set(key, own);
    return own;
  }
}

const nameOf = (says: string, seed: number): string => `T${hash32(says, seed).toString(16).padStart(8, '0')}`;

const isSame = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((clause, at) => clause === b[at]);
