// PDF/UA-1 refuses a document in which a letter has no glyph, and a person may write in any script while the
// machine has fonts for a few. This font, made here in memory, has one glyph, an empty box, for every code
// point: the letter shows as a box, and its text layer still holds the letter.

// Typst ranks fall-back fonts: one that is proportional like the text before one that is monospaced, then the
// shorter name. Monospaced and long-named, this font comes after every real font that has the letter.
export const lastResortFamily =
  'Ownwords Last Resort, a box for each letter that no font of this machine has';

const unitsPerEm = 1000;
const advance = 700;
const ascent = 800;
const descent = -200;

const int16 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => {
    bytes.writeUInt16BE(value & 0xffff, index * 2);
  });
  return bytes;
};

const int32 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value >>> 0, index * 4);
  });
  return bytes;
};

// Two square contours, the inner one the other way round, so that the box is a frame.
function boxGlyph(): Buffer {
  const corners = [80, 0, 80, 700, 620, 700, 620, 0, 130, 50, 570, 50, 570, 650, 130, 650];
  const onCurve = Buffer.alloc(8, 1);
  const deltas = (axis: 0 | 1) => {
    const along = corners.filter((_, index) => index % 2 === axis);
    return int16(...along.map((value, index) => value - (along[index - 1] ?? 0)));
  };
  return Buffer.concat([int16(2, 80, 0, 620, 700, 3, 7, 0), onCurve, deltas(0), deltas(1)]);
}

// Format 13 (OpenType, "cmap", many-to-one range mappings): all of Unicode to glyph 1.
function everyCodePoint(): Buffer {
  const subtable = Buffer.concat([int16(13, 0), int32(28, 0, 1, 0, 0x10ffff, 1)]);
  return Buffer.concat([int16(0, 1, 0, 6), int32(12), subtable]);
}

function nameTable(): Buffer {
  const text = Buffer.from(lastResortFamily, 'utf16le').swap16();
  const records = [1, 4, 6].map(id => int16(3, 1, 0x409, id, text.length, 0));
  return Buffer.concat([int16(0, records.length, 6 + 12 * records.length), ...records, text]);
}

function tables(): [string, Buffer][] {
  const glyph = boxGlyph();
  const head = Buffer.concat([
    int32(0x10000, 0x10000, 0, 0x5f0f3cf5),
    int16(0, unitsPerEm),
    int32(0, 0, 0, 0),
    int16(80, 0, 620, 700, 0, 8, 2, 1, 0),
  ]);
  const maxp = Buffer.concat([int32(0x10000), int16(2, 8, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]);
  const hhea = Buffer.concat([
    int32(0x10000),
    int16(ascent, descent, 0, advance, 80, 80, 620, 1, 0, 0, 0, 0, 0, 0, 0, 2),
  ]);
  return [
    ['cmap', everyCodePoint()],
    ['glyf', Buffer.concat([glyph, glyph])],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', int16(advance, 80, advance, 80)],
    ['loca', int32(0, glyph.length, glyph.length * 2)],
    ['maxp', maxp],
    ['name', nameTable()],
    ['post', int32(0x30000, 0, 0, 1, 0, 0, 0, 0)],
  ];
}

/**
 * A TrueType font with a box for every letter that exists.
 * @returns the font file
 */
export function lastResortFont(): Buffer {
  const parts = tables();
  const directory: Buffer[] = [int32(0x10000), int16(parts.length, 128, 3, parts.length * 16 - 128)];
  const bodies: Buffer[] = [];
  let offset = 12 + 16 * parts.length;
  for (const [tag, body] of parts) {
    const padding = Buffer.alloc((4 - (body.length % 4)) % 4);
    directory.push(Buffer.from(tag, 'latin1'), int32(0, offset, body.length));
    bodies.push(body, padding);
    offset += body.length + padding.length;
  }
  return Buffer.concat([...directory, ...bodies]);
}
