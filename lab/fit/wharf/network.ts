/** Where requests come from: clouds that many share, homes, offices, and exits that are let by the hour. */
import type { Random } from '../../../src/math/random.ts';

const octet = (random: Random): number => 1 + random.below(254);

export class Network {
  /** Addresses by which the servers of many unrelated people leave a cloud. */
  private readonly clouds: readonly string[];
  private readonly prefixes: readonly string[];
  private readonly share: number;

  constructor(random: Random) {
    const block = (): string => `${20 + random.below(190)}.${octet(random)}`;
    const hosts = Array.from({ length: 3 + random.below(6) }, block);
    this.clouds = Array.from(
      { length: 20 + random.below(120) },
      () => `${random.pick(hosts)}.${octet(random)}.${octet(random)}`,
    );
    this.prefixes = Array.from({ length: 40 + random.below(80) }, block);
    this.share = 0.2 + 0.6 * random.next();
  }

  /** A line at home; it gets another address now and then. */
  home(random: Random): string[] {
    if (random.chance(0.12)) {
      const prefix = `2a0${random.below(10)}:${random.below(65_536).toString(16)}:${random.below(65_536).toString(16)}`;
      return Array.from({ length: 1 + random.below(5) }, () => `${prefix}::${random.below(65_536).toString(16)}`);
    }
    const prefix = random.pick(this.prefixes);
    return Array.from(
      { length: 1 + Math.floor(random.exponential(1)) },
      () => `${prefix}.${octet(random)}.${octet(random)}`,
    );
  }

  /** A server in a cloud: an address of its own, or one that it shares with strangers. */
  cloud(random: Random): string[] {
    if (random.chance(this.share)) return [random.pick(this.clouds)];
    return Array.from(
      { length: 1 + random.below(3) },
      () => `${random.pick(this.prefixes)}.${octet(random)}.${octet(random)}`,
    );
  }

  /** A phone, or a function that runs now here, now there: another address nearly every time. */
  roaming(random: Random): string[] {
    return Array.from(
      { length: 4 + random.below(26) },
      () => `${random.pick(this.prefixes)}.${octet(random)}.${octet(random)}`,
    );
  }

  /** Addresses side by side, as an office or a small host has them. */
  block(random: Random, count: number): string[] {
    const prefix = `${random.pick(this.prefixes)}.${octet(random)}`;
    return Array.from({ length: count }, () => `${prefix}.${octet(random)}`);
  }
}
