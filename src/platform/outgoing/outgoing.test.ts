import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { askFollowing, retryAfter, sameServer } from './follow.ts';
import { type Outgoing, openOutgoing } from './outgoing.ts';
import { isPublicAddress } from './public-address.ts';
import { Unreachable } from './unreachable.ts';

let server: Server;
let here = '';
let asked: string[] = [];
const baseUrl = 'https://library.example';
const contact = 'evidence@library.example';
const anywhere = openOutgoing({ reach: 'anywhere', baseUrl, contact });
const outside = openOutgoing({ reach: 'public', baseUrl, contact });

before(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers['user-agent']}`);
    if (request.url === '/endless') {
      const more = () =>
        void (response.write('x'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more));
      return more();
    }
    if (request.url === '/silent') return;
    if (request.url === '/other-protocol')
      return void response.writeHead(101, { connection: 'upgrade', upgrade: 'websocket' }).end();
    if (request.url === '/round') return void response.writeHead(302, { location: '/round' }).end();
    if (request.url === '/inside')
      return void response.writeHead(302, { location: 'http://169.254.169.254/x' }).end();
    if (request.url === '/moved') return void response.writeHead(301, { location: '/here' }).end();
    return void response.end('Good.');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const asking = { mostBytes: 1000, patience: 5000 };
const why = (way: Outgoing, address: string, patience = 5000) =>
  way.ask(address, { ...asking, patience }).then(
    () => 'answered',
    (error: unknown) => (error instanceof Unreachable ? error.why : String(error)),
  );

test('only what everybody reaches is public', () => {
  const table: [boolean, ...string[]][] = [
    [true, '1.1.1.1', '93.184.216.34', '2606:4700::1111', '2a00:1450:4009::1'],
    [
      false,
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '0.0.0.0',
    ],
    [false, '100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1', '203.0.113.9'],
    [false, '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:10.0.0.1', '64:ff9b::a00:1'],
    [false, '2002:7f00:1::', '2001::1', '2001:db8::1', 'localhost', ''],
  ];
  for (const [is, ...addresses] of table)
    for (const address of addresses) assert.equal(isPublicAddress(address), is, address);
});

test('nothing leads into the network in which the program stands, however it is written', async () => {
  const port = new URL(here).port;
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0'])
    assert.equal(await why(outside, `http://${host}:${port}/`), 'private', host);
  assert.deepEqual(asked, []);
  for (const address of ['file:///etc/passwd', 'gopher://x', 'http://user:pass@example.org/', 'nonsense'])
    assert.equal(await why(outside, address), 'address', address);
  assert.equal(await why(openOutgoing({ reach: 'off', baseUrl, contact }), `${here}/`), 'off');
});

test('it says who asks, reads no more than it was told to, and does not wait for ever', async () => {
  asked = [];
  assert.equal((await anywhere.ask(`${here}/`, asking)).body.toString(), 'Good.');
  assert.deepEqual(asked, ['/ Ownwords-Library/1.0 (+https://library.example; evidence@library.example)']);
  const endless = await anywhere.ask(`${here}/endless`, asking);
  assert.deepEqual([endless.body.length, endless.isCut], [1000, true]);
  assert.equal(await why(anywhere, `${here}/silent`, 100), 'slow');
  assert.equal(await why(anywhere, `${here}/other-protocol`), 'broken');
  const stop = new AbortController();
  const stopped = anywhere.ask(`${here}/silent`, { ...asking, signal: stop.signal });
  stop.abort();
  await assert.rejects(stopped, { why: 'stopped' });
});

test('it is led on by its own server, never round, and nowhere that it may not go', async () => {
  const follow = (path: string) =>
    askFollowing(anywhere, { address: here + path, mayGo: sameServer }, asking);
  const { answered, hops } = await follow('/moved');
  assert.equal(answered.status, 200);
  assert.deepEqual(hops, [{ status: 301, to: `${here}/here` }]);
  await assert.rejects(follow('/round'), { why: 'redirects' });
  await assert.rejects(follow('/inside'), { why: 'elsewhere', to: 'http://169.254.169.254' });
  const goes = (from: string, to: string) => sameServer(new URL(from), new URL(to));
  assert.ok(goes('http://a.example/x', 'https://a.example/y'));
  assert.ok(!goes('https://a.example/', 'http://a.example/'));
  assert.ok(!goes('http://a.example/', 'http://a.example:8080/'));
});

test('a server says in seconds or by the clock when it may be asked again', () => {
  const now = Temporal.Instant.from('2026-11-22T10:00:00Z');
  const after = (said?: string) =>
    retryAfter({ headers: said === undefined ? {} : { 'retry-after': said } }, now);
  assert.equal(after('120'), 120);
  assert.equal(after('Sun, 22 Nov 2026 10:05:00 GMT'), 300);
  assert.equal(after('Sun, 22 Nov 2026 09:00:00 GMT'), 0);
  assert.equal(after('soon'), undefined);
  assert.equal(after(), undefined);
});
