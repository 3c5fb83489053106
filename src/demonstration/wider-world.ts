import type { More } from './load-small-world.ts';
import { atLarkmoor } from './small-world.ts';

/**
 * Who comes beside the small world when its stories are told: people who left hospital on conditions, those who
 * supervise them, and a record that was made twice. Tests do without them.
 */
export const widerWorld: More = {
  staff: [
    {
      username: 'sol.bridge',
      name: 'Sol Bridge',
      job: 'Social worker',
      role: 'social_supervisor',
      unit: 'larkmoor-care',
    },
    {
      username: 'cass.anchor',
      name: 'Dr Cass Anchor',
      job: 'Consultant psychiatrist',
      role: 'clinical_supervisor',
      unit: 'larkmoor-care',
    },
  ],
  patients: [
    {
      username: 'mica.stencil',
      family: 'Stencil',
      given: 'Mica',
      born: '1980-02-17',
      reference: 'EX/0013',
      authority: 's37/41',
      orderYearsAgo: 9,
      ward: 'heron',
      ...atLarkmoor,
      supervised: true,
      flags: { mappa: [3, 1] },
    },
    {
      username: 'noor.outline',
      family: 'Outline',
      given: 'Noor',
      born: '1974-08-29',
      reference: 'EX/0014',
      authority: 's37/41',
      orderYearsAgo: 11,
      ward: 'wren',
      ...atLarkmoor,
      supervised: true,
      advocate: true,
      flags: { mappa: [3, 1] },
    },
    {
      username: 'onyx.template',
      family: 'Template',
      given: 'Onyx',
      born: '1987-11-05',
      reference: 'EX/0015',
      authority: 's37/41',
      orderYearsAgo: 7,
      ward: 'heron',
      ...atLarkmoor,
      supervised: true,
      flags: { mappa: [2, 1] },
    },
    {
      // Discharged like Mica, and recalled at night.
      username: 'perry.stand-in',
      family: 'Stand-In',
      given: 'Perry',
      born: '1991-03-13',
      reference: 'EX/0016',
      authority: 's37/41',
      orderYearsAgo: 6,
      ward: 'wren',
      ...atLarkmoor,
      supervised: true,
      flags: { mappa: [3, 1] },
    },
    {
      // The same person as Gale Placeholder, written down a second time.
      username: 'gail.placeholder',
      family: 'Placeholder',
      given: 'Gail',
      born: '1973-12-25',
      reference: 'EX/0017',
      authority: 's37/41',
      orderYearsAgo: 8,
      ward: 'wren',
      ...atLarkmoor,
      flags: {},
    },
    {
      // In prison, and no restricted patient yet.
      username: 'rune.tracing',
      family: 'Tracing',
      given: 'Rune',
      born: '1993-06-21',
      reference: 'EX/0018',
      authority: 'none',
      orderYearsAgo: 0,
      ward: 'fennmarsh',
      hospital: 'fennmarsh',
      clinician: 'wyn.latch',
      team: 'team-one',
      inPrison: true,
    },
  ],
};
