import type { Call } from './calls.ts';

/** A log of the bench: its text, and what of each call is in it. */
export interface Shape {
  name: string;
  /** Shapes of one family are fitted on, or judged on, together. */
  family: string;
  extension: string;
  text: string;
  /** A log without users or times can be whole without them. */
  lacks?: 'user' | 'time' | 'both';
}

type Row = Record<string, unknown>;
type Make = (call: Call, at: number) => unknown;

const iso = (ms: number): string => new Date(ms).toISOString();
const lines = (rows: readonly unknown[]): string => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
const csvCell = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
const chat = ({ prompt, answer }: Call): Row[] => [
  { role: 'user', content: prompt },
  { role: 'assistant', content: answer },
];
const asked = ({ prompt, model }: Call): Row => ({ model, messages: [{ role: 'user', content: prompt }] });
const replied = ({ answer, model, ms }: Call): Row => ({
  ...{ id: 'x', object: 'chat.completion', created: Math.floor(ms / 1000), model },
  choices: [{ index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 20, completion_tokens: 30, total_tokens: 50 },
});
const hex = (value: unknown): string =>
  JSON.stringify(value).replace(/["\\]/g, (c) => `\\x${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Names for the same eight columns in several languages, and in none. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  anonymous: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8'],
  german: ['zeit', 'benutzer', 'mandant', 'frage', 'antwort', 'modell', 'sitzung', 'kennung'],
  chinese: ['时间', '用户', '租户', '问题', '回答', '模型', '会话', '编号'],
  japanese: ['日時', '利用者', 'テナント', '質問', '回答', 'モデル', 'セッション', '番号'],
  spanish: ['fecha', 'usuario', 'inquilino', 'pregunta', 'respuesta', 'modelo', 'sesion', 'numero'],
  french: ['horodatage', 'utilisateur', 'locataire', 'requete', 'reponse', 'modele', 'seance', 'numero'],
  russian: ['время', 'пользователь', 'арендатор', 'вопрос', 'ответ', 'модель', 'сессия', 'номер'],
  misleading: ['k_0', 'field_b', 'grp', 'txt_a', 'txt_b', 'kind', 'ref', 'pk'],
};
const cells = ({ ms, user, tenant, prompt, answer, model, session, id }: Call): unknown[] => [
  ...[iso(ms), user, tenant, prompt, answer, model, session, id],
];

function typed(value: unknown): unknown {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  return { M: Object.fromEntries(Object.entries(value as Row).map(([name, inner]) => [name, typed(inner)])) };
}

const typedRow = (row: Row): unknown => (typed(row) as Row)['M'];

function protobuf(value: Row): unknown {
  const fields = Object.entries(value).map(([name, inner]) => [
    name,
    typeof inner === 'string' ? { stringValue: inner } : typeof inner === 'number' ? { numberValue: inner } : inner,
  ]);
  return { fields: Object.fromEntries(fields) as Row };
}

const ROWS: Readonly<Record<string, Make>> = {
  'dialects/dashscope': (c) => ({
    ...{ request_id: c.id, gmt_create: iso(c.ms), caller: c.user, model: 'qwen-plus' },
    input: { messages: [{ role: 'user', content: c.prompt }] },
    output: { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: c.answer } }] },
    usage: { input_tokens: 20, output_tokens: 30 },
  }),
  'dialects/dashscope-text': (c) => ({
    ...{ request_id: c.id, time: iso(c.ms), uid: c.user, input: { prompt: c.prompt } },
    output: { text: c.answer, finish_reason: 'stop' },
  }),
  'observability/lunary': (c) => ({
    ...{ id: c.id, type: 'llm', createdAt: iso(c.ms), endedAt: iso(c.ms + 900), name: c.model, projectId: 'p1' },
    user: { id: 7, externalId: c.user, props: { plan: 'free' } },
    ...{ input: [{ role: 'user', content: c.prompt }], output: { role: 'assistant', content: c.answer } },
  }),
  'observability/span-io': (c) => ({
    ...{ traceId: c.id, spanId: c.id.slice(0, 8), name: 'llm', start_time: iso(c.ms), end_time: iso(c.ms + 700) },
    ...{ input: c.prompt, output: c.answer, attributes: { 'user.id': c.user, env: 'prod' } },
  }),
  'observability/span-io-deep': (c) => ({
    span: { id: c.id, started: iso(c.ms), tags: { caller: c.user, tenant: c.tenant } },
    io: { input: { value: c.prompt }, output: { value: c.answer } },
  }),
  'servers/tgi-span': (c) => ({
    ...{ timestamp: iso(c.ms), level: 'INFO', target: 'text_generation_router::server', message: 'Success' },
    span: { inputs: c.prompt, generated_text: c.answer, total_time: '1.2s', name: 'generate', user: c.user },
    spans: [{ inputs: c.prompt, name: 'generate' }],
  }),
  'agents/a2a': (c) => ({
    ...{ id: c.id, contextId: c.session, kind: 'task', metadata: { principal: c.user } },
    status: { state: 'completed', timestamp: iso(c.ms) },
    history: [
      { role: 'user', parts: [{ kind: 'text', text: c.prompt }], messageId: `${c.id}u` },
      { role: 'agent', parts: [{ kind: 'text', text: c.answer }], messageId: `${c.id}a` },
    ],
  }),
  'cloud/gemini-enterprise': (c) => ({
    ...{ logName: 'projects/p/logs/discoveryengine', timestamp: iso(c.ms), insertId: c.id },
    protoPayload: {
      authenticationInfo: { principalEmail: `${c.user}@corp.example` },
      request: { query: { text: c.prompt } },
      response: { answer: { answerText: c.answer } },
    },
  }),
  'identity/safety-identifier': (c) => ({
    ...{ ts: c.ms, request: { ...asked(c), safety_identifier: c.user, user: undefined }, response: replied(c) },
  }),
  'identity/caller': (c) => ({ ts: iso(c.ms), caller: c.user, request: asked(c), response: replied(c) }),
  'identity/iam-id': (c) => ({ time: iso(c.ms), auth: { iam_id: c.user }, prompt: c.prompt, completion: c.answer }),
  'identity/external-id': (c) => ({
    at: iso(c.ms),
    person: { externalId: c.user },
    question: c.prompt,
    answer: c.answer,
  }),
  'identity/metadata-user': (c) => ({
    ...{ created_at: iso(c.ms), request: { ...asked(c), metadata: { user: { ref: c.user } } }, response: replied(c) },
  }),
  'identity/principal-tenant': (c) => ({
    ...{ time: iso(c.ms), tenant: c.tenant, principal: c.user, prompt: c.prompt, response: c.answer },
  }),
  'identity/tenant-opaque': (c) => ({ when: iso(c.ms), tenant: c.tenant, who_ref: c.user, q: c.prompt, a: c.answer }),
  'chat/last-assistant': (c) => ({ ts: iso(c.ms), user_id: c.user, conversation: chat(c) }),
  'chat/last-assistant-messages': (c) => ({ ts: iso(c.ms), user_id: c.user, messages: chat(c) }),
  'chat/last-assistant-in-body': (c) => ({
    ts: iso(c.ms),
    user_id: c.user,
    request: { model: c.model, messages: chat(c) },
  }),
  'chat/foreign-roles': (c) => ({
    ...{ zeit: iso(c.ms), kunde: c.user },
    verlauf: [
      { wer: 'mensch', was: c.prompt },
      { wer: 'maschine', was: c.answer },
    ],
  }),
  'chat/numbered-roles': (c) => ({
    ...{ t: c.ms, person: c.user },
    items: [
      { kind: 0, body: c.prompt },
      { kind: 1, body: c.answer },
    ],
  }),
  'chat/pairs': (c) => ({ t: iso(c.ms), owner: c.user, turns: [[c.prompt, c.answer]] }),
  'packed/strings': (c) => ({
    ...{ t: iso(c.ms), who: c.user, in_body: JSON.stringify(asked(c)), out_body: JSON.stringify(replied(c)) },
  }),
  'packed/base64': (c) => ({
    ...{ t: iso(c.ms), who: c.user },
    ...{ req: Buffer.from(JSON.stringify(asked(c))).toString('base64') },
    ...{ resp: Buffer.from(JSON.stringify(replied(c))).toString('base64') },
  }),
  'packed/anonymous-strings': (c) => ({
    ...{ f1: iso(c.ms), f2: c.user, f3: JSON.stringify(asked(c)), f4: JSON.stringify(replied(c)), f5: 200 },
  }),
  'typed/dynamo': (c) =>
    typedRow({ pk: c.user, sk: iso(c.ms), prompt: c.prompt, completion: c.answer, tokens: { in: 20, out: 30 } }),
  'typed/dynamo-item': (c) => ({
    Item: (typed({ userId: c.user, ts: c.ms, question: c.prompt, reply: c.answer }) as Row)['M'],
  }),
  'typed/mongo': (c) => ({
    ...{ _id: { $oid: c.id.padEnd(24, '0').slice(0, 24) }, at: { $date: iso(c.ms) }, user: c.user },
    ...{ prompt: c.prompt, answer: c.answer, tokens: { $numberInt: '30' } },
  }),
  'typed/mongo-long': (c) => ({
    ...{ createdAt: { $date: { $numberLong: String(c.ms) } }, account: c.user, query: c.prompt, result: c.answer },
  }),
  'typed/protobuf': (c) => protobuf({ time: iso(c.ms), user: c.user, prompt: c.prompt, response: c.answer }),
  'nested/deep': (c) => ({
    meta: { when: { start: iso(c.ms) }, actor: { ref: c.user, org: c.tenant } },
    exchange: { in: { text: c.prompt }, out: { text: c.answer, tokens: 30 } },
  }),
  'nested/dotted': (c) => ({
    ...{ 'meta.start': iso(c.ms), 'meta.actor': c.user, 'io.user_text': c.prompt, 'io.model_text': c.answer },
  }),
  'nested/numbers': (c, i) => ({
    ...{
      n: i,
      d1: c.ms / 1000,
      d2: 40 + (c.prompt.length % 9),
      s1: c.user,
      s2: c.ip,
      x: c.prompt,
      y: c.answer,
      z: 200,
    },
  }),
  'nested/no-user': (c) => ({ d: iso(c.ms), addr: c.ip, x: c.prompt, y: c.answer }),
};

