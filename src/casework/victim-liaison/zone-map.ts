import type { FileKind, Scan } from '../../platform/files/index.ts';
import { type Answer, found, type Route, route } from '../../platform/web/index.ts';
import { serveFile } from '../attachments/serve.ts';
import { byVictimDoor, type RequestAsk, requestParams } from './liaison-route.ts';
import { liaisonPaths } from './paths.ts';
import { partition } from './sealed.ts';

async function mapOf({ tx, params, tokens, files }: RequestAsk): Promise<Answer> {
  const kept = found(
    await tx.db
      .selectFrom('victim.zone_map')
      .where('request_id', '=', params.request)
      .where('case_id', '=', params.caseId)
      .select(['media_type', 'scan', 'sealed'])
      .executeTakeFirst(),
  );
  const bytes = found(tokens.unsealBytesFor(partition, kept.sealed));
  const [kind, scan] = [kept.media_type as FileKind, kept.scan as Scan];
  const about = { caseId: params.caseId, detail: { request: params.request } };
  return serveFile({ called: `map-${params.request}`, kind, scan, bytes }, { files, about });
}

/** The picture of the map of an exclusion zone, for the officers of the case. */
export const mapRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: liaisonPaths.map(':caseId', ':request'), ...byVictimDoor },
    ...{ audit: 'victim.map.read', params: requestParams },
    handle: mapOf,
  }),
];
