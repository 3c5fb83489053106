import type { Answers } from '../../platform/forms/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import type { Field, readFields, Typed } from '../../platform/small-forms/index.ts';
import { custodyKinds } from '../rules/kinds/prison.ts';
import type { Prisoner } from './queries/read-prisoner.ts';

const yesNo = [
  { value: 'yes', text: 'prison.paper.yes' },
  { value: 'no', text: 'prison.paper.no' },
] as const;

/** A question of the form, in its own words. */
const asInForm = (name: string): TextKey => `prison2026.${name}.label` as TextKey;

const doctor = (which: 'doctor1' | 'doctor2'): readonly Field[] => {
  const label = (what: string) => `prison.paper.${which}${what}` as TextKey;
  return [
    { kind: 'line', name: `${which}Name`, label: label('Name') },
    {
      ...{ kind: 'line', name: `${which}Gmc`, label: label('Gmc') },
      ...{ hint: 'prison2026.doctor1Gmc.hint' },
    },
    { kind: 'one', name: `${which}Approved`, label: label('Approved'), choices: yesNo },
    { kind: 'day', name: `${which}Seen`, label: label('Seen') },
    {
      ...{ kind: 'text', name: `${which}Findings`, label: label('Findings') },
      ...{ hint: 'prison.paper.findingsHint' },
    },
  ];
};

const asked: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'custodyKind', label: asInForm('custodyKind') },
    choices: custodyKinds.map(value => ({ value, text: `prison2026.custodyKind.${value}` as TextKey })),
  },
  { kind: 'line', name: 'heldAt', label: 'prison.paper.heldAt' },
  {
    ...{ kind: 'text', name: 'purpose', label: asInForm('purpose') },
    ...{ hint: 'prison2026.purpose.hint' },
  },
  {
    ...{ kind: 'day', name: 'requestedOn', label: asInForm('requestedOn') },
    hint: 'prison2026.requestedOn.hint',
  },
  {
    ...{ kind: 'day', name: 'releaseOn', label: asInForm('releaseOn') },
    ...{ hint: 'prison2026.releaseOn.hint', mayBeEmpty: true },
  },
  ...doctor('doctor1'),
  ...doctor('doctor2'),
  { kind: 'line', name: 'receivingHospital', label: asInForm('receivingHospital') },
  { kind: 'line', name: 'receivingWard', label: asInForm('receivingWard') },
  { kind: 'day', name: 'bedBy', label: asInForm('bedBy') },
  {
    ...{ kind: 'line', name: 'bedSaidBy', label: asInForm('bedSaidBy') },
    ...{ hint: 'prison2026.bedSaidBy.hint' },
  },
  {
    ...{ kind: 'text', name: 'asked', label: 'prison.paper.words' },
    ...{ hint: 'prison.paper.wordsHint' },
  },
];

/**
 * What came on paper: the referral, both reports, the bed, and what is known of asking the person. Of so many boxes each is
 * asked for by its own question where it was left empty.
 */
export const paperFields: readonly Field[] = asked.map(field =>
  field.kind === 'day' ? field : { ...field, need: field.label },
);

/** What the form begins with: where the person is by the register. */
export const paperBegun = ({ heldAt }: Prisoner): Typed => ({ texts: { heldAt }, lists: {} });

type Read = ReturnType<typeof readFields>;

/** The answers by the questions of the form, with what the register knows of the person. */
export function paperAnswers({ texts, days }: Pick<Read, 'texts' | 'days'>, of: Prisoner): Answers {
  const isSentenced = texts.custodyKind === 'prison-sentenced';
  const said = paperFields
    .filter(({ kind, name }) => kind !== 'day' && name !== 'asked')
    .map(({ name }) => [name, (texts[name] ?? '').trim()] as const);
  const { releaseOn, ...other } = days;
  return {
    patientName: `${of.givenNames} ${of.familyName}`.trim(),
    ...(of.bornOn === null ? {} : { patientBorn: of.bornOn }),
    ...(of.prisonNumber === null ? {} : { prisonNumber: of.prisonNumber }),
    ...Object.fromEntries(said),
    ...other,
    ...(isSentenced && releaseOn !== undefined ? { releaseOn } : {}),
  };
}
