/** Test results as JUnit XML, which build servers can show. */
import type { TestOutcome } from './rule-tests.ts';

export function junitXml(outcomes: readonly TestOutcome[]): string {
  const failures = outcomes.filter(({ failure }) => failure !== undefined).length;
  const cases = outcomes.map(({ test, failure }) => {
    const [file = '', line = ''] = test.place.split(/:(?=\d+:\d+$)/);
    const head = `  <testcase classname="${xml(`rule/${test.rule}`)}" name="${xml(test.name)}" file="${xml(file)}" line="${xml(line.split(':')[0] ?? '')}"`;
    return failure === undefined ? `${head}/>` : `${head}>\n    <failure message="${xml(failure)}"/>\n  </testcase>`;
  });
  const suite = `<testsuite name="prompt-audit rules" tests="${outcomes.length}" failures="${failures}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', suite, ...cases, '</testsuite>', ''].join('\n');
}

/** Text for an attribute: what XML cannot hold is left out. */
function xml(text: string): string {
  return [...text]
    .filter((char) => char >= ' ' && char !== '\ufffe' && char !== '\uffff' && !/^[\ud800-\udfff]$/.test(char))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
