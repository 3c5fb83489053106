import { z } from 'zod';
import { documentToHtml, pdfOf, wordOf } from '../../platform/documents/index.ts';
import { type Answer, type Ask, holds, idNumber, type Route, route } from '../../platform/web/index.ts';
import { careTeam } from '../clinical/care-team.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { instrumentOnPaper } from '../papers/instrument.ts';
import { instrumentPaths } from './paths.ts';
import { readInstrument } from './queries/read-instrument.ts';

const ofInstrument = {
  method: 'GET',
  access: [...mhcsRoles, ...careTeam],
  audit: 'casework.instrument.read',
  params: z.object({ instrument: idNumber }),
} as const;
type InstrumentAsk = Ask<z.infer<typeof ofInstrument.params>, unknown>;

async function laidOut({ tx, params, t }: InstrumentAsk) {
  const read = await readInstrument(tx, params.instrument);
  const about = { caseId: read.caseId, detail: { application: read.documentId, instrument: read.id } };
  return { read, paper: instrumentOnPaper(read, t), about };
}

async function page(ask: InstrumentAsk): Promise<Answer> {
  const { read, paper, about } = await laidOut(ask);
  const back = holds(ask.actor, ...mhcsRoles) ? decisionPaths.decision : clinicalPaths.decision;
  return {
    page: 'casework/clinical/views/paper.njk',
    title: paper.title,
    backHref: back(read.documentId),
    model: {
      html: documentToHtml(paper),
      files: [
        { href: instrumentPaths.pdf(read.id), text: ask.t('instruments.pdf') },
        { href: instrumentPaths.word(read.id), text: ask.t('instruments.word') },
      ],
    },
    about,
  };
}

const nameOf = ({ form, id }: Awaited<ReturnType<typeof readInstrument>>) => `${form}-${id}`;

/** An instrument for the section and for those who may read the letter: as a page, as tagged PDF, as Word. */
export const instrumentRoutes: readonly Route[] = [
  route({ ...ofInstrument, path: instrumentPaths.page(':instrument'), handle: page }),
  route({
    ...ofInstrument,
    path: instrumentPaths.pdf(':instrument'),
    handle: async ask => {
      const { read, paper, about } = await laidOut(ask);
      return { ...(await pdfOf(paper, nameOf(read))), about };
    },
  }),
  route({
    ...ofInstrument,
    path: instrumentPaths.word(':instrument'),
    handle: async ask => {
      const { read, paper, about } = await laidOut(ask);
      return { ...(await wordOf(paper, nameOf(read))), about };
    },
  }),
];
