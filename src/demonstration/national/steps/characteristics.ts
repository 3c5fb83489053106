import { sql } from 'kysely';
import { chance, list, nation, type Step } from './step.ts';

/** What is drawn, each as often as it stands there; '' is what nobody has said. All shares are invented. */
const drawn = {
  sex: many({ male: 172, female: 25, other: 1, '': 2 }),
  ethnicity: many({
    ...{ W1: 55, W2: 1, W3: 1, W5: 1, W9: 5, M1: 2, M2: 1, M3: 1, M9: 1, A1: 2, A2: 3, A3: 1, A4: 1, A9: 2 },
    ...{ B1: 8, B2: 6, B9: 3, O2: 1, O9: 1, NS: 1, '': 3 },
  }),
  offence: many({
    ...{ murder: 4, 'other killing': 13, 'other violence': 37, sexual: 12, robbery: 6, burglary: 3 },
    ...{ 'theft or fraud': 1, arson: 11, 'other damage': 2, other: 9, '': 2 },
  }),
};

function many(shares: Readonly<Record<string, number>>): string[] {
  return Object.entries(shares).flatMap(([code, times]) => Array<string>(times).fill(code));
}

const draw = (what: keyof typeof drawn) =>
  sql`nullif((${list(drawn[what])})[1 + (pg_temp.chance(p.case_id, ${what}) * ${drawn[what].length})::integer % ${drawn[what].length}], '')`;

/** Sex, ethnicity and the group of the offence, in invented shares; some are not recorded, as in life. */
export const characteristics: Step = {
  name: 'what is known for counting',
  async run(db) {
    await chance.execute(db);
    await sql`insert into casework.characteristics (case_id, sex, ethnicity, offence_group)
      select p.case_id, ${draw('sex')}, ${draw('ethnicity')}, ${draw('offence')} from casework.patient p
      where p.case_id in ${nation} on conflict do nothing`.execute(db);
  },
};
