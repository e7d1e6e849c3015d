import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvHeader } from './csv-header.ts';

const isTable = (text: string): boolean => csvHeader(Buffer.from(text)) !== undefined;

test('three names or more make a table', () => {
  assert.ok(isTable('time,user_id,prompt\n'));
  assert.ok(isTable('a\tb\tc\nno;commas\n'));
  assert.ok(!isTable('time,user_id,time\n'), 'a name that comes twice');
  assert.ok(!isTable('1,2,3\n'), 'numbers name nothing');
});

test('two names make a table when the rows below have two cells', () => {
  assert.ok(isTable('question,reply\n"Why, and\nhow?",So.\nWhat?,That.\n'));
  assert.ok(isTable('question;reply\nWhy?;So.'), 'one row without a break');
  assert.ok(isTable('prompt,answer\r\n\r\nWhy?,So.\r\n'));
  assert.ok(!isTable('question,reply\n'), 'no rows');
  assert.ok(!isTable('question,reply\nWhy, and how?,So.\n'), 'a row with three cells');
});

test('lines of a server log with a comma are no table', () => {
  assert.ok(!isTable('Starting the server, please wait\nReady, listening on 8000\n'));
  assert.ok(!isTable('Hello, world\nReady\n'));
});
