import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelledLines, requestsOf } from './loghub-lines.ts';

test('rows give text and event, whatever columns stand around them', () => {
  assert.deepEqual(
    labelledLines(
      'LineId,Level,Content,EventId,EventTemplate\n1,INFO,"Sent 3, ""all"" of them",E2,Sent <*>\n2,WARN,Down,E1,Down\n',
    ),
    [
      { content: 'Sent 3, "all" of them', event: 'E2' },
      { content: 'Down', event: 'E1' },
    ],
  );
});

test('a table without the true events is refused', () => {
  assert.throws(() => labelledLines('LineId,Content\n1,Down\n'), /EventId/);
});

test('each line is a request, and the senders take turns', () => {
  const lines = Array.from({ length: 21 }, (_, at) => ({ content: `line ${at}`, event: 'E1' }));
  const requests = requestsOf(lines)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { account: string; messages: { content: string }[] });
  assert.equal(requests.length, 21);
  assert.equal(requests[20]!.account, requests[0]!.account);
  assert.notEqual(requests[1]!.account, requests[0]!.account);
  assert.equal(requests[7]!.messages[0]!.content, 'line 7');
});
