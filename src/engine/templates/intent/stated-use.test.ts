import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyIntent } from './intent.ts';
import { statedUse } from './stated-use.ts';

test('a prompt that says its answers are to train a model is taken at its word, in many languages', () => {
  for (const text of [
    'Explain {topic} step by step as if training a student model.',
    'Write a short lesson about {topic}. It is for a machine learning dataset.',
    'Your answers will be used to fine-tune our next assistant.',
    'Create {n} varied training examples for function calling.',
    'Answer carefully: this will teach a smaller model.',
    'The answers are used to train large language models.',
    'Responses are used for supervised fine-tuning.',
    'Write training examples for a classifier of complaints.',
    'Produce SFT training samples.',
    'Show every step, so that a student model can learn from it.',
    '请详细回答，答案将用于训练模型。',
    'Responde con detalle; servirá para entrenar un modelo de lenguaje.',
    'Erkläre den Satz. Die Antworten dienen als Trainingsdaten.',
    'Ответы нужны для обучения языковой модели.',
  ])
    assert.notEqual(statedUse(text), undefined, text);
});

test('somebody who works on a model, or on his training, says nothing of the answer', () => {
  for (const text of [
    'Why does my network overfit the training data?',
    'Help me split the training set and the test set in pandas.',
    'Write a running plan from my training data of last month.',
    'You generate text based on your training data.',
    'We train new employees in customer service. Summarise the manual.',
    'Fine-tune the wording of this letter.',
    'The student asks: what is a prime number? Answer as a patient teacher.',
  ])
    assert.equal(statedUse(text), undefined, text);
});

test('people, muscles and dogs are trained, too, trains run, and students are taught: none of that is said of a model', () => {
  for (const text of [
    'Explain {topic} as if you were teaching a student.',
    'Answer as if teaching first-year students. Be patient when teaching a new student.',
    'Show me how to teach other students to solve this.',
    'List the documents that are needed for the train to {city}.',
    'Write a workout that is suitable for strength training, in training sets of 8 repetitions.',
    'Create training examples for new employees on handling complaints.',
    'The quiz is used in compliance training. This call may be recorded and used for quality and training purposes.',
    'The material is used for training our staff on AI and on large language models.',
    'Describe how a column is used in distillation.',
    'You maintain the student model of an intelligent tutoring system.',
    'Write an invitation for the student Model UN conference.',
    'Check that the new data is processed the same as the training data.',
    '生成10道用于训练小学生口算的题目。',
    '请写一份用于员工训练的讲义。',
  ])
    assert.equal(statedUse(text), undefined, text);
});

test('teaching that is openly for a model asks for training data, teaching for people does not', () => {
  const lesson = 'You are a patient teacher. Explain {topic} to a pupil with a simple example.';
  const stated = classifyIntent(`${lesson} Answer as if training a student model.`);
  assert.ok(stated.harvest >= 0.95 && stated.isStated);
  const plain = classifyIntent(lesson);
  assert.ok(plain.harvest < 0.5 && !plain.isStated, `${plain.harvest}`);
});