const files = (calls: readonly Call[]): Shape[] => [
  {
    ...{ name: 'chatwoot', family: 'rows', extension: 'json' },
    text: JSON.stringify(
      calls.map((c, i) => ({
        ...{
          id: i + 1,
          inbox_id: 3,
          meta: { sender: { id: 100 + c.user.length, identifier: c.user, type: 'contact' } },
        },
        messages: [
          {
            id: 2 * i,
            content: c.prompt,
            message_type: 0,
            created_at: Math.floor(c.ms / 1000),
            sender: { type: 'contact' },
          },
          { id: 2 * i + 1, content: c.answer, message_type: 1, created_at: Math.floor(c.ms / 1000) + 4 },
        ],
      })),
    ),
  },
  {
    ...{ name: 'turn-rows', family: 'rows', extension: 'jsonl' },
    text: lines(
      calls.flatMap((c, i) => [
        { conv: `v${i}`, at: iso(c.ms), sender: c.user, kind: 'inbound', body: c.prompt },
        { conv: `v${i}`, at: iso(c.ms + 4000), sender: 'bot', kind: 'outbound', body: c.answer },
      ]),
    ),
  },
  {
    ...{ name: 'turn-rows-csv', family: 'rows', extension: 'csv' },
    text: [
      'gespraech,zeit,nutzer,rolle,text',
      ...calls.flatMap((c, i) => [
        [`v${i}`, iso(c.ms), c.user, 'nutzer', c.prompt].map(csvCell).join(','),
        [`v${i}`, iso(c.ms + 4000), c.user, 'assistent', c.answer].map(csvCell).join(','),
      ]),
    ].join('\n'),
  },
  {
    ...{ name: 'deltas', family: 'rows', extension: 'jsonl' },
    text: lines(
      calls.flatMap((c): Row[] => [
        { rid: c.id, t: iso(c.ms), user: c.user, event: 'prompt', text: c.prompt },
        ...c.answer
          .match(/.{1,20}/g)!
          .map((delta) => ({ rid: c.id, t: iso(c.ms + 9), user: c.user, event: 'delta', text: delta })),
      ]),
    ),
  },
  {
    ...{ name: 'yaml', family: 'text', extension: 'yaml' },
    text: calls
      .map(
        (c) =>
          `- time: ${iso(c.ms)}\n  user: ${c.user}\n  prompt: ${JSON.stringify(c.prompt)}\n  answer: ${JSON.stringify(c.answer)}\n`,
      )
      .join(''),
  },
  {
    ...{ name: 'markdown', family: 'text', extension: 'md' },
    text: [
      '| time | user | prompt | answer |',
      '| --- | --- | --- | --- |',
      ...calls.map((c) => `| ${iso(c.ms)} | ${c.user} | ${c.prompt} | ${c.answer} |`),
      '',
    ].join('\n'),
  },
  {
    ...{ name: 'key-value', family: 'text', extension: 'log' },
    text: calls
      .map(
        (c) =>
          `time=${iso(c.ms)} tenant=${c.tenant} principal=${c.user} prompt=${JSON.stringify(c.prompt)} completion=${JSON.stringify(c.answer)}\n`,
      )
      .join(''),
  },
  {
    ...{ name: 'positional', family: 'text', extension: 'jsonl' },
    text: lines([
      ['time', 'user', 'model', 'prompt', 'answer'],
      ...calls.map((c) => [iso(c.ms), c.user, c.model, c.prompt, c.answer]),
    ]),
  },
  {
    ...{ name: 'semicolons', family: 'text', extension: 'csv' },
    text: [
      'benutzer;zeit;frage;antwort',
      ...calls.map((c) => [c.user, iso(c.ms), c.prompt, c.answer].map(csvCell).join(';')),
      '',
    ].join('\n'),
  },
  {
    ...{ name: 'nginx-body', family: 'packed', extension: 'log' },
    text: calls
      .map(
        (c) =>
          `{"time_iso8601":"${iso(c.ms)}","remote_user":"${c.user}","request_uri":"/v1/chat/completions","status":"200","request_body":"${hex(asked(c))}","resp_body":"${hex(replied(c))}"}\n`,
      )
      .join(''),
  },
  {
    ...{ name: 'syslog', family: 'packed', extension: 'log' },
    text: calls
      .map(
        (c) =>
          `<134>1 ${iso(c.ms)} gw1 proxy 812 - - ${JSON.stringify({ who: c.user, ask: JSON.stringify(asked(c)), got: JSON.stringify(replied(c)) })}\n`,
      )
      .join(''),
  },
  {
    ...{ name: 'cri', family: 'packed', extension: 'log' },
    text: calls
      .map((c) => `${iso(c.ms)} stdout F ${JSON.stringify({ caller: c.user, frage: c.prompt, antwort: c.answer })}\n`)
      .join(''),
  },
];

/** All shapes of the bench, over the same calls. */
export function makeShapes(calls: readonly Call[]): Shape[] {
  const rows = Object.entries(ROWS).map(([path, make]): Shape => {
    const [family = '', name = ''] = path.split('/');
    const text = lines(calls.map(make));
    return { family, name, extension: 'jsonl', text, ...(name === 'no-user' && { lacks: 'user' as const }) };
  });
  const named = Object.entries(NAMES).flatMap(([language, names]): Shape[] => {
    const objects = calls.map((c) => Object.fromEntries(cells(c).map((cell, i) => [names[i]!, cell])));
    const header = names.map(csvCell).join(',');
    const csv = [header, ...calls.map((c) => cells(c).map(csvCell).join(',')), ''].join('\n');
    return [
      { family: `names-${language}`, name: 'lines', extension: 'jsonl', text: lines(objects) },
      { family: `names-${language}`, name: 'table', extension: 'csv', text: csv },
      {
        family: `names-${language}`,
        name: 'array',
        extension: 'json',
        text: JSON.stringify({ daten: objects.map((row) => ({ x: row })) }),
      },
    ];
  });
  return [...rows, ...files(calls), ...named];
}
