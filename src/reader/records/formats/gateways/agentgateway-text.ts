import { pairsOf } from '../general/logfmt-lines.ts';
import type { TextFormat } from '../text-format.ts';
import { agentgateway, readAccess } from './agentgateway.ts';

/** The access log of agentgateway as text: a time, a level and pairs. */
export const agentgatewayText: TextFormat = {
  name: agentgateway.name,
  facts: agentgateway.facts,
  holdsRequest: (line) => START.test(line),
  isOther: () => false,
  isServer: false,
  read: (line, sink) => {
    const [start = '', time] = START.exec(line) ?? [];
    const pairs = pairsOf(line.slice(start.length));
    if (pairs === undefined) sink.reject('neither JSON nor whole pairs of names and values');
    else readAccess(pairs, time, sink);
  },
};

const START = /^(\d{4}-\d\d-\d\dT[\d:.]{8,18}Z)\s{1,8}\w{4,5}\s{1,8}request (?=gateway=)/;
