import type { TextFormat } from '../text-format.ts';

/** What AWS Lambda writes around the lines of a function: when it starts and ends, and what it took. */
export const lambdaLines: TextFormat = {
  name: 'lambda-lines',
  facts: 'documentation | nothing | Lines of AWS Lambda around those of a function; they hold no requests',
  holdsRequest: () => false,
  isOther: (line) => LINE.test(line),
  read: (_line, sink) => sink.skip('line of AWS Lambda'),
};

const LINE =
  /^(?:\d{4}-\d\d-\d\dT[\d:.]{8,15}Z\s{1,8})?(?:(?:START|END|REPORT) RequestId: |INIT_(?:START|REPORT) |XRAY TraceId: |EXTENSION\s+Name: )/;
