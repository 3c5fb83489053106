import type { Field, Typed } from '../../platform/small-forms/index.ts';
import type { Tokens } from '../../platform/web/index.ts';
import { tellable } from '../rules/victims/may-be-told.ts';
import type { Kept } from './commands/keep-registration.ts';
import type { Registration } from './queries/read-case.ts';
import { contactShape, seal, unseal } from './sealed.ts';
import { slug } from './show-case.ts';

const bases = ['statutory', 'discretionary'] as const;
export const standings = ['active', 'opted out', 'dormant'] as const;

/** What is asked when a victim is registered. */
export const registerFields: readonly Field[] = [
  { kind: 'line', name: 'name', label: 'liaison.victim.name', need: 'liaison.victim.noName' },
  { kind: 'text', name: 'address', label: 'liaison.victim.address', hint: 'liaison.victim.addressHint' },
  { kind: 'line', name: 'telephone', label: 'liaison.victim.telephone' },
  { kind: 'line', name: 'email', label: 'liaison.victim.email' },
  { kind: 'text', name: 'how', label: 'liaison.victim.how', hint: 'liaison.victim.howHint' },
  {
    ...{ kind: 'one', name: 'basis', label: 'liaison.victim.basis', hint: 'liaison.victim.basisHint' },
    need: 'liaison.victim.noBasis',
    choices: bases.map(value => ({ value, text: `liaison.basis.${value}` as const })),
  },
  {
    ...{ kind: 'several', name: 'wants', label: 'liaison.victim.wants', hint: 'liaison.victim.wantsHint' },
    choices: tellable.map(value => ({ value, text: `liaison.wants.${value}` as const })),
  },
];

/** The same with where the victim stands, once they are registered. */
export const detailFields: readonly Field[] = [
  ...registerFields,
  {
    ...{
      kind: 'one',
      name: 'standing',
      label: 'liaison.victim.standing',
      hint: 'liaison.victim.standingHint',
    },
    need: 'liaison.victim.noStanding',
    choices: [
      { value: 'active', text: 'liaison.standing.active' },
      { value: 'opted out', text: 'liaison.standing.optedOut' },
      { value: 'dormant', text: 'liaison.standing.dormant' },
    ],
  },
];

/** What a form that was read well keeps. */
export function keptFrom({ texts, lists }: Typed, tokens: Tokens): Kept {
  const { name = '', address = '', telephone = '', email = '', how = '' } = texts;
  return {
    sealed: seal(tokens, { name: name.trim(), address, telephone, email, how }),
    basis: bases.find(basis => basis === texts.basis) ?? 'discretionary',
    standing: standings.find(standing => standing === texts.standing) ?? 'active',
    wants: tellable.filter(what => (lists.wants ?? []).includes(what)),
  };
}

/** What is kept, as the form holds it. */
export function typedFrom({ sealed, basis, standing, wants }: Registration, tokens: Tokens): Typed {
  return { texts: { ...unseal(tokens, contactShape, sealed), basis, standing }, lists: { wants } };
}

/** The rows of a victim's details; an empty one is left out. */
export function detailRows(victim: Registration, tokens: Tokens): { name: string; value: string }[] {
  const contact = unseal(tokens, contactShape, victim.sealed);
  const rows = contact
    ? (['address', 'telephone', 'email', 'how'] as const).map(name => ({ name, value: contact[name] }))
    : [];
  return [...rows, { name: 'basis', value: slug(victim.basis) }].filter(({ value }) => value !== '');
}
