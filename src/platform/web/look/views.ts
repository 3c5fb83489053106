import { join, resolve, sep } from 'node:path';
import nunjucks from 'nunjucks';
import { projectFolder } from './folders.ts';

const theirFolders = ['govuk-frontend/dist', '@ministryofjustice/frontend'].map(name =>
  join(projectFolder, 'node_modules', name),
);

// Nunjucks compiles with the options of an environment, so strictness needs one of its own. It never renders.
const strict = new nunjucks.Environment(null, { autoescape: true, throwOnUndefined: true });

/** What Nunjucks writes for each turn of a loop: seven counters, which cost more than the rows that are printed. */
const loopCounter = /^frame\.set\("loop\.\w+", .*\);$/gm;

/** A view that neither counts nor includes another that might does without the counters. */
function withoutLoopCounters(code: string, source: string): string {
  return /\bloop\b|{%-? *include\b/.test(source) ? code : code.replace(loopCounter, '');
}

type Compiled = { readonly type: 'code'; readonly obj: object };

function compileStrictly(source: string, path: string): Compiled {
  const code = nunjucks.precompileString(source, {
    name: path,
    env: strict,
    // Called with a list, whatever its types say.
    wrapper: templates => [templates].flat()[0]?.template ?? '',
  });
  return { type: 'code', obj: new Function(withoutLoopCounters(code, source))() as object };
}

/**
 * Where views are looked for: our own folders first, then GOV.UK's and the Ministry of Justice's.
 * Ours fail when they print something undefined, since a missing name or date must be found by a test and not by a
 * reader. Theirs are compiled as their authors do, because some of their components print undefined on purpose.
 * @param setup our folders, in the order to look in them; whether a compiled view is kept
 * @returns a loader for a Nunjucks environment
 */
export function views(setup: { ownFolders: readonly string[]; cache: boolean }): nunjucks.ILoader {
  const files = new nunjucks.FileSystemLoader([...setup.ownFolders, ...theirFolders], {
    noCache: !setup.cache,
  });
  const isOurs = (path: string) => setup.ownFolders.some(folder => path.startsWith(resolve(folder) + sep));
  const isRelative = (name: string) => name.startsWith('./') || name.startsWith('../');
  const loader = {
    isRelative,
    resolve: (from: string, to: string) => files.resolve(from, to),
    getSource(name: string) {
      const found = files.getSource(name);
      if (!found || !isOurs(found.path)) return found;
      return { ...found, src: compileStrictly(found.src, found.path) };
    },
  };
  // The types of Nunjucks know a source only as text; at run time it also takes compiled code.
  return loader as unknown as nunjucks.ILoader;
}
