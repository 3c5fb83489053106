import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner } from '../database/index.ts';
import { runJobs } from '../jobs/index.ts';
import { fixedClock } from '../time/index.ts';
import { askForWaitingMail, countWaitingMail, letterOf, postBy, sendMail } from './index.ts';

/** A mail server of a few lines: keeps what it takes, and answers `refusals` with their codes first. */
const received: { to: string; data: string }[] = [];
const refusals: string[] = [];
const server = createServer(socket => {
  let to = '';
  let data: string | undefined;
  let rest = '';
  socket.setEncoding('utf8').write('220 mail.invalid\r\n');
  socket.on('error', () => {});
  socket.on('data', (text: string) => {
    rest += text;
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (data !== undefined) {
        if (line !== '.') data += `${line}\n`;
        else {
          received.push({ to, data });
          data = undefined;
          socket.write('250 kept\r\n');
        }
      } else if (line.startsWith('RCPT')) {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        socket.write(`${refusals.shift() ?? '250'} ${to}\r\n`);
      } else if (line === 'DATA') {
        data = '';
        socket.write('354 go on\r\n');
      } else if (line === 'QUIT') socket.end('221 bye\r\n');
      else socket.write('250 yes\r\n');
    }
  });
});

let database: TestDatabase;
let smtpUrl = '';
const clock = fixedClock('2026-11-23T10:00:00Z');
before(async () => {
  database = await freshDatabase();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.close();
  await database.drop();
});
beforeEach(() => {
  received.length = 0;
  refusals.length = 0;
});

const write = (username: string) =>
  asOwner(database.adminUrl, async db => {
    await sql`select platform.queue_mail(id, 'mail.askAgain', '/documents/7') from people.account where username = ${username}`.execute(
      db,
    );
    const made = await db
      .selectFrom('platform.mail')
      .select(sql<number>`max(id)`.as('id'))
      .executeTakeFirst();
    return made?.id ?? 0;
  });

const look = (id: number) =>
  asOwner(database.adminUrl, db =>
    db
      .selectFrom('platform.mail')
      .select(['tries', 'last_error', sql<boolean>`sent_at is not null`.as('sent')])
      .where('id', '=', id)
      .executeTakeFirst(),
  );

async function working(url: string | undefined, work: () => Promise<void>): Promise<void> {
  const post = url === undefined ? undefined : postBy(url, 'Ownwords <no-reply@ownwords.invalid>');
  const jobs = [sendMail({ baseUrl: 'https://ownwords.invalid', post })];
  const runner = await runJobs({ ...database, jobs, clock, log: () => {} });
  try {
    await work();
  } finally {
    await runner.stop();
    post?.close();
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    assert.ok(tries < 500, 'it did not happen within ten seconds');
    await wait(20);
  }
}

test('a mail carries a subject that says nothing, a link, and no name', async () => {
  await working(smtpUrl, async () => {
    const id = await write('dr.vale');
    await until(async () => (await look(id))?.sent === true);
  });
  const [mail] = received;
  assert.equal(mail?.to, 'dr.vale@example.invalid');
  assert.match(mail?.data ?? '', /^Subject: It is time to ask again in Ownwords$/m);
  assert.match(mail?.data ?? '', /^https:\/\/ownwords\.invalid\/documents\/7$/m);
  assert.match(mail?.data ?? '', /^Auto-Submitted: auto-generated$/m);
  assert.doesNotMatch(mail?.data ?? '', /Vale|Morgan|List-Unsubscribe/);
});

test('a mail that a server puts off is tried again and arrives once', async () => {
  refusals.push('450');
  await working(smtpUrl, async () => {
    const id = await write('dr.vale');
    await until(async () => (await look(id))?.tries === 1);
    assert.deepEqual(await look(id), { tries: 1, last_error: 'EENVELOPE 450', sent: false });
    await until(async () => (await look(id))?.sent === true);
  });
  assert.equal(received.length, 1);
});

test('a mail whose job comes twice is sent once', async () => {
  await working(smtpUrl, async () => {
    const id = await write('dr.finch');
    const again = `select graphile_worker.add_job('send-mail', json_build_object('mail', ${id}))`;
    await database.pools.worker.query(again);
    await database.pools.worker.query(again);
    await until(
      async () => (await database.pools.worker.query('select from graphile_worker.jobs')).rowCount === 0,
    );
  });
  assert.equal(received.length, 1);
});

