import { z } from 'zod';
import { type Audience, isFor, type Section, sectionOf, type Walked } from '../../platform/forms/index.ts';
import { type Ask, found, idNumber } from '../../platform/web/index.ts';
import { type ApplicationFile, readApplication } from './queries/read-application.ts';
import { audienceFor, walkedFor } from './walked.ts';

export const sectionParams = z.object({
  id: idNumber,
  section: z.string().max(4),
});
export type SectionAsk = Ask<z.infer<typeof sectionParams>, unknown>;

/** A section that is open before the reader, with the part of the application that is theirs. */
export type OpenSection = {
  readonly file: ApplicationFile;
  readonly section: Section;
  readonly audience: Audience;
  readonly walked: Walked;
};

/**
 * Opens a section for whoever asks.
 * @throws a refusal with 404 when there is no such section for them
 */
export async function openSection({ tx, params }: Pick<SectionAsk, 'tx' | 'params'>): Promise<OpenSection> {
  const file = await readApplication(tx, params.id);
  const audience = audienceFor(file);
  const walked = walkedFor(file, audience);
  const section = found(sectionOf(walked.form, params.section));
  // For whoever may not read the closed part, a closed section is an address that does not exist.
  found(section.questions.find(question => isFor(audience, section, question)));
  return { file, section, audience, walked };
}
