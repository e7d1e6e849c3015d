/** A starting point for a new rule: two files that pass their own test, to be edited. */

/** Names and texts of the files, to be put into one folder. */
export function newRuleFiles(id: string): { name: string; text: string }[] {
  const rule = `title: Many answers are asked for at once
id: ${id}
description: >-
  Say what the rule looks for, and why that matters.
falsepositives:
  - Say who else does this for good reasons.
level: low
logsource:
  product: prompt-audit
  category: request
detection:
  selection:
    choices|gte: 8
  condition: selection
`;
  const tests = `- name: eight answers are asked for
  rule: ${id}
  matches: true
  events:
    - request: { account: key-1, parameters: { choices: 8 } }
- name: one answer is asked for
  rule: ${id}
  matches: false
  events:
    - request: { account: key-1, parameters: { choices: 1 } }
`;
  return [
    { name: `${id}.yml`, text: rule },
    { name: `${id}.tests.yml`, text: tests },
  ];
}
