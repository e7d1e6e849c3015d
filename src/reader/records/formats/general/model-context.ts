import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { Format } from '../format.ts';
import { exchange } from './exchange.ts';
import { splitExchange } from './split-exchange.ts';

/**
 * Messages of the Model Context Protocol (https://modelcontextprotocol.io/specification): a server asks for text with
 * `sampling/createMessage`, and the result comes under the same id. What servers and clients say besides is no call of a model.
 */
export const modelContext: Format = {
  name: exchange.name,
  facts: exchange.facts,
  matches: (value) =>
    value['jsonrpc'] === '2.0' && (isSampling(value) || isSampled(value) || OTHER.test(textOf(value['method']) ?? '')),
  read: (message, sink) => {
    const half = isSampling(message)
      ? { event: 'request', request: requestOf(objectOf(message['params'])) }
      : { event: 'response', response: objectOf(message['result']) };
    const { id } = message;
    if (isSampling(message) || isSampled(message))
      splitExchange.read({ ...half, request_id: `sampling/${textOf(id) ?? numberOf(id) ?? ''}` }, sink);
    else sink.skip('message of the Model Context Protocol that is no model call');
  },
};

const OTHER =
  /^(?:initialize|ping|roots\/list|completion\/complete|(?:tools|resources|prompts|notifications|logging|elicitation|tasks)\/\w+(?:\/\w+)?)$/;

const isSampling = (message: JsonObject): boolean =>
  message['method'] === 'sampling/createMessage' && Array.isArray(objectOf(message['params'])['messages']);

const isSampled = ({ result }: JsonObject): boolean =>
  isObject(result) && result['role'] === 'assistant' && result['content'] !== undefined;

function requestOf(params: JsonObject): JsonObject {
  const [hint] = listOf(objectOf(params['modelPreferences'])['hints']);
  const system = textOf(params['systemPrompt']);
  const messages = listOf(params['messages']);
  return {
    model: objectOf(hint)['name'],
    messages: system === undefined ? messages : [{ role: 'system', content: system }, ...messages],
    max_tokens: params['maxTokens'],
    temperature: params['temperature'],
  };
}
