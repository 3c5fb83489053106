import assert from 'node:assert/strict';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { Document, Packer, Paragraph } from 'docx';
import fc from 'fast-check';
import sharp from 'sharp';
import { readConfig, SettingsError } from '../../config.ts';
import { cleanName } from './clean-name.ts';
import { cleanPicture } from './clean-picture.ts';
import { holdFile } from './hold-file.ts';
import { kindOf } from './kind-of.ts';
import { allFileKinds, pictureKinds } from './kinds.ts';
import { type FileRules, receiveFile, whyNotServed } from './receive-file.ts';
import { clamdScanner, readClamdAddress, type Verdict } from './scanner.ts';
import { takeFile } from './take-file.ts';

const red = { create: { width: 40, height: 20, channels: 3, background: '#c00' } } as const;
const aJpeg = () =>
  sharp(red)
    .withExif({ IFD0: { ImageDescription: 'At the canary house' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .jpeg()
    .toBuffer();
const aPng = () => sharp(red).png().toBuffer();
const aWord = () => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('A report.')] }] }));
const aPdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const anOldFile = (...streams: string[]) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    ...streams.map(name => Buffer.from(name, 'utf16le')),
  ]);

test('a file is known by what is in it, and by nothing else', async () => {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const cases: [string, Buffer, Awaited<ReturnType<typeof kindOf>>][] = [
    ['PDF', aPdf, { kind: 'application/pdf' }],
    ['PNG', await aPng(), { kind: 'image/png' }],
    ['JPEG', await aJpeg(), { kind: 'image/jpeg' }],
    ['Word', await aWord(), { kind: word }],
    ['old Word', anOldFile('Root Entry', 'WordDocument'), { kind: 'application/msword' }],
    ['old Word with a macro', anOldFile('WordDocument', '_VBA_PROJECT'), { refused: 'program' }],
    ['an old table', anOldFile('Workbook'), { refused: 'unknown' }],
    ['text', Buffer.from('﻿Dŵr, tŷ\r\n\tand tea.'), { kind: 'text/plain' }],
    ['blanks', Buffer.from(' \n '), { refused: 'unknown' }],
    ['text with an escape', Buffer.from('a\u001b[2J'), { refused: 'unknown' }],
    ['half a letter', Buffer.from([0x61, 0xc5]), { refused: 'unknown' }],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), { refused: 'unknown' }],
    [
      'an archive',
      Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]),
      { refused: 'unknown' },
    ],
    ['GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'), { refused: 'unknown' }],
    ['PDF with an archive behind it', Buffer.concat([aPdf, await aWord()]), { refused: 'two files' }],
  ];
  for (const [what, bytes, is] of cases) assert.deepEqual(await kindOf(bytes), is, what);
});

test('whatever comes, finding out its kind ends and never throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async bytes => {
      const looked = await kindOf(Buffer.from(bytes));
      assert.ok('kind' in looked || looked.refused);
    }),
  );
});

test('a picture is made anew: without its place and its words, and without what was hung behind it', async () => {
  const picture = Buffer.concat([await aJpeg(), await aWord()]);
  assert.ok(picture.includes('canary house'));
  const clean = await cleanPicture(picture, 'image/jpeg');
  assert.ok(
    clean && !clean.includes('canary house') && !clean.includes('Exif') && !clean.includes('PK\x03\x04'),
  );
  const { width, height, exif, icc, xmp, iptc } = await sharp(clean).metadata();
  assert.deepEqual(
    { width, height, exif, icc, xmp, iptc },
    {
      ...{ width: 40, height: 20, exif: undefined, icc: undefined, xmp: undefined, iptc: undefined },
    },
  );
});

test('a picture that was held sideways stands upright, since what said so is gone', async () => {
  const sideways = await sharp(red).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const clean = await cleanPicture(sideways, 'image/jpeg');
  const { width, height } = await sharp(clean).metadata();
  assert.deepEqual([width, height], [20, 40]);
});

test('what only begins like a picture, or unpacks to far too much, is none', async () => {
  const half = (await aPng()).subarray(0, 60);
  assert.equal(await cleanPicture(half, 'image/png'), undefined);
  const huge = aPackedPng(9000);
  assert.ok(huge.length < 20_000);
  assert.ok(await cleanPicture(aPackedPng(90), 'image/png'));
  assert.equal(await cleanPicture(huge, 'image/png'), undefined);
});

