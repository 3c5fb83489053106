import { type FileRules, pictureKinds, receiveFile } from '../../platform/files/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { type Again, type Field, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type FieldProblem, found, type Route, route } from '../../platform/web/index.ts';
import { fileField } from '../attachments/fields.ts';
import { readCorners } from '../rules/victims/zone.ts';
import { keepMap } from './commands/keep-map.ts';
import { keepRequest, withdrawRequest } from './commands/requests.ts';
import { victimForm } from './form-page.ts';
import {
  byVictimDoor,
  type RequestAsk,
  requestParams,
  type VictimAsk,
  victimParams,
} from './liaison-route.ts';
import { liaisonPaths } from './paths.ts';
import { readCase } from './queries/read-case.ts';
import { release, releasePage } from './release-page.ts';
import { partition, seal } from './sealed.ts';
import { nameIn } from './show-case.ts';

const text: Field = {
  ...{ kind: 'text', name: 'text', label: 'liaison.request.text', hint: 'liaison.request.textHint' },
  need: 'liaison.request.noText',
};
const why: Field = {
  kind: 'text',
  name: 'why',
  label: 'liaison.request.why',
  hint: 'liaison.request.whyHint',
};
const corners: Field = {
  ...{ kind: 'text', name: 'corners', label: 'liaison.zone.corners', hint: 'liaison.zone.cornersHint' },
};

const picker = { kinds: pictureKinds, label: 'liaison.zone.map', hint: 'files.hintPicture' } as const;

const kinds = {
  condition: { fields: () => [text, why], action: liaisonPaths.conditions, kept: 'condition' },
  zone: {
    fields: (rules: FileRules) => [text, corners, why, fileField(rules, picker)],
    action: liaisonPaths.zones,
    kept: 'exclusion zone',
  },
} as const;
type Kind = keyof typeof kinds;

async function page(ask: VictimAsk, kind: Kind, again?: Again): Promise<Answer> {
  const { tx, params } = ask;
  const file = await readCase(tx, params.caseId);
  const victim = found(file.registrations.find(({ id }) => id === params.victim));
  return victimForm(ask, {
    ...{ title: `liaison.${kind}.add`, intro: `liaison.${kind}.intro`, about: nameIn(victim, ask) },
    backHref: liaisonPaths.victim(file.caseId, victim.id),
    form: {
      ...{ action: kinds[kind].action(file.caseId, victim.id), fields: kinds[kind].fields(ask.files) },
      ...{ button: 'liaison.words.keep', again },
    },
  });
}

function zoneProblem(typed: string, t: VictimAsk['t']): FieldProblem[] {
  const read = readCorners(typed);
  if ('corners' in read) return [];
  const line = 'line' in read ? read.line : 0;
  return [{ field: 'corners', text: t(`liaison.zone.${read.problem}` as TextKey, { line }) }];
}

/** A map may go with a zone; without one the form is as good. */
async function receiveMap({ file, files }: VictimAsk, kind: Kind) {
  if (kind !== 'zone' || !file) return { ok: true, file: undefined } as const;
  return receiveFile({ file, rules: files, kinds: pictureKinds });
}

async function keep(ask: VictimAsk, kind: Kind): Promise<Answer> {
  const { tx, params, body, t, actor, tokens } = ask;
  const read = readFields(kinds[kind].fields(ask.files), body, t);
  const map = await receiveMap(ask, kind);
  const typed = { text: read.texts.text ?? '', why: read.texts.why ?? '', corners: read.texts.corners ?? '' };
  const problems = [
    ...read.problems,
    ...(kind === 'zone' ? zoneProblem(typed.corners, t) : []),
    ...(map.ok ? [] : [{ field: 'file', text: t(map.says, map.values) }]),
  ];
  if (!map.ok || problems.length > 0) return page(ask, kind, { typed: read, problems });
  const file = await readCase(tx, params.caseId);
  const victim = found(file.registrations.find(({ id }) => id === params.victim));
  const request = await keepRequest(tx, {
    ...{ caseId: file.caseId, victimId: victim.id, kind: kinds[kind].kept, actor },
    sealed: seal(tokens, typed),
  });
  if (map.file) {
    const { kind, scan, bytes } = map.file;
    const sealed = tokens.sealBytesFor(partition, bytes);
    await keepMap(tx, { caseId: file.caseId, request, kind, scan, sealed, actor });
  }
  return { goTo: liaisonPaths.victim(file.caseId, victim.id), say: 'liaison.said.requested' };
}

async function withdraw({ tx, params }: RequestAsk): Promise<Answer> {
  const victim = await withdrawRequest(tx, params.caseId, params.request);
  return { goTo: liaisonPaths.victim(params.caseId, victim), say: 'liaison.said.takenBack' };
}

const routesOf = (kind: Kind): Route[] => [
  route({
    ...{ method: 'GET', path: kinds[kind].action(':caseId', ':victim'), ...byVictimDoor },
    ...{ audit: `victim.${kind}.opened`, params: victimParams },
    handle: ask => page(ask, kind),
  }),
  route({
    ...{ method: 'POST', path: kinds[kind].action(':caseId', ':victim'), ...byVictimDoor },
    ...{ audit: 'by the command', params: victimParams },
    ...(kind === 'zone' ? { takesFile: 'whole' as const } : {}),
    handle: ask => keep(ask, kind),
  }),
];

/** What a victim asks for: conditions and zones, released in words alone or taken back. */
export const requestRoutes: readonly Route[] = [
  ...routesOf('condition'),
  ...routesOf('zone'),
  route({
    ...{ method: 'GET', path: liaisonPaths.release(':caseId', ':request'), ...byVictimDoor },
    ...{ audit: 'victim.condition.read', params: requestParams },
    handle: ask => releasePage(ask),
  }),
  route({
    ...{ method: 'POST', path: liaisonPaths.release(':caseId', ':request'), ...byVictimDoor },
    ...{ audit: 'by the command', params: requestParams },
    handle: release,
  }),
  route({
    ...{ method: 'POST', path: liaisonPaths.withdraw(':caseId', ':request'), ...byVictimDoor },
    ...{ audit: 'by the command', params: requestParams },
    handle: withdraw,
  }),
];
