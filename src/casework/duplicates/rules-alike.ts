import type { TextKey } from '../../platform/language/index.ts';

/** In what two records of a person are alike, as the database found it. */
export type Alike = {
  /** Kinds of number that both have, with the same value. */
  readonly sharedKinds: readonly string[];
  readonly born: 'same' | 'near' | 'unknown' | 'other';
  readonly family: 'same' | 'sounds' | 'other';
  readonly given: 'same' | 'sounds' | 'other';
  /** One's family name sounds as the other's given name, and the other way round. */
  readonly swapped: boolean;
};

const bornTexts = {
  same: 'duplicates.why.bornSame',
  near: 'duplicates.why.bornNear',
  unknown: 'duplicates.why.bornUnknown',
  other: 'duplicates.why.bornOther',
} as const satisfies Record<Alike['born'], TextKey>;
const familyTexts = { same: 'duplicates.why.familySame', sounds: 'duplicates.why.familySounds' } as const;
const givenTexts = { same: 'duplicates.why.givenSame', sounds: 'duplicates.why.givenSounds' } as const;

/** Why two records may be one person, and what speaks against it: the strongest first, each a text of its own. */
export function whyAlike({ sharedKinds, born, family, given, swapped }: Alike): TextKey[] {
  const numbers = sharedKinds.flatMap(kind => sharedTexts[kind] ?? []);
  const names: TextKey[] = swapped
    ? ['duplicates.why.swapped']
    : [
        ...(family === 'other' ? [] : [familyTexts[family]]),
        ...(given === 'other' ? [] : [givenTexts[given]]),
      ];
  return [...numbers, bornTexts[born], ...names];
}

const sharedTexts: Readonly<Record<string, TextKey>> = {
  nhs: 'duplicates.why.nhs',
  prison: 'duplicates.why.prison',
  pnc: 'duplicates.why.pnc',
  cro: 'duplicates.why.cro',
};