/** A white square of one bit a point, as a PNG: a thousand times smaller than its points. */
function aPackedPng(side: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const inside = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(inside));
    return Buffer.concat([length, inside, sum]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  const points = deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', points),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('of a name stays what can be shown', () => {
  const cases: Record<string, string> = {
    'Report.pdf': 'Report.pdf',
    '../../etc/passwd': 'passwd',
    'C:\\Users\\ash\\Report.docx': 'Report.docx',
    'a\r\nSet-Cookie: b.txt': 'aSet-Cookie: b.txt',
    'photo\u202Egpj.exe': 'photogpj.exe',
    '  .htaccess': 'htaccess',
    'Tŷ a dŵr.pdf': 'Tŷ a dŵr.pdf',
    'a\0b.pdf': 'ab.pdf',
    '\uD800.pdf': 'pdf',
    '..': '',
    'folder/': '',
  };
  for (const [given, is] of Object.entries(cases)) assert.equal(cleanName(given), is, JSON.stringify(given));
  assert.match(cleanName(`${'x'.repeat(500)}.docx`), /^x+…\.docx$/);
});

test('no name is longer than its row or holds what cannot be seen', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ max: 0x10ffff, min: 0 }), { maxLength: 200 }), points => {
      const given = String.fromCodePoint(...points);
      const name = cleanName(given);
      assert.ok([...name].length <= 120 && !/[\p{Cc}\p{Cf}/\\]/u.test(name) && name.isWellFormed());
    }),
    { numRuns: 30 },
  );
});

/** Somebody who listens like clamd: answers `say` once the last, empty piece has come. */
let clamd: Server;
let heard: Buffer;
let say: string | undefined = 'stream: OK\0';
const hung = new Set<Socket>();
before(async () => {
  clamd = createServer(socket => {
    hung.add(socket);
    heard = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (part: Buffer) => {
      heard = Buffer.concat([heard, part]);
      if (say !== undefined && heard.subarray(-4).equals(Buffer.alloc(4))) socket.end(say);
    });
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => clamd.once('listening', resolve));
});
after(() => {
  for (const socket of hung) socket.destroy();
  clamd.close();
});
const scanner = (wait?: number) => {
  const { port } = clamd.address() as AddressInfo;
  return clamdScanner({ host: '127.0.0.1', port }, wait);
};

test('clamd is sent the whole file in pieces, and understood', async () => {
  const said: [string, Verdict][] = [
    ['stream: OK\0', 'clean'],
    ['stream: Eicar-Signature FOUND\0', 'infected'],
    ['INSTREAM size limit exceeded. ERROR\0', 'no answer'],
    ['', 'no answer'],
  ];
  const file = Buffer.alloc(200_000, 7);
  for (const [answer, verdict] of said) {
    say = answer;
    assert.equal(await scanner()(file), verdict, answer);
  }
  const pieces: Buffer[] = [];
  assert.equal(heard.subarray(0, 10).toString('latin1'), 'zINSTREAM\0');
  for (let at = 10; heard.readUInt32BE(at) > 0; at += 4 + heard.readUInt32BE(at))
    pieces.push(heard.subarray(at + 4, at + 4 + heard.readUInt32BE(at)));
  assert.ok(pieces.length > 1 && Buffer.concat(pieces).equals(file));
});

test('a scanner that is silent, or not there, gives no answer', async () => {
  say = undefined;
  assert.equal(await scanner(50)(aPdf), 'no answer');
  assert.equal(await clamdScanner({ path: '/nowhere/clamd.ctl' })(aPdf), 'no answer');
});

test('the address of clamd is read, and a bad one gets a sentence', () => {
  assert.deepEqual(readClamdAddress('tcp://127.0.0.1:3310'), { host: '127.0.0.1', port: 3310 });
  assert.deepEqual(readClamdAddress('clamav:3310'), { host: 'clamav', port: 3310 });
  assert.deepEqual(readClamdAddress('[::1]:3310'), { host: '::1', port: 3310 });
  assert.deepEqual(readClamdAddress('unix:/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' });
  for (const bad of ['clamav', 'http://clamav:3310', 'clamav:0', 'clamav:70000', 'unix:clamd.ctl'])
    assert.throws(() => readConfig({ CLAMD_URL: bad }), /CLAMD_URL must say where clamd listens/, bad);
  assert.throws(() => readConfig({ OWNWORDS_LARGEST_FILE: '0' }), SettingsError);
  assert.throws(() => readConfig({ OWNWORDS_LARGEST_FILE: 'ten' }), /must be a whole number/);
  assert.equal(readConfig({}).clamd, undefined);
});

