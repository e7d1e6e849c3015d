/** Answers the questions about entities; the thread and the tests hold one. */
import type { EntityList, EntityGraph, entityQuestions } from '../../../protocol/entity-data.ts';
import type { KindsOf } from '../../../protocol/exchange.ts';
import { accountPath } from './account-path.ts';
import { entityGraph } from './entity-graph.ts';
import type { EntitySource } from './entity-source.ts';
import { EntityTable, type FoundEntity } from './entity-table.ts';

type Asked = KindsOf<typeof entityQuestions>;
export type EntityQuestion = { [K in keyof Asked]: { kind: K; body: Asked[K]['ask'] } }[keyof Asked];
export type EntityAnswer = FoundEntity | EntityList | EntityGraph | Asked['accountPath']['answer'];

export class EntityAnswers {
  readonly #table: EntityTable;

  constructor(source: EntitySource) {
    this.#table = new EntityTable(source);
  }

  /** @throws a sentence for the reader where the scan has no such thing */
  to({ kind, body }: EntityQuestion): EntityAnswer {
    const table = this.#table;
    switch (kind) {
      case 'entity': {
        const found = table.entity(body);
        if (found === undefined) throw new Error(`The scan has no ${body.kind} "${body.value}".`);
        return found;
      }
      case 'entities':
        return table.list(body.kind, body.text, body.limit);
      case 'entityGraph':
        return entityGraph(table, body);
      case 'accountPath': {
        const [from, to] = [table.numberOf('account', body.from), table.numberOf('account', body.to)];
        const unknown = [...(from === undefined ? [body.from] : []), ...(to === undefined ? [body.to] : [])];
        const path =
          from === undefined || to === undefined ? [] : accountPath(table, from, to, body.kinds, body.atMost);
        return { path, unknown };
      }
    }
  }
}
