import type { TextKey } from '../../platform/language/index.ts';
import type { Field } from '../../platform/small-forms/index.ts';
import type { NewLink } from './commands/record-links.ts';

/** The links of the chain, in their order. */
export const links = ['responses', 'actions', 'completions', 'verifications', 'outcomes'] as const;
export type Link = (typeof links)[number];
export const isLink = (link: string): link is Link => links.some(each => each === link);

const line = (name: string, label: TextKey, need?: TextKey): Field => ({
  ...{ kind: 'line', name, label },
  ...(need && { need }),
});
const text = (name: string, label: TextKey, need: TextKey): Field => ({ kind: 'text', name, label, need });
const day = (name: string, label: TextKey): Field => ({ kind: 'day', name, label });

/** What is asked of somebody who adds a link. */
export const fieldsOf: Readonly<Record<Link, readonly Field[]>> = {
  responses: [
    {
      ...{ kind: 'one', name: 'kind', label: 'chains.field.kind', need: 'chains.need.kind' },
      choices: [
        { value: 'accepted', text: 'chains.answer.accepted' },
        { value: 'accepted in part', text: 'chains.answer.acceptedInPart' },
        { value: 'rejected', text: 'chains.answer.rejected' },
      ],
    },
    text('says', 'chains.field.answer', 'chains.need.text'),
    day('on', 'chains.field.on'),
    line('signedBy', 'chains.field.signedBy', 'chains.need.signedBy'),
    line('source', 'chains.field.source'),
  ],
  actions: [
    text('does', 'chains.field.does', 'chains.need.text'),
    line('owner', 'chains.field.owner', 'chains.need.owner'),
    day('dueOn', 'chains.field.dueOn'),
  ],
  completions: [
    day('on', 'chains.field.doneOn'),
    text('shownBy', 'chains.field.shownBy', 'chains.need.shownBy'),
    line('url', 'chains.field.url'),
  ],
  verifications: [
    {
      ...{ kind: 'one', name: 'verdict', label: 'chains.field.verdict', need: 'chains.need.verdict' },
      choices: [
        { value: 'verified', text: 'chains.verdict.verified' },
        { value: 'not verified', text: 'chains.verdict.notVerified' },
      ],
    },
    text('says', 'chains.field.found', 'chains.need.text'),
    day('on', 'chains.field.verifiedOn'),
    line('verifiedBy', 'chains.field.verifiedBy', 'chains.need.signedBy'),
  ],
  outcomes: [
    text('says', 'chains.field.outcome', 'chains.need.text'),
    day('on', 'chains.field.seenOn'),
    line('record', 'chains.field.record'),
    line('source', 'chains.field.outcomeSource'),
  ],
};

type Known = { readonly addressees: readonly string[]; readonly themes: readonly string[] };

/**
 * What is asked of somebody who records a recommendation.
 * @param known the organisations and themes that others have, so that one is not written in two ways
 */
export const recommendationFields = ({ addressees, themes }: Known): readonly Field[] => [
  {
    ...{ kind: 'text', name: 'asks', label: 'chains.field.asks', hint: 'chains.field.asksHint' },
    need: 'chains.need.text',
  },
  line('paragraph', 'chains.field.paragraph'),
  {
    ...{ kind: 'text', name: 'addressees', label: 'chains.field.addressees' },
    ...{ need: 'chains.need.addressees', hintValues: { known: addressees.join('; ') } },
    hint: addressees.length > 0 ? 'chains.field.addresseesKnown' : 'chains.field.addresseesHint',
  },
  {
    ...line('theme', 'chains.field.theme', 'chains.need.theme'),
    ...(themes.length > 0 && {
      ...{ hint: 'chains.field.themesKnown', hintValues: { known: themes.join('; ') } },
    }),
  },
  day('madeOn', 'chains.field.madeOn'),
  {
    ...{ kind: 'day', name: 'dueOn', label: 'chains.field.due', hint: 'chains.field.dueHint' },
    mayBeEmpty: true,
  },
];

/** Why a link is struck. */
export const strikeFields: readonly Field[] = [
  text('because', 'chains.field.because', 'chains.need.because'),
];

type Read = {
  readonly texts: Readonly<Record<string, string>>;
  readonly days: Readonly<Record<string, string>>;
};

/** The link that a form without problems says. `of` is what it belongs to. */
export function linkFrom(link: Link, of: number, { texts, days }: Read): NewLink {
  const say = (name: string) => texts[name] ?? '';
  const on = days.on ?? '';
  switch (link) {
    case 'responses':
      return {
        link,
        of,
        kind: say('kind'),
        says: say('says'),
        on,
        signedBy: say('signedBy'),
        source: say('source'),
      };
    case 'actions':
      return { link, of, does: say('does'), owner: say('owner'), dueOn: days.dueOn ?? '' };
    case 'completions':
      return { link, of, on, shownBy: say('shownBy'), url: say('url').trim() };
    case 'verifications':
      return { link, of, verdict: say('verdict'), says: say('says'), on, verifiedBy: say('verifiedBy') };
    case 'outcomes':
      return {
        ...{ link, says: say('says'), on, source: say('source') },
        record: say('record').trim() === '' ? undefined : Number(say('record')),
      };
  }
}
