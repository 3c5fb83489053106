import { showDay } from '../../platform/time/index.ts';
import { type Answer, type Ask, type Role, type Route, route } from '../../platform/web/index.ts';
import { keptWords, paginate } from '../../platform/web/look/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { isOfDocument } from '../rules/clocks/names.ts';
import { clockGroups, groupNames } from './groups.ts';
import { type HospitalQuery, hospitalQuery, hrefOf } from './list-query.ts';
import { hospitalParts } from './parts.ts';
import { clockPaths } from './paths.ts';
import { type ClockLine, rowsOnPage, totalOf } from './queries/listed.ts';
import { type HospitalList, readHospital } from './queries/read-hospital.ts';
import { untilOf } from './routes-worklist.ts';
import { hrefOfClock, showClock } from './show-clock.ts';
import { showTabs, withDay } from './worklist-model.ts';

/** Who writes and sends reports: in hospital, and for those conditionally discharged. */
export const reporters = [
  'responsible_clinician',
  'mha_office',
  'social_supervisor',
  'clinical_supervisor',
] as const satisfies readonly Role[];

type HospitalAsk = Ask<unknown, HospitalQuery>;

/** Of many hospitals, a page or two each. */
const kept = keptWords<ClockLine, ReturnType<ReturnType<typeof rowTexts>>>(5000);

function rowTexts({ t, today }: HospitalAsk) {
  const day = today.toString();
  return ([clock, patient, notice]: ClockLine) => ({
    ...showClock(clock, { t, today, notice }),
    ...{ name: nameInLists(patient), reference: patient.reference, ward: patient.ward ?? '' },
    ...{
      clinicians: patient.leads
        .filter(({ from, until }) => from <= day && (until === null || until > day))
        .map(({ name }) => name)
        .join(', '),
      href: isOfDocument(clock.kind)
        ? clinicalPaths.application(Number(clock.of))
        : (hrefOfClock(clock) ?? clinicalPaths.patient(clock.caseId)),
    },
  });
}

function modelOf(list: HospitalList, ask: HospitalAsk): Record<string, unknown> {
  const { query, t } = ask;
  const chosen = withDay(query);
  const href = (change: Record<string, unknown>) => hrefOf(clockPaths.due(), { ...chosen, ...change });
  const total = totalOf(list.counts, query.tab);
  const pages = paginate({ page: query.page, size: rowsOnPage, total }, page => href({ page }));
  const offered = (all: readonly { id: number; name: string }[], wanted: unknown) =>
    all.map(({ id, name }) => ({ value: id, text: name, selected: id === wanted }));
  return {
    parts: hospitalParts('due', t),
    tabs: showTabs(list.counts, query.tab, { t, href: tab => href({ tab, page: 1 }) }),
    rows: kept(list.rows, ask, () => rowTexts(ask)),
    ...{ pages, showing: t('mhcs.worklist.showing', { from: pages.from, to: pages.to, total }) },
    onDay: query.day ? t('clocks.due.onDay', { day: showDay(query.day, t) }) : '',
    ...{ action: clockPaths.due(), tab: query.tab },
    wards: offered(list.wards, query.ward),
    clinicians: offered(list.clinicians, query.clinician),
    groups: groupNames.map(name => ({
      ...{ value: name, text: t(clockGroups[name].text), selected: name === query.group },
    })),
    filtered: [query.ward, query.clinician, query.group, query.day].some(value => value !== undefined),
    clearHref: hrefOf(clockPaths.due(), { tab: query.tab }),
  };
}

async function hospitalPage(ask: HospitalAsk): Promise<Answer> {
  const { tx, query, today, t } = ask;
  const { day } = query;
  const about = { detail: { tab: query.tab, page: query.page } };
  const list = await ask.lastly(about, () =>
    readHospital(tx, { ...query, day, today, until: untilOf(today, query) }),
  );
  return {
    page: 'casework/clocks/views/hospital.njk',
    title: t('clocks.due.title'),
    model: modelOf(list, ask),
  };
}

export const hospitalRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clockPaths.due(),
    access: reporters,
    audit: 'casework.clocks.listed',
    query: hospitalQuery,
    handle: hospitalPage,
  }),
];
