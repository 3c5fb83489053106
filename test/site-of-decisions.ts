import { after, before } from 'node:test';
import { aSite, type TestSite, type Visitor } from './browser-without-browser.ts';
import { issueAsRead, remembering } from './decisions.ts';
import { type Application, aLeaveApplication } from './leave-applications.ts';

/** The site of a test file about decisions, there from its first test to its last. */
export let site: TestSite;
/** The caseworker who writes. */
export let robin: Visitor;
/** The team manager who authorises. */
export let drew: Visitor;

/** Opens it for the tests of a file. */
export function aSiteOfDecisions(): void {
  before(async () => {
    site = remembering(await aSite());
    robin = await site.as('robin.quill');
    drew = await site.as('drew.sealing');
  });
  after(() => site.close());
}

/** An application that MHCS has. */
export const submitted = (patient = 'ash.example') => aLeaveApplication(site, { patient }).submitted();

/** Issues the decision as somebody who has just read it. */
export const issueAs = (who: Visitor, application: Application) =>
  who.transaction(tx => issueAsRead(tx, site, application));
