import { type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { mappaPaths } from './paths.ts';
import type { AgencyComment, MappaFile, MappaStanding } from './queries/read-mappa.ts';
import type { OpenFile } from './queries/read-open.ts';

/** Category and level in words. */
export function standingInWords(
  { category, level }: Pick<MappaStanding, 'category' | 'level'>,
  t: Translate,
): string {
  if (category === null || level === null) return t('mappa.none');
  return t('mappa.stands', {
    category: textOf(t, `mappa.category.${category}`),
    level: textOf(t, `mappa.level.${level}`),
  });
}

/** What an agency said, with what the Chair said last and the way to decide, for whoever coordinates. */
export function commentModel(comment: AgencyComment, { caseId, coordinates }: MappaFile, t: Translate) {
  const { id, agency, text, by, decision } = comment;
  const state = !decision ? 'undecided' : decision.agrees ? 'open' : 'closed';
  return {
    ...{ agency, text, words: decision?.words ?? '', why: decision?.why ?? '' },
    said: t('mappa.said', { day: showDay(comment.saidOn, t), name: by }),
    state: {
      text: t(`mappa.state.${state}`),
      colour: ({ undecided: 'yellow', open: 'green', closed: 'red' } as const)[state],
    },
    chair: decision
      ? t('mappa.chairSaid', { chair: decision.chair, day: showDay(decision.decidedOn, t) })
      : '',
    chairHref: coordinates ? mappaPaths.chair(caseId, id) : '',
  };
}

/** Everything that those read who may read the MAPPA part. */
export function mappaModel(file: MappaFile, t: Translate) {
  const [now, ...before] = file.standings;
  const since = (standing: MappaStanding) => ({
    what: standingInWords(standing, t),
    since: standing.by
      ? t('mappa.since', { day: showDay(standing.fromOn, t), name: standing.by })
      : t('mappa.broughtOver', { day: showDay(standing.fromOn, t) }),
    why: standing.why ?? '',
  });
  return {
    ...{ name: nameInLists(file), reference: file.reference },
    now: now ? since(now) : { what: t('mappa.none'), since: '', why: '' },
    before: before.map(since),
    notices: file.notices.map(({ sentOn, to, by }) => t('mappa.notice', { day: showDay(sentOn, t), to, by })),
    comments: file.comments.map(comment => commentModel(comment, file, t)),
  };
}

/** What the person and their helpers read. */
export function openModel({ disclosed }: OpenFile, t: Translate) {
  return {
    said: disclosed.map(({ agency, text, agreedOn }) => ({
      ...{ agency, text, on: t('mappa.my.agreed', { day: showDay(agreedOn, t) }) },
    })),
  };
}
