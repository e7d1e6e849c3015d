/** Compiles a rule file into a rule that can be run. */
import { isObject } from '../../schema/is-object.ts';
import { parseCondition } from './condition.ts';
import type { CorrelationRule, EventRule, Rule, RuleHead } from './rule.ts';
import { RuleProblem } from './rule-error.ts';
import { fieldOf, RULE_FIELDS, type RuleEvent } from './rule-fields.ts';
import type { CorrelationFile, EventRuleFile } from './rule-schema.ts';
import { valueTest } from './value-test.ts';

type Path = readonly (string | number)[];
type Test = (event: RuleEvent) => boolean;

/** Most selections, and most maps in the list of one. */
const MAX_SELECTIONS = 100;
/** A `temporal` rule keeps a bit for each rule. */
const MAX_CORRELATED = 30;
/** Different values are kept one by one up to the count that is asked for. */
const MAX_VALUES = 1000;

export function compileEventRule(file: EventRuleFile, head: RuleHead): EventRule {
  const { category } = file.logsource;
  const { condition, timeframe, ...selections } = file.detection;
  const at: Path = ['detection'];
  if (timeframe !== undefined) {
    throw new RuleProblem('"timeframe" is not supported here: use a correlation.', [...at, 'timeframe']);
  }
  if (typeof condition !== 'string') {
    const one = Array.isArray(condition)
      ? 'One condition is needed, not a list: join them with "or".'
      : '"detection" needs a "condition".';
    throw new RuleProblem(one, [...at, 'condition']);
  }
  const names = Object.keys(selections);
  if (names.length > MAX_SELECTIONS) throw new RuleProblem(`A rule has at most ${MAX_SELECTIONS} selections.`, at);
  const needs = new Set<string>();
  const tests = new Map(
    names.map((name) => [name, selectionTest(selections[name], category, [...at, name], needs)] as const),
  );
  const holds = parseCondition(condition, names);
  const kind = category === 'slice' ? 'slice' : 'request';
  return {
    ...head,
    kind: 'event',
    category,
    needs: [...needs],
    matches: (event) => event.kind === kind && holds((name) => tests.get(name)!(event)),
  };
}

/** A map of fields, all of which must fit, or a list of such maps, one of which must. */
function selectionTest(value: unknown, category: EventRule['category'], path: Path, needs: Set<string>): Test {
  if (Array.isArray(value)) {
    if (value.length === 0 || value.length > MAX_SELECTIONS) {
      throw new RuleProblem(`A selection lists 1 to ${MAX_SELECTIONS} maps of fields.`, path);
    }
    const tests = value.map((item: unknown, at) => selectionTest(item, category, [...path, at], needs));
    return (event) => tests.some((test) => test(event));
  }
  if (!isObject(value)) {
    throw new RuleProblem('Words without a field are not supported here: name the field that contains them.', path);
  }
  const tests = Object.entries(value).map(([key, given]): Test => {
    const [name = '', ...modifiers] = key.split('|');
    const field = fieldOf(name, category);
    if (field === undefined) {
      const known = RULE_FIELDS.filter((one) => one.category === category).map((one) => one.name);
      throw new RuleProblem(`A ${category} has no field "${name}". Fields: ${known.join(', ')}.`, [...path, key]);
    }
    const test = valueTest(field, modifiers, given, [...path, key]);
    if (!modifiers.includes('exists')) needs.add(name);
    return (event) => test(field.get(event));
  });
  if (tests.length === 0) throw new RuleProblem('A selection without a field would match everything.', path);
  return (event) => tests.every((test) => test(event));
}

export function compileCorrelation({ correlation }: CorrelationFile, head: RuleHead): CorrelationRule {
  const { type, rules, 'group-by': groupBy, timespan, condition = {} } = correlation;
  const at: Path = ['correlation'];
  const { gte, gt, field } = condition;
  if (rules.length > MAX_CORRELATED)
    throw new RuleProblem(`It names at most ${MAX_CORRELATED} rules.`, [...at, 'rules']);
  if (new Set(rules).size < rules.length) throw new RuleProblem('It names a rule twice.', [...at, 'rules']);
  if (type === 'temporal') {
    if (correlation.condition !== undefined) {
      throw new RuleProblem('"temporal" has no condition: all rules must match.', [...at, 'condition']);
    }
    if (rules.length < 2) throw new RuleProblem('"temporal" names at least two rules.', [...at, 'rules']);
  } else if ((gte === undefined) === (gt === undefined)) {
    throw new RuleProblem('A condition needs "gte" or "gt".', [...at, 'condition']);
  }
  if ((field !== undefined) !== (type === 'value_count')) {
    const sentence = field === undefined ? '"value_count" needs a "field".' : `"${type}" takes no "field".`;
    throw new RuleProblem(sentence, [...at, 'condition']);
  }
  const least = type === 'temporal' ? rules.length : (gte ?? gt! + 1);
  if (type === 'value_count' && least > MAX_VALUES) {
    throw new RuleProblem(`At most ${MAX_VALUES} different values can be asked for.`, [...at, 'condition']);
  }
  const head2 = { ...head, kind: 'correlation' as const, type, rules, groupBy, timespan: spanOf(timespan), least };
  return field === undefined ? head2 : { ...head2, field };
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function spanOf(text: string): number {
  return Number(text.slice(0, -1)) * UNITS[text.at(-1)!]!;
}

/**
 * Holds correlations to the rules that there are.
 * @throws RuleProblem for a rule that is not there, a correlation of correlations, and fields that the rules do not have
 */
export function checkCorrelation(rule: CorrelationRule, rules: ReadonlyMap<string, Rule>): void {
  const categories = new Set<EventRule['category']>();
  rule.rules.forEach((id, at) => {
    const path: Path = ['correlation', 'rules', at];
    const named = rules.get(id);
    if (named === undefined) throw new RuleProblem(`There is no rule "${id}".`, path);
    if (named.kind === 'correlation')
      throw new RuleProblem('A correlation of correlations is not supported here.', path);
    if (named.category === 'slice')
      throw new RuleProblem('A slice has no time, so it cannot be counted in windows.', path);
    categories.add(named.category);
  });
  for (const category of categories) {
    for (const [path, name] of [
      ...rule.groupBy.map((name, at) => [['correlation', 'group-by', at], name] as const),
      ...(rule.field === undefined ? [] : [[['correlation', 'condition', 'field'], rule.field] as const]),
    ]) {
      const field = fieldOf(name, category);
      if (field === undefined || field.type === 'texts') {
        throw new RuleProblem(`"${name}" is not a field with a single value.`, path);
      }
    }
  }
}
