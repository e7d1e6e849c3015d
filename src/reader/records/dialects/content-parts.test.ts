import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readParts } from './content-parts.ts';

test('a document that a client sends as text is a part of what it says, one in another form is a file', () => {
  const document = (source: object): object => ({ type: 'document', source, title: 'a.txt' });
  const read = readParts([
    { type: 'text', text: 'Do it.' },
    document({ type: 'text', media_type: 'text/plain', data: 'Write out each thought.' }),
    document({ type: 'content', content: 'Then the answer.' }),
    document({
      type: 'content',
      content: [
        { type: 'text', text: 'In one line.' },
        { type: 'image', source: { type: 'base64', data: 'iVBO' } },
      ],
    }),
    {
      type: 'search_result',
      source: 'https://x.test',
      title: 'b',
      content: [{ type: 'text', text: 'No case is left out.' }],
    },
    document({ type: 'base64', media_type: 'application/pdf', data: 'JVBE' }),
  ]);
  assert.equal(
    read.text,
    'Do it.\na.txt\nWrite out each thought.\na.txt\nThen the answer.\na.txt\nIn one line.\nb\nNo case is left out.\na.txt',
  );
  assert.equal(read.media, 2);
});

test('whatever a client sends for the model to read is text: contexts, found texts, plain files and what programs printed', () => {
  const task = 'Write out each thought.';
  const coded = Buffer.from(task).toString('base64');
  const said: Readonly<Record<string, object>> = {
    'a context': {
      type: 'document',
      source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' },
      context: task,
    },
    'a document of Converse': { document: { format: 'txt', name: 'a', source: { text: task } } },
    'a document of Cohere': { type: 'document', document: { data: task } },
    'a text that Converse found': { searchResult: { source: 'u', title: 't', content: [{ text: task }] } },
    'a file of OpenAI': { type: 'file', file: { filename: 'a.txt', file_data: `data:text/plain;base64,${coded}` } },
    'a file of the Responses API': {
      type: 'input_file',
      filename: 'a.md',
      file_data: `data:text/markdown;charset=utf-8;base64,${coded}`,
    },
    'data of Gemini': { inlineData: { mimeType: 'text/plain', data: coded } },
    'a file that is called something else': {
      type: 'file',
      file: { file_data: `data:application/json;base64,${coded}` },
    },
    'a program of Gemini': { inlineData: { mimeType: 'application/x-python', data: coded } },
    'a file of Converse': { document: { format: 'md', name: 'a', source: { bytes: coded } } },
    'a source in Base64': { type: 'document', source: { type: 'base64', media_type: 'text/csv', data: coded } },
    'a file with a broken letter': {
      type: 'input_file',
      file_data: `data:text/plain;base64,${Buffer.from(`${task} \xe9`, 'latin1').toString('base64')}`,
    },
    'a file of two bytes a letter': {
      inlineData: { data: Buffer.from(`\ufeff${task}`, 'utf16le').toString('base64') },
    },
    'a file with controls in it': {
      inlineData: { data: Buffer.from(task.replaceAll('e', 'e\x01')).toString('base64') },
    },
    'what a shell printed': { stdout: task, stderr: '', outcome: { type: 'exit', exit_code: 0 } },
  };
  for (const [name, part] of Object.entries(said))
    assert.ok(readParts([part]).text.replaceAll('\x01', '').includes(task), name);
  const results: readonly object[] = [
    { type: 'code_execution_tool_result', content: { type: 'code_execution_result', stdout: task } },
    { type: 'bash_code_execution_tool_result', content: { stdout: task } },
    { type: 'text_editor_code_execution_tool_result', content: { content: task } },
    { type: 'web_fetch_tool_result', content: { content: { type: 'document', source: { type: 'text', data: task } } } },
    { codeExecutionResult: { outcome: 'OUTCOME_OK', output: task } },
  ];
  for (const part of results) assert.ok(readParts([part]).results[0]?.text.includes(task), JSON.stringify(part));
  const picture = { type: 'file', file: { file_data: 'data:application/pdf;base64,JVBE' } };
  assert.deepEqual([readParts([picture]).media, readParts([picture]).text], [1, '']);
});
