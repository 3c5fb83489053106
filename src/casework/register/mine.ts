import type { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { type Answer, type Ask, caseParams, found, type Route, route } from '../../platform/web/index.ts';
import { nameInSentences } from '../clinical/names.ts';
import { personPaths } from '../person/paths.ts';
import { readHistory } from '../rules/register/history.ts';
import { characteristicsInWords } from '../statistics/characteristics/words.ts';
import { registerPaths } from './paths.ts';
import { type MyEntry, readHelped, readMine } from './queries/read-mine.ts';
import { whereIStand } from './where-i-stand.ts';
import { movementInWords } from './words.ts';

function entryModel(mine: MyEntry, { t, today }: { t: Translate; today: Temporal.PlainDate }) {
  return {
    ...whereIStand(mine, today.toString(), t),
    reference: t('register.my.reference', { reference: mine.reference }),
    recorded: characteristicsInWords(mine.recorded, t),
    happened: readHistory(mine.movements)
      .steps.map(({ movement }) => ({
        what: movementInWords(movement, t),
        on: { iso: movement.actualOn, text: showDay(movement.actualOn, t) },
      }))
      .reverse(),
  };
}

async function minePage(ask: Ask<unknown, unknown>): Promise<Answer> {
  const mine = found(await readMine(ask.tx));
  return {
    page: 'casework/register/views/mine.njk',
    title: ask.t('register.my.title'),
    backHref: personPaths.home(),
    about: { caseId: mine.caseId },
    model: entryModel(mine, ask),
  };
}

/** The same words as the person reads them: a helper helps with what was said to somebody, not with other words for it. */
async function helpedPage(ask: Ask<z.infer<typeof caseParams>, unknown>): Promise<Answer> {
  const { tx, params, t } = ask;
  const entry = found(await readHelped(tx, params.caseId));
  const name = nameInSentences(entry);
  return {
    page: 'casework/register/views/mine.njk',
    title: t('register.helped.title', { name }),
    windowTitle: t('register.my.title'),
    backHref: personPaths.helped(),
    about: { caseId: entry.caseId },
    model: { ...entryModel(entry, ask), readBy: t('register.helped.reads', { name }) },
  };
}

/** The person's own register entry, for them and for those who help them. */
export const mineRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: registerPaths.mine(), access: ['subject'], audit: 'casework.register.read' },
    handle: minePage,
  }),
  route({
    ...{ method: 'GET', path: registerPaths.helped(':caseId'), access: ['advocate', 'solicitor'] },
    ...{ audit: 'casework.register.read', params: caseParams, handle: helpedPage },
  }),
];
