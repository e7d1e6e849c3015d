import type { MappedField } from './mapping-profile.ts';
import { words } from '../../schema/words.ts';

/** Who sends requests, in the words of logs. */
const USER = `user uid account acct customer caller tenant consumer subscriber
  member owner principal login username who actor requester person client_id subject buyer holder`;

/** Words that say a field, hint at it and speak against it, with lines between the three. */
const FIELD_WORDS: Readonly<Record<MappedField, string>> = {
  time: `zeit zeitpunkt datum fecha hora date heure horodatage время дата 时间 日期 日時 時刻 시간 time timestamp ts date datetime when created started start epoch received | at logged t begin ingested |
    end finished duration elapsed expires updated birth completed took`,
  id: `id uuid guid rid reqid | request call message event | ${USER}`,
  key: 'key apikey token credential secret | hash auth | max count cache',
  user: `${USER} benutzer nutzer kunde konto usuario cliente cuenta utilisateur compte пользователь клиент utente
    用户 用户名 客户 账号 利用者 ユーザー 顧客 사용자 고객 safety_identifier external_id iam_id | email name by sub client | agent end text message prompt`,
  endUser: 'enduser visitor | end | time at',
  project: 'project app application workspace product | service client',
  organisation:
    'tenant mandant inquilino locataire арендатор 租户 テナント 테넌트 org organisation organization company team | group department unit',
  session:
    'sitzung sesion sesión seance séance gespräch gespraech сессия 会话 セッション 会話 세션 session conversation thread conv dialogue dialog sid | trace chat | text message',
  address: 'ip address addr remote | peer host client source src from',
  userAgent: 'agent ua useragent | client browser sdk',
  model: 'modell modelo modele modèle модель 模型 モデル 모델 model engine deployment llm | name | provider vendor',
  system: 'system instruction preamble sysprompt persona | | fingerprint os',
  prompt: `frage anfrage eingabe pregunta entrada requete вопрос запрос domanda pergunta 问题 提问 输入 質問 入力 질문 prompt question query message conversation turn dialogue dialog utterance q | input request ask asked
    history text content body user in say said human | system output answer reply id error response completion token
    template out expected time hash digest count`,
  answer: `antwort ausgabe respuesta salida reponse réponse ответ risposta resposta 回答 答案 输出 応答 出力 답변 응답 answer response reply completion generated generation replied | output result assistant text content out
    a bot returned said | system question prompt query input id error token format in expected reference gold golden
    ideal target correct truth label desired wanted`,
  tools: 'tool function | | call choice result',
  temperature: 'temperature temp',
  topP: 'topp top_p',
  maxTokens: 'maxtoken max_token',
  choices: 'n choice sample | candidate',
  stream: 'stream streaming streamed',
  inputTokens: 'token_in input_token prompt_token request_token | tin in_token | max total',
  outputTokens: 'token_out output_token completion_token response_token | tout out_token | max total',
  latency: 'latency duration elapsed took | ms second milli milliseconds | time timestamp token first',
  cost: 'cost spend price usd dollar | charge | unit token center centre',
  status: 'status outcome success ok succeeded | code state',
  error: 'error err exception failure | reason fault | request prompt input query question rate count answer response',
};

const WORDS = new Map(Object.entries(FIELD_WORDS).map(([field, text]) => [field, text.split('|').map(words)]));

/** Names that say nothing without the name around them: `caller.id`. */
const GENERIC: ReadonlySet<string> = new Set([
  ...['id', 'name', 'value', 'text', 'content', 'data', 'hash', 'code', 'body', 'string', 'raw', 'ref', '0', 'count'],
  ...['in', 'out', 'input', 'output', 'prompt', 'completion', 'message'],
  // Kinds of values of databases.
  ...['s', 'n', 'm', 'date', 'oid', 'number', 'long', 'int', 'double', 'stringvalue', 'numbervalue'],
]);

/** Words of a path's last name, with those around it where it says little: `caller.accountId` gives account, id. */
export function wordsOf(path: string): string[] {
  const steps = path.split('.');
  let words = wordsInStep(steps.at(-1)!);
  for (let at = steps.length - 2; at >= 0 && words.every((word) => GENERIC.has(word)); at--) {
    words = [...wordsInStep(steps[at]!), ...words];
  }
  return words;
}

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['tok', 'token'],
  ['toks', 'token'],
  ['msg', 'message'],
  ['msgs', 'message'],
  ['req', 'request'],
  ['resp', 'response'],
  ['rsp', 'response'],
  ['mdl', 'model'],
  ['usr', 'user'],
  ['ans', 'answer'],
  ['sess', 'session'],
  ['sys', 'system'],
]);

/** The words of one name in a path, in lower case and singular. */
export function wordsInStep(name: string): string[] {
  return name
    .slice(0, 80)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '')
    .map((word) => ABBREVIATIONS.get(word) ?? singular(word));
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** How much the name of a path says for a field: 1 says it, 0.5 hints, 0 nothing, -1 against it. */
export function nameSays(field: MappedField, path: string): number {
  const words = wordsOf(path);
  const [strong = [], weak = [], not = []] = WORDS.get(field)!;
  const pairs = words.slice(1).map((word, at) => `${words[at]!}_${word}`);
  const joined = words.join('');
  const has = (list: readonly string[]): boolean =>
    list.some((word) => words.includes(word) || pairs.includes(word) || word === joined);
  if (has(not)) return -1;
  return has(strong) ? 1 : has(weak) ? 0.5 : 0;
}
