import type { TestSite, Visitor } from '../browser-without-browser.ts';
import type { Application } from '../leave-applications.ts';
import { attach } from '../uploads.ts';
import { type Canary, canaries } from './canaries.ts';

type Hung = { part: 'open' | 'closed'; canary: Canary };

/** A text whose title and words carry the same canary. */
const hang = (site: TestSite, who: Visitor, { id, part, canary }: Hung & { id: number }) =>
  attach(site, who, {
    ...{ id, part, title: `A report. ${canary.word}` },
    bytes: Buffer.from(`It says: ${canary.word}`),
  });

/** A report hangs on each part of a draft; in a world where nothing closed happened, on the open one alone. */
export async function attachReports(
  site: TestSite,
  { id, clinician }: Application,
  { closed }: { closed: boolean },
): Promise<void> {
  await hang(site, clinician, { id, part: 'open', canary: canaries.openFile });
  if (closed) await hang(site, clinician, { id, part: 'closed', canary: canaries.closedFile });
}

/** A report hangs on a draft after the person was shown it: nobody reads it yet but those who write. */
export async function attachLater(site: TestSite, { id, clinician }: Application): Promise<void> {
  await hang(site, clinician, { id, part: 'open', canary: canaries.laterFile });
}
