import nunjucks from 'nunjucks';
import { type Language, numberText, type Translate } from '../../language/index.ts';
import type { Assets } from './assets.ts';
import { ownViewsFolder } from './folders.ts';
import { trimmed } from './trim.ts';
import { views } from './views.ts';

/** One place to go, in the row under the header. */
export type NavigationItem = { readonly href: string; readonly text: string; readonly current: boolean };

/** One problem in a form: the sentence, and the answer that it speaks of ("#address"). */
export type PageError = { readonly text: string; readonly href: string };

/** What the frame of every page needs, whoever looks and whatever the page says. */
export type PageChrome = {
  readonly language: Language;
  readonly easyRead: boolean;
  readonly t: Translate;
  /** For the content security policy: a script without it does not run. */
  readonly nonce: string;
  readonly csrf: string;
  /** The hidden key that makes one form one record, however often it is sent. */
  readonly once: string;
  readonly signedInAs?: { readonly name: string; readonly capacity: string } | undefined;
  readonly navigation: readonly NavigationItem[];
  readonly title: string;
  /** The same without the name of a person, for the window's title and the browser's history. */
  readonly windowTitle?: string | undefined;
  readonly backHref?: string | undefined;
  /** The page's own path and query, to come back to after the language was changed. */
  readonly path: string;
  readonly banner?: { readonly kind: 'success' | 'warning' | 'important'; readonly text: string } | undefined;
  readonly errors?: readonly PageError[] | undefined;
  readonly demonstration: boolean;
  /** When the session ends if nothing more is done, as an ISO instant; the page warns two minutes before. */
  readonly sessionEndsAt?: string | undefined;
  /** Whether the reader is the person whose case it is: pages shared by all then take the simpler layout. */
  readonly forPerson?: boolean | undefined;
};

/** What a view is filled with: the frame, and whatever else the view names. */
export type PageModel = { readonly chrome: PageChrome };

/** Turns a view and its model into a page. */
export type Pages = { render(view: string, model: PageModel): string };

type PagesSetup = {
  /** The folders of the rooms' own views. A room's folder comes before ours. */
  readonly viewFolders: readonly string[];
  /** True to compile a view once; false to read it again for every page, while views are being written. */
  readonly cache: boolean;
  readonly assets: Assets;
};

/**
 * Prepares the rendering of pages. In every view `chrome`, `t` and `language` are there, and `assetUrl(name)` and
 * `printed(macro, value)`, and the filter `number`.
 * @param setup the rooms' views, whether to keep compiled views, and the assets
 * @returns `render`, which throws when a view does not exist or prints something that is not there
 */
export function createPages({ viewFolders, cache, assets }: PagesSetup): Pages {
  const environment = new nunjucks.Environment(
    views({ ownFolders: [...viewFolders, ownViewsFolder], cache }),
    {
      autoescape: true,
    },
  );
  environment.addFilter('trim', trimmed);
  environment.addFilter('number', numberText);
  environment.addGlobal('assetUrl', assets.url);
  environment.addGlobal('printed', printedOnce());
  return {
    render(view, model) {
      const { t, language } = model.chrome;
      return environment.render(view, { ...model, t, language });
    },
  };
}

type Macro = (value: object) => unknown;

/**
 * `printed(macro, value)`: what a macro prints of a value that never changes, printed once for as long as somebody
 * keeps the value. Each macro needs values of its own.
 */
function printedOnce(): (macro: Macro, value: object) => unknown {
  const known = new WeakMap<object, unknown>();
  return (macro, value) => {
    if (!Object.isFrozen(value)) return macro(value);
    const before = known.get(value);
    if (before !== undefined) return before;
    const html = macro(value);
    known.set(value, html);
    return html;
  };
}
