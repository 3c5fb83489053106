import { type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { found, type Route, route } from '../../platform/web/index.ts';
import { personPaths } from '../person/paths.ts';
import { restricts } from '../rules/register/authorities.ts';
import { activeOn, endOf } from '../rules/register/authority-days.ts';
import { readHistory } from '../rules/register/history.ts';
import { characteristicsInWords } from '../statistics/characteristics/words.ts';
import { registerPaths } from './paths.ts';
import { type MyEntry, readMine } from './queries/read-mine.ts';
import { authorityInWords, movementInWords, slugOf } from './words.ts';

/** Where the person stands in law, in plain words: the status, under which authority, and what that means. */
function whereIStand(mine: MyEntry, today: string, t: Translate) {
  const [leads] = activeOn(mine.authorities, today).filter(({ kind }) => restricts(kind));
  const authority = leads ? authorityInWords(leads.kind, t) : t('register.my.noAuthority');
  const key = `register.my.${slugOf(mine.status)}`;
  const ends = leads ? endOf(leads) : null;
  const over = mine.status === 'ended';
  return {
    stands: over ? t('register.my.ended') : t(key as TextKey, { authority }),
    means: textOf(t, `${key}.means`),
    ends: over ? '' : ends ? t('register.my.until', { day: showDay(ends, t) }) : t('register.my.noEnd'),
    place: over || !mine.namedPlace ? '' : t('register.my.place', { place: mine.namedPlace }),
  };
}

/** The person's own register entry. */
export const mineRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: registerPaths.mine(),
    access: ['subject'],
    audit: 'casework.register.read',
    handle: async ({ tx, t, today }) => {
      const mine = found(await readMine(tx));
      return {
        page: 'casework/register/views/mine.njk',
        title: t('register.my.title'),
        backHref: personPaths.home(),
        about: { caseId: mine.caseId },
        model: {
          ...whereIStand(mine, today.toString(), t),
          recorded: characteristicsInWords(mine.recorded, t),
          happened: readHistory(mine.movements)
            .steps.map(({ movement }) => ({
              what: movementInWords(movement, t),
              on: { iso: movement.actualOn, text: showDay(movement.actualOn, t) },
            }))
            .reverse(),
        },
      };
    },
  }),
];
