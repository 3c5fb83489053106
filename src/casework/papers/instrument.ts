import {
  type Block,
  bullets,
  heading,
  notice,
  type PaperDocument,
  paragraph,
  signature,
  summary,
} from '../../platform/documents/index.ts';
import { type Translate, textOf } from '../../platform/language/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import { instrumentPaths } from '../instruments/paths.ts';
import type { Instrument } from '../instruments/queries/read-instrument.ts';
import type { Matter } from '../rules/delegation.ts';
import type { InstrumentForm } from '../rules/instruments.ts';
import { showAuthority } from './words-of-authority.ts';

const wordOf = (matter: Matter) => matter.replaceAll(' ', '-');

/** What an instrument is called: “Warrant: recall to hospital”. */
export function nameOfInstrument(
  { form, matter }: { readonly form: InstrumentForm; readonly matter: Matter },
  t: Translate,
): string {
  return t('instruments.name', {
    form: textOf(t, `instruments.form.${form}`),
    matter: textOf(t, `instruments.matter.${wordOf(matter)}`),
  });
}

type Named = { readonly id: number; readonly form: InstrumentForm; readonly matter: Matter };

/** The way to each instrument of a decision. */
export function showInstruments(
  instruments: readonly Named[],
  t: Translate,
): { href: string; text: string }[] {
  return instruments.map(one => ({ href: instrumentPaths.page(one.id), text: nameOfInstrument(one, t) }));
}

/**
 * Lays an instrument out in the plain look of every paper here: which power is used, about whom, what follows, to
 * which place, under which conditions, who issued it at which level and when. It wears no arms and no seal.
 */
export function instrumentOnPaper(instrument: Instrument, t: Translate): PaperDocument {
  const day = showDay(dayOf(Temporal.Instant.from(instrument.issuedAt)), t);
  return {
    title: nameOfInstrument(instrument, t),
    language: t.language,
    marking: t('mhcs.paper.marking'),
    from: [t('mhcs.section')],
    reference: instrument.number,
    datedOn: day,
    blocks: [
      ...takenBack(instrument, t),
      about(instrument, t),
      heading(1, t('instruments.what')),
      paragraph(textOf(t, `instruments.says.${wordOf(instrument.matter)}`)),
      ...conditions(instrument, t),
      signature({
        name: instrument.issuedBy,
        role: [instrument.job, t('mhcs.section.onBehalf')].filter(Boolean).join('\n'),
        ...{ signedOn: day, electronically: true },
      }),
      paragraph(t('instruments.level', { held: instrument.levelHeld, needed: instrument.levelNeeded })),
      notice(t('instruments.record')),
    ],
  };
}

/** It stays as it was issued; that it allows nothing any more stands above it. */
function takenBack({ takenBackAt }: Instrument, t: Translate): Block[] {
  if (!takenBackAt) return [];
  return [
    notice(t('again.instrument.takenBack', { day: showDay(dayOf(Temporal.Instant.from(takenBackAt)), t) })),
  ];
}

function about(instrument: Instrument, t: Translate): Block {
  const rows = [
    { key: t('instruments.power'), value: instrument.power },
    { key: t('instruments.person'), value: instrument.person },
    { key: t('instruments.born'), value: instrument.bornOn ? showDay(instrument.bornOn, t) : '' },
    { key: t('instruments.reference'), value: instrument.reference },
    { key: t('instruments.authority'), value: showAuthority(instrument.authority, t) },
    { key: t('instruments.hospital'), value: instrument.hospital },
    { key: t('instruments.toPlace'), value: instrument.toPlace },
  ];
  return summary(...rows.filter(({ value }) => value !== ''));
}

function conditions(instrument: Instrument, t: Translate): Block[] {
  if (instrument.conditions.length === 0) return [];
  return [heading(1, t('instruments.conditions')), bullets(...instrument.conditions)];
}
