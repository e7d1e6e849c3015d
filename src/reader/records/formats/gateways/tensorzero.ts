import { readChat, readParameters } from '../../dialects/openai-chat.ts';
import { readAnyAnswer } from '../../dialects/any-payload.ts';
import { readResponseBody } from '../../dialects/bodies.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readTime } from '../../fields/time.ts';
import { emit, fill, type Format, newRecord, type RecordSink, type RequestRecord } from '../kit.ts';

/**
 * TensorZero's tables: `ChatInference` and `JsonInference` say what was asked and by whom, `ModelInference` which models it took
 * and how many tokens (https://www.tensorzero.com/docs/gateway/data-model). One request is one inference, however many models it
 * asked; rows of models alone are calls of their own.
 */
export const tensorzero: Format = {
  name: 'tensorzero',
  facts:
    'test data of the product | time account system messages parameters answer tokens status | TensorZero: rows of inferences and of the models they asked, joined',
  matches: (value) => isInference(value) || isOfModel(value),
  read: (value, sink) => {
    const id = textOf(isOfModel(value) ? value['inference_id'] : value['id']);
    if (id === undefined || !sink.piece('tensorzero', id, value)) join([value], sink);
  },
  join,
};

const isInference = (value: JsonObject): boolean =>
  value['episode_id'] !== undefined && value['variant_name'] !== undefined && value['inference_params'] !== undefined;

const isOfModel = (value: JsonObject): boolean =>
  value['inference_id'] !== undefined && value['model_provider_name'] !== undefined;

function join(rows: readonly JsonObject[], sink: RecordSink): void {
  const models = rows.filter(isOfModel);
  const inference = rows.find((row) => !isOfModel(row));
  if (inference !== undefined) emitCall(inference, models, sink);
  else for (const model of models) emitCall(model, [model], sink);
}

const FIELDS = 'id=id session=episode_id latencyMs=processing_time_ms|response_time_ms';

/** @param row says what was asked @param models the calls that it took */
function emitCall(row: JsonObject, models: readonly JsonObject[], sink: RecordSink): void {
  const record = newRecord('tensorzero');
  const input = objectOf(unpackJson(row['input']));
  readSystem(input['system'] ?? row['system'], record);
  readChat(listOf(unpackJson(input['messages'] ?? row['input_messages'])).map(plainMessage), record);
  readOutput(unpackJson(row['output']), models[0], record);
  const parameters = Object.values(objectOf(unpackJson(row['inference_params']))).map(objectOf);
  readParameters(Object.assign({}, ...parameters) as JsonObject, record);
  if (!readTime(record, row['timestamp'])) readTime(record, timeOfId(row['id']));
  const tags = objectOf(unpackJson(row['tags']));
  // Without a function of one's own, the variant is the model.
  const variant = textOf(row['variant_name']);
  fill(record, row, FIELDS, {
    key: tags['tensorzero::api_key_public_id'],
    user: tags['user_id'] ?? tags['user'] ?? tags['customer_id'],
    model: models[0]?.['model_name'] ?? (variant?.includes('::') === true ? variant : undefined),
    inputTokens: sumOf(models, 'input_tokens'),
    outputTokens: sumOf(models, 'output_tokens'),
  });
  if (record.answer !== undefined) record.status = models[0]?.['cached'] === true ? 'cached' : 'ok';
  emit(record, sink, { at: row, own: () => ({ ...row, tags }) });
}

/** A text, or the values that a template of it takes. */
function readSystem(system: unknown, record: RequestRecord): void {
  if (typeof system === 'string') record.system = system;
  else if (isObject(system)) record.system = JSON.stringify(system);
}

/** Blocks of text have it under `value` or `text`, or have the values that a template of it takes. */
function plainMessage(message: unknown): JsonObject {
  const { role, content } = objectOf(message);
  const blocks = Array.isArray(content) ? content.map(plainBlock) : content;
  return { role, content: blocks };
}

function plainBlock(block: unknown): unknown {
  const { type, text, value, arguments: values } = objectOf(block);
  if ((type !== 'text' && type !== 'template') || typeof text === 'string') return block;
  const said = value ?? values;
  return { type: 'text', text: typeof said === 'string' ? said : JSON.stringify(said ?? '') };
}

/** Blocks; of a function that gives JSON, an object with what the model wrote. */
function readOutput(output: unknown, model: JsonObject | undefined, record: RequestRecord): void {
  const raw = textOf(objectOf(output)['raw']);
  if (raw !== undefined) record.answer = makeAnswer(raw, '', model?.['finish_reason']);
  else if (Array.isArray(output) && output.length > 0) {
    const message = { role: 'assistant', content: output };
    if (!readResponseBody({ choices: [{ message, finish_reason: model?.['finish_reason'] }] }, record))
      readAnyAnswer([message], record);
  }
}

/** An id says when it was made, in ms, in its first twelve digits. */
function timeOfId(id: unknown): number | undefined {
  const [, first, second] = /^([\da-f]{8})-([\da-f]{4})-7[\da-f]{3}-/i.exec(textOf(id) ?? '') ?? [];
  return first === undefined ? undefined : parseInt(first + String(second), 16);
}

function sumOf(rows: readonly JsonObject[], name: string): number | undefined {
  const counts = rows.map((row) => numberOf(row[name])).filter((count) => count !== undefined);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}
