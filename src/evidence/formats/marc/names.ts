import type { CreatorRole } from '../../record/kinds.ts';
import { addBody, type Draft } from '../draft.ts';
import { addNamed } from '../names.ts';
import { fieldsOf, type MarcField, type MarcRecord, unpunctuated, valuesOf } from './fields.ts';

/** MARC's codes for relators ($4), and the words ($e) that stand for them in catalogues. */
const roles: readonly (readonly [CreatorRole, RegExp])[] = [
  ['series editor', /^(?:pbd)$|series editor/i],
  ['editor', /^(?:edt|edc|com|isb|red)$|edit|hrsg|herausgeb|compil|golyg/i],
  ['translator', /^trl$|translat|übersetz|cyfieith/i],
  ['performer', /^(?:prf|sng|itr|mus)$|perform|singer|instrumental/i],
  ['composer', /^(?:cmp|arr)$|compos|komponist/i],
  ['director', /^(?:drt|fmd|tld)$|direct/i],
  ['producer', /^(?:pro|fmp)$|produc/i],
  ['artist', /^(?:art|ill|pht|drm)$|artist|illustrat|photograph/i],
  ['cartographer', /^ctg$|cartograph/i],
  ['interviewee', /^ive$|interviewee/i],
  ['interviewer', /^ivr$|interviewer/i],
  ['writer', /^(?:lyr|lbt|aus)$|lyric|librett|screenwrit/i],
  ['cast member', /^act$|\bactor/i],
  ['contributor', /^(?:ctb|dgs|ths|aui|aft|oth|win|cwt|orm)$|contribut|supervis|advis|foreword|mitwirk/i],
  ['author', /^(?:aut|cre|dis)$|author|creator|verfasser|awdur/i],
];

/** Who published, printed, owned or granted a degree made nothing of what the work says. */
const noMaker =
  /^(?:pbl|prt|mfr|dst|his|own|fmo|dgg|isb|bkd|bnd)\b|publisher|verlag|printer|owner|degree gran/i;

/** 1xx is who mainly made it; 7xx are the others, of whom not every catalogue says what they did. */
export function takeNames(draft: Draft, record: MarcRecord): void {
  const main = fieldsOf(record, '100', '110');
  const added = fieldsOf(record, '700', '710').filter(field => valuesOf(field, 't').length === 0);
  const unsaid: CreatorRole = main.length > 0 ? 'contributor' : 'editor';
  const isMaker = (field: MarcField) => !valuesOf(field, '4e').some(word => noMaker.test(word));
  for (const field of main) addField(draft, roleOf(field) ?? 'author', field);
  for (const field of added.filter(isMaker))
    addField(draft, roleOf(field) ?? (draft.type === 'sound recording' ? 'performer' : unsaid), field);
}

function roleOf(field: MarcField): CreatorRole | undefined {
  const said = valuesOf(field, '4e').map(word => word.replace(/^.*\//, '').replace(/[.,]+$/, ''));
  return roles.find(([, sign]) => said.some(word => sign.test(word)))?.[0];
}

function addField(draft: Draft, role: CreatorRole, field: MarcField) {
  const name = unpunctuated(
    valuesOf(field, field.tag.endsWith('10') ? 'ab' : 'a')
      .map(unpunctuated)
      .join('. '),
  );
  // A body's name may have a comma; the first indicator of a person's says whether it is turned round.
  if (field.tag.endsWith('10') || field.indicators[0] === '0' || field.indicators[0] === '3')
    addBody(draft, role, name);
  else addNamed(draft, role, name);
}
