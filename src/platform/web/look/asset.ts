import { createHash } from 'node:crypto';

/** A file that pages ask for, before it is compressed. */
export type AssetSource = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** A file that pages ask for, with its compressed forms. Those are undefined where they would not be smaller. */
export type Asset = AssetSource & {
  /** Holds a hash of the content, so that a browser may keep the file for ever. */
  readonly url: string;
  readonly brotli: Buffer | undefined;
  readonly gzip: Buffer | undefined;
};

/** Where the address of every asset begins. */
export const assetPrefix = '/assets/';

/**
 * The address of an asset: its name, with a hash of its content before the ending.
 * @param name such as "site.css"
 * @param bytes its content
 */
export function assetUrl(name: string, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return assetPrefix + name.replace(/\.(\w+)$/, `-${hash}.$1`);
}
