import type { z } from 'zod';
import type { TextKey, Translate } from '../../../platform/language/index.ts';
import { showDay } from '../../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  type Body,
  caseParams,
  one,
  type Route,
  route,
} from '../../../platform/web/index.ts';
import { nameInLists } from '../../clinical/names.ts';
import { mhcsRoles } from '../../mhcs/roles.ts';
import { registerPaths } from '../../register/paths.ts';
import { statisticsPaths } from '../paths.ts';
import { ethnicities, offenceGroups, sexes } from './codes.ts';
import { keepCharacteristics } from './keep-characteristics.ts';
import { type Characteristics, readCharacteristics, type Whose } from './read-characteristics.ts';
import { characteristicInWords } from './words.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;

const choices = {
  sex: sexes,
  ethnicity: ethnicities,
  offence: offenceGroups,
} as const satisfies Readonly<Record<keyof Characteristics, readonly string[]>>;
const fields = Object.keys(choices) as (keyof Characteristics)[];

/** What was chosen; what is on no list was not chosen on the page, and is nothing. */
function chosenIn(body: Body): Characteristics {
  const chosen = (field: keyof Characteristics) =>
    (choices[field] as readonly string[]).find(code => code === one(body, field)) ?? null;
  return { sex: chosen('sex'), ethnicity: chosen('ethnicity'), offence: chosen('offence') };
}

function boxOf(field: keyof Characteristics, now: string | null, t: Translate) {
  return {
    field,
    label: t(`characteristics.${field}` as TextKey),
    hint: t(`characteristics.${field}.hint` as TextKey),
    choices: choices[field].map(code => ({
      ...{ code, selected: code === now },
      text: characteristicInWords(field, code, t),
    })),
  };
}

function showWhose(whose: Whose, t: Translate) {
  const { recordedOn, recordedBy } = whose;
  const by = recordedBy ?? t('register.program');
  return {
    head: {
      name: nameInLists(whose),
      reference: whose.reference,
      closed: whose.closedOn ? t('register.closed', { day: showDay(whose.closedOn, t) }) : '',
    },
    recorded: recordedOn ? t('characteristics.recorded', { by, day: showDay(recordedOn, t) }) : '',
    isOpen: whose.closedOn === null,
    seen: whose.version,
    boxes: fields.map(field => boxOf(field, whose[field], t)),
    action: statisticsPaths.characteristics(whose.caseId),
  };
}

async function page(ask: CaseAsk, whose: Whose): Promise<Answer> {
  const { t } = ask;
  return {
    page: 'casework/statistics/characteristics/views/characteristics.njk',
    title: t('characteristics.title'),
    backHref: registerPaths.entry(whose.caseId),
    model: showWhose(whose, t),
    about: { caseId: whose.caseId },
  };
}

async function save(ask: CaseAsk): Promise<Answer> {
  const { tx, body, t } = ask;
  const whose = await readCharacteristics(tx, ask.params.caseId);
  const kept = chosenIn(body);
  if (await keepCharacteristics(tx, { whose, kept, seen: Number(one(body, 'seen')) }))
    return { goTo: registerPaths.entry(whose.caseId), say: 'characteristics.said' };
  const again = await page(ask, { ...whose, ...kept });
  const problem = { field: 'sex', text: t('characteristics.changed') };
  return { ...again, status: 409, problems: [problem] } as Answer;
}

/** Sex, ethnicity and the group of the index offence, which are counted; nobody has to say them. */
export const characteristicsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: statisticsPaths.characteristics(':caseId'),
    access: mhcsRoles,
    audit: 'casework.characteristics.read',
    params: caseParams,
    handle: async ask => page(ask, await readCharacteristics(ask.tx, ask.params.caseId)),
  }),
  route({
    method: 'POST',
    path: statisticsPaths.characteristics(':caseId'),
    access: mhcsRoles,
    audit: 'by the command',
    params: caseParams,
    handle: save,
  }),
];
