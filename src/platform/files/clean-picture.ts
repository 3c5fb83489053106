// Nobody photographs a report with more; a picture can pack a thousand times its size.
const mostPixels = 60_000_000;

/**
 * A picture decoded and encoded again: turned the way it was held, and without place, camera, comments or whatever else
 * was written beside its points.
 * @returns undefined for what only begins like a picture, or would unpack to too much
 */
export async function cleanPicture(
  bytes: Uint8Array,
  kind: 'image/png' | 'image/jpeg',
): Promise<Buffer | undefined> {
  const { default: sharp } = await import('sharp');
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient();
    return await (kind === 'image/png' ? picture.png() : picture.jpeg({ quality: 90 })).toBuffer();
  } catch {
    return undefined;
  }
}
