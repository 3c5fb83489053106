import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import pg from 'pg';
import { refusalFrom } from './refusal.ts';

const coded = (code: string, message = 'said by the system') => Object.assign(new Error(message), { code });

const away: readonly [what: string, error: Error][] = [
  ['it refuses connections', coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432')],
  ['its name stands for two addresses and neither answers', coded('ECONNREFUSED', '')],
  ['its socket is gone', coded('ENOENT', 'connect ENOENT /run/postgresql/.s.PGSQL.5432')],
  ['the line is reset', coded('ECONNRESET', 'read ECONNRESET')],
  ['the line is cut while we write', coded('EPIPE', 'write EPIPE')],
  ['its machine does not answer', coded('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:5432')],
  ['its network is gone', coded('EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:5432')],
  ['its name is not known just now', coded('EAI_AGAIN', 'getaddrinfo EAI_AGAIN database')],
  ['a statement gets no answer', new Error('Query read timeout')],
  ['no connection is free', new Error('timeout exceeded when trying to connect')],
  ['the connection ended', new Error('Connection terminated unexpectedly')],
  [
    'the connection had ended before',
    new Error('Client has encountered a connection error and is not queryable'),
  ],
  ['it has too many connections', coded('53300')],
  ['it is shutting down', coded('57P01')],
  ['it cancelled a statement that took too long', coded('57014')],
];
for (const [what, error] of away)
  test(`the site asks to try again later when of PostgreSQL ${what}`, () =>
    assert.equal(refusalFrom(error)?.status, 503));

test('the site asks to try again later when nothing listens where PostgreSQL should', async () => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  const client = new pg.Client({ host: 'localhost', port });
  const error = await client.connect().catch((fault: unknown) => fault);
  assert.equal(refusalFrom(error)?.status, 503);
});

test('a fault of the program is none of the database’s absence', () => {
  for (const error of [
    new Error('said by us'),
    new TypeError('x is undefined'),
    coded('22P02'),
    coded('ENOENT'),
    coded('40P01'),
  ])
    assert.equal(refusalFrom(error), undefined);
  assert.equal(refusalFrom('no error at all'), undefined);
});
