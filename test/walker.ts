import { decodeHTML } from 'entities';

/** One request on its way to a site, whatever carries it. */
export type Carried = {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
  headers: Record<string, string>;
};

/** What came back, before cookies were kept. */
export type Back = Omit<Seen, 'text'> & { setCookies: { name: string; value: string }[] };

/** A page as a test sees it. */
export type Seen = {
  status: number;
  html: string;
  location: string | undefined;
  headers: Record<string, unknown>;
  text(): string;
};

/** Somebody with a browser that has no JavaScript: keeps cookies, follows nothing by itself. */
export type Walker = {
  get(path: string, headers?: Record<string, string>): Promise<Seen>;
  /** Opens `from` for its hidden keys, then sends `fields` to `path` as its form would. */
  post(path: string, fields: Record<string, string | string[]>, from?: string): Promise<Seen>;
  /** As `post`, with every hidden field of the form on `from` whose action is `path`, as a browser sends it. */
  fill(path: string, fields: Record<string, string | string[]>, from?: string): Promise<Seen>;
  cookies: Map<string, string>;
};

/** Somebody who keeps cookies and fills in forms; `carry` takes the request to the site. */
export function walker(carry: (request: Carried) => Promise<Back>): Walker {
  const cookies = new Map<string, string>();
  const send = async (request: Carried): Promise<Seen> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { setCookies, ...seen } = await carry({
      ...request,
      headers: { ...request.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const { name, value } of setCookies) {
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { ...seen, text: () => textOf(seen.html) };
  };
  return {
    cookies,
    get: (path, headers = {}) => send({ method: 'GET', path, headers }),
    async post(path, fields, from = path) {
      const page = await send({ method: 'GET', path: from, headers: {} });
      const hidden = { _csrf: hiddenValue(page.html, '_csrf'), _once: hiddenValue(page.html, '_once') };
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return send({ method: 'POST', path, body: encode({ ...hidden, ...fields }), headers });
    },
    async fill(path, fields, from = path) {
      const page = await send({ method: 'GET', path: from, headers: {} });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return send({
        method: 'POST',
        path,
        body: encode({ ...hiddenFields(page.html, path), ...fields }),
        headers,
      });
    },
  };
}

/** The value of a hidden input on a page. */
export function hiddenValue(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

/** The hidden inputs of the form on a page that is sent to `action`. */
function hiddenFields(html: string, action: string): Record<string, string> {
  const forms = html.split('<form').slice(1);
  const form = forms.find(each => each.slice(0, each.indexOf('>')).includes(`action="${action}"`)) ?? '';
  const inputs = (form.split('</form>')[0] ?? '').match(/<input type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(inputs.map(input => [attributeOf(input, 'name'), attributeOf(input, 'value')]));
}

function attributeOf(tag: string, attribute: string): string {
  return new RegExp(`${attribute}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function encode(fields: Record<string, string | string[]>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of Array.isArray(value) ? value : [value]) form.append(name, each);
  }
  return form.toString();
}

/** The words of a page, without its tags. */
function textOf(html: string): string {
  const words = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');
  return decodeHTML(words).replace(/\s+/g, ' ');
}
