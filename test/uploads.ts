import sharp from 'sharp';
import { attachmentPaths, type Part } from '../src/casework/attachments/paths.ts';
import { hiddenValue, type TestSite, type Visitor } from './browser-without-browser.ts';

/** A small PDF, as its head and its end say. */
export const aPdf = (words = 'A report.') =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n(${words})\nendobj\ntrailer\n<<>>\n%%EOF\n`);

/** A small picture that says where it was taken. */
export const aPicture = (kind: 'png' | 'jpeg' = 'png') =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a7' } })
    .withExif({ IFD0: { ImageDescription: 'Zqlocation' } })
    .toFormat(kind)
    .toBuffer();

const boundary = 'a-boundary-that-nobody-types';

type Upload = {
  path: string;
  /** The page with the form; the same address, unless said otherwise. */
  from?: string;
  fields?: Record<string, string>;
  /** Absent: the picker was left empty. */
  file?: { name: string; bytes: Uint8Array };
  /** Another program on the same database. */
  app?: TestSite['app'];
};

/** A form with a file, as a browser sends it. */
export async function multipart(who: Visitor, { path, from = path, fields = {}, file }: Upload) {
  const page = await who.get(from);
  const all = { _csrf: hiddenValue(page.html, '_csrf'), _once: hiddenValue(page.html, '_once'), ...fields };
  const field = ([name, value]: [string, string]) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = `${Object.entries(all).map(field).join('')}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file?.name ?? ''}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      cookie: [...who.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
    },
    payload: Buffer.concat([
      Buffer.from(head),
      Buffer.from(file?.bytes ?? ''),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  };
}

/** Sends a form with a file. */
export async function upload(site: Pick<TestSite, 'app'>, who: Visitor, form: Upload) {
  const sent = await multipart(who, form);
  const response = await (form.app ?? site.app).inject({ method: 'POST', url: form.path, ...sent });
  return {
    status: response.statusCode,
    html: response.body,
    location: response.headers.location?.toString() ?? '',
  };
}

/** Attaches a file to a draft by its page. */
export async function attach(
  site: Pick<TestSite, 'app'>,
  who: Visitor,
  { id, part, title, bytes = aPdf() }: { id: number; part: Part; title: string; bytes?: Uint8Array },
): Promise<void> {
  const seen = await upload(site, who, {
    path: attachmentPaths.all(id),
    fields: { title, part },
    file: { name: 'report.pdf', bytes },
  });
  if (seen.status !== 303) throw new Error(`Not attached (${seen.status}): ${seen.html}`);
}
