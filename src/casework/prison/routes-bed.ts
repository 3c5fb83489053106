import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  idNumber,
  idParams,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { type ApplicationFile, readApplication } from '../clinical/queries/read-application.ts';
import { headOf } from '../clinical/show.ts';
import { askForBed } from './commands/ask-for-bed.ts';
import { prisonPaths } from './paths.ts';

type BedAsk = Ask<z.infer<typeof idParams>, unknown>;

type Choice = { code: number; text: string };
type ToAsk = { hospitals: Choice[]; clinicians: Choice[] };

/** The hospitals, and the responsible clinicians with the hospital in which each works, in one query. */
async function readToAsk(tx: Tx): Promise<ToAsk> {
  const { rows } = await sql<ToAsk>`
    select (select coalesce(json_agg(json_build_object('code', u.id, 'text', u.name) order by u.name), '[]')
        from people.unit u where u.kind = 'hospital' and u.ended_on is null) as hospitals,
      (select coalesce(json_agg(distinct jsonb_build_object('code', a.id, 'text', a.display_name || ', ' || coalesce(h.name, u.name))), '[]')
        from people.membership m join people.account a on a.id = m.account_id and a.ended_on is null
        join people.unit u on u.id = m.unit_id left join people.unit h on h.id = u.parent_id and u.kind = 'ward'
        where m.role = 'responsible_clinician' and m.from_on <= access.today()
          and (m.until_on is null or m.until_on > access.today())) as clinicians`.execute(tx.db);
  return rows[0] ?? { hospitals: [], clinicians: [] };
}

/** A transfer from prison that the reader leads; of every other document there is no such page. */
async function openTransfer({ tx, params }: BedAsk): Promise<ApplicationFile> {
  const file = await readApplication(tx, params.id);
  return found(file.kind === 'prison transfer' && file.leads ? file : undefined);
}

async function bedPage(ask: BedAsk, problems?: readonly FieldProblem[]): Promise<Answer> {
  const { tx, t, body } = ask;
  const file = await openTransfer(ask);
  const { hospitals, clinicians } = await readToAsk(tx);
  const chosen = (field: string) => (each: Choice) => ({
    ...each,
    selected: String(each.code) === one(body, field),
  });
  return {
    page: 'casework/prison/views/bed.njk',
    title: t('prison.bed.title'),
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      hospitals: hospitals.map(chosen('unit')),
      clinicians: clinicians.map(chosen('clinician')),
      action: prisonPaths.bed(file.id),
    },
    about: { caseId: file.caseId, detail: { application: file.id } },
    problems,
  };
}

async function ask(asked: BedAsk): Promise<Answer> {
  const { tx, body, t } = asked;
  const hospital = idNumber.safeParse(one(body, 'unit'));
  if (!hospital.success) return bedPage(asked, [{ field: 'unit', text: t('prison.bed.problem') }]);
  const clinician = idNumber.safeParse(one(body, 'clinician')).data ?? null;
  await askForBed(tx, { file: await openTransfer(asked), hospital: hospital.data, clinician });
  return { goTo: clinicalPaths.application(asked.params.id), say: 'prison.bed.done' };
}

const ofTransfer = { path: prisonPaths.bed(':id'), access: ['prison_healthcare'], params: idParams } as const;

/** The prison asks a hospital for a bed, which lets it into the case. */
export const bedRoutes: readonly Route[] = [
  route({
    ...{ ...ofTransfer, method: 'GET', audit: 'casework.bed.opened' },
    handle: asked => bedPage(asked),
  }),
  route({ ...{ ...ofTransfer, method: 'POST', audit: 'by the command' }, handle: ask }),
];
