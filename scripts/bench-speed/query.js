/**
 * DuckDB on the same columns: account, time, model, address, tokens, texts, parameters and answer of each request, grouped
 * by account, with two threads. It only reads and counts; nothing is mined or judged.
 */
const { DuckDBInstance } = require('@duckdb/node-api');

const COMMON = `format='newline_delimited', maximum_object_size=268435456, ignore_errors=true`;

/** Texts are taken as they are: their lengths have to be summed for them to be read at all. */
const LITELLM = (/** @type {string} */ file) => `
  SELECT metadata.user_api_key_hash AS account, count(*), min(startTime), max(startTime), count(DISTINCT model),
    count(DISTINCT requester_ip_address), count(DISTINCT metadata.user_agent), sum(prompt_tokens), sum(completion_tokens),
    sum(length(id)), sum(length(messages)), sum(length(model_parameters)), sum(length(response))
  FROM read_json('${file}', ${COMMON}, columns={id: 'VARCHAR', startTime: 'DOUBLE', model: 'VARCHAR',
    metadata: 'STRUCT(user_api_key_hash VARCHAR, user_agent VARCHAR)', requester_ip_address: 'VARCHAR',
    prompt_tokens: 'BIGINT', completion_tokens: 'BIGINT', messages: 'VARCHAR', model_parameters: 'VARCHAR', response: 'VARCHAR'})
  GROUP BY account`;

const VALUE = 'STRUCT(stringValue VARCHAR, intValue VARCHAR, doubleValue DOUBLE)';
const SPAN = `STRUCT(startTimeUnixNano VARCHAR, attributes STRUCT("key" VARCHAR, "value" ${VALUE})[])`;
const OTLP = (/** @type {string} */ file) => `
  WITH spans AS (
    SELECT unnest(s.spans) AS span FROM (
      SELECT unnest(r.scopeSpans) AS s FROM (
        SELECT unnest(resourceSpans) AS r
        FROM read_json('${file}', ${COMMON}, columns={resourceSpans: 'STRUCT(scopeSpans STRUCT(spans ${SPAN}[])[])[]'})))),
  fields AS (
    SELECT span.startTimeUnixNano AS time,
      map_from_entries(list_transform(span.attributes,
        a -> {'k': a."key", 'v': coalesce(a."value".stringValue, a."value".intValue)})) AS a
    FROM spans)
  SELECT a['user.id'] AS account, count(*), min(time), max(time), count(DISTINCT a['gen_ai.request.model']),
    count(DISTINCT a['client.address']), count(DISTINCT a['user_agent.original']),
    sum(CAST(a['gen_ai.usage.input_tokens'] AS BIGINT)), sum(CAST(a['gen_ai.usage.output_tokens'] AS BIGINT)),
    sum(length(a['gen_ai.input.messages'])), sum(length(a['gen_ai.output.messages'])), sum(length(a['gen_ai.system_instructions']))
  FROM fields GROUP BY account`;

const BEDROCK = (/** @type {string} */ file) => `
  SELECT identity.arn AS account, count(*), min(timestamp), max(timestamp), count(DISTINCT modelId),
    sum(input.inputTokenCount), sum(output.outputTokenCount), sum(length(requestId)), sum(length(input.inputBodyJson)),
    sum(length(output.outputBodyJson))
  FROM read_json('${file}', ${COMMON}, columns={requestId: 'VARCHAR', timestamp: 'VARCHAR', modelId: 'VARCHAR',
    identity: 'STRUCT(arn VARCHAR)', input: 'STRUCT(inputBodyJson VARCHAR, inputTokenCount BIGINT)',
    output: 'STRUCT(outputBodyJson VARCHAR, outputTokenCount BIGINT)'})
  GROUP BY account`;

/** @type {Record<string, (file: string) => string>} */
const QUERIES = { litellm: LITELLM, otlp: OTLP, bedrock: BEDROCK };

/**
 * @param {string} format
 * @param {string} file
 */
async function main(format, file) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const path = file.replaceAll("'", "''");
  const result = await connection.runAndReadAll(QUERIES[format]?.(path) ?? '');
  console.log(result.getRows().length);
}

main(process.argv[2] ?? '', process.argv[3] ?? '').catch((/** @type {unknown} */ error) => {
  console.error(error);
  process.exitCode = 1;
});