async function* coming(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
async function* cutOff(): AsyncGenerator<Uint8Array> {
  yield aPdf;
  throw new Error('Premature close');
}
const rules = (verdict?: Verdict): FileRules => ({
  largest: 4096,
  scanner: verdict && (async () => verdict),
});
const receive = (name: string, content: AsyncIterable<Uint8Array>, by = rules(), kinds = allFileKinds) =>
  receiveFile({ file: { name, content }, rules: by, kinds });

test('a file that cannot be kept gets a sentence that says why', async () => {
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]);
  const cases: [string, ReturnType<typeof receive>][] = [
    ['files.problem.choose', receiveFile({ file: undefined, rules: rules(), kinds: allFileKinds })],
    ['files.problem.empty', receive('a.pdf', coming())],
    ['files.problem.tooBig', receive('a.pdf', coming(aPdf, Buffer.alloc(4000), Buffer.alloc(200)))],
    ['files.problem.cut', receive('a.pdf', cutOff())],
    ['files.problem.kind', receive('report.pdf', coming(program))],
    ['files.problem.kind', receive('map.png', coming(aPdf), rules(), [...pictureKinds])],
    ['files.problem.broken', receive('a.png', coming((await aPng()).subarray(0, 60)))],
    ['files.problem.infected', receive('a.pdf', coming(aPdf), rules('infected'))],
  ];
  for (const [says, one] of cases) {
    const received = await one;
    assert.equal(received.ok ? 'kept' : received.says, says);
  }
});

test('a kept file says whether it was looked through, and one that was not is looked through before it goes out', async () => {
  const scans = { clean: 'clean', 'no answer': 'not scanned' } as const;
  for (const [verdict, scan] of Object.entries(scans)) {
    const received = await receive('..', coming(aPdf), rules(verdict as Verdict));
    assert.deepEqual(received.ok && [received.file.scan, received.file.name], [scan, 'file.pdf']);
  }
  const kept = (scan: 'clean' | 'not scanned') => ({ scan, bytes: aPdf });
  assert.equal(await whyNotServed(kept('not scanned'), rules()), undefined);
  assert.equal(await whyNotServed(kept('clean'), rules('no answer')), undefined);
  assert.equal(await whyNotServed(kept('not scanned'), rules('clean')), undefined);
  assert.equal(await whyNotServed(kept('not scanned'), rules('infected')), 'files.problem.infectedKept');
  assert.equal(await whyNotServed(kept('not scanned'), rules('no answer')), 'files.problem.noScanner');
});

test('a file is held as it came: whole, cut off, or known to be more than any page takes', async () => {
  const taken = async (content: AsyncIterable<Uint8Array>) =>
    takeFile(await holdFile({ name: 'a.pdf', content }), 50 * 1024 * 1024);
  assert.deepEqual(await taken(coming(aPdf, aPdf)), Buffer.concat([aPdf, aPdf]));
  assert.equal(await taken(cutOff()), 'cut');
  const much = Buffer.alloc(30 * 1024 * 1024);
  assert.equal(await taken(coming(much, much, much)), 'too big');
});

test('eight files come in at once, and the ninth when one of them is here', async () => {
  const begun: number[] = [];
  const slow = (at: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    async function* content() {
      begun.push(at);
      await promise;
      yield aPdf;
    }
    return { resolve, held: holdFile({ name: 'a.pdf', content: content() }) };
  };
  const files = Array.from({ length: 10 }, (_, at) => slow(at));
  await new Promise(setImmediate);
  assert.equal(begun.length, 8);
  files[3]?.resolve();
  await files[3]?.held;
  await new Promise(setImmediate);
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  for (const { resolve } of files) resolve();
  await Promise.all(files.map(({ held }) => held));
  assert.equal(begun.length, 10);
});