test('every try and every sending stands in the audit, by number only', async () => {
  const rows = await asOwner(database.adminUrl, db =>
    db
      .selectFrom('audit.event')
      .select(['event', 'capacity', 'detail'])
      .where('event', 'like', 'platform.mail.%')
      .orderBy('id')
      .execute(),
  );
  assert.deepEqual(
    rows.map(row => row.event),
    ['platform.mail.sent', 'platform.mail.not-sent', 'platform.mail.sent', 'platform.mail.sent'],
  );
  assert.deepEqual([...new Set(rows.map(row => row.capacity))], ['program']);
  assert.deepEqual(Object.keys(rows[0]?.detail ?? {}).sort(), ['mail', 'try']);
});

test('somebody without an address gets nothing, and nobody keeps trying', async () => {
  await working(smtpUrl, async () => {
    const id = await write('ash.example');
    await until(async () => (await look(id))?.tries === 1);
    assert.deepEqual(await look(id), { tries: 1, last_error: 'no address', sent: false });
  });
  await askForWaitingMail(database.pools);
  const { rowCount } = await database.pools.worker.query('select from graphile_worker.jobs');
  assert.equal(rowCount, 0);
});

test('without a mail server a mail waits, and goes when there is one', async () => {
  let id = 0;
  await working(undefined, async () => {
    id = await write('dr.vale');
    await until(
      async () => (await database.pools.worker.query('select from graphile_worker.jobs')).rowCount === 0,
    );
  });
  assert.equal((await look(id))?.sent, false);
  assert.ok((await countWaitingMail(database.pools)) >= 1);
  await askForWaitingMail(database.pools);
  await working(smtpUrl, () => until(async () => (await look(id))?.sent === true));
  assert.equal(received.length, 1);
});

test('a letter of news tells mail programs how one press ends it, where it travels safely', async () => {
  await working(smtpUrl, async () => {
    const id = await asOwner(database.adminUrl, async db => {
      await sql`select platform.queue_news(id, '/evidence/searches', 1, '/evidence/alerts/7/stop', '{Weather}', '{/evidence/1}')
        from people.account where username = 'dr.vale'`.execute(db);
      const { rows } = await sql<{ id: number }>`select max(id) as id from platform.mail`.execute(db);
      return rows[0]?.id ?? 0;
    });
    await until(async () => (await look(id))?.sent === true);
  });
  const data = received[0]?.data.replace(/\n[ \t]+/g, ' ') ?? '';
  assert.match(data, /^List-Unsubscribe: <https:\/\/ownwords\.invalid\/evidence\/alerts\/7\/stop>$/m);
  assert.match(data, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
});

const bare = { news: null, stopPath: null, links: null };

test('a letter of news names what anybody may read, each on a line of its own, and how to have no more of them', () => {
  const letter = letterOf(
    {
      ...{ subject: 'mail.news', path: '/evidence/searches', language: 'en', news: 2, stopPath: '/stop/1' },
      links: [
        { title: 'Councils\nthat decide', path: '/evidence/2' },
        { title: 'Weather', path: '/evidence/1' },
      ],
    },
    'https://ownwords.invalid',
  );
  assert.match(
    letter.text,
    /^A search that you keep finds 2 new records[^\n]+\n\nCouncils that decide\nhttps:\/\/ownwords\.invalid\/evidence\/2\n/m,
  );
  assert.match(letter.text, /\nhttps:\/\/ownwords\.invalid\/stop\/1\n/);
  assert.equal(letter.stopLink, 'https://ownwords.invalid/stop/1');
});

test('a mail in Welsh is Welsh from the subject to the last line', () => {
  const letter = letterOf(
    { ...bare, subject: 'mail.askAgain', path: '/my', language: 'cy' },
    'https://ownwords.invalid',
  );
  assert.equal(letter.subject, 'Mae’n bryd gofyn eto yn Ownwords');
  assert.match(letter.text, /^Helo,\n[\s\S]+https:\/\/ownwords\.invalid\/my\n/);
});

test('a subject that is gone since the mail was written becomes the plainest one', () => {
  const letter = letterOf(
    { ...bare, subject: 'voice.mail.gone', path: '/', language: 'en' },
    'https://ownwords.invalid',
  );
  assert.equal(letter.subject, 'There is something for you in Ownwords');
});
