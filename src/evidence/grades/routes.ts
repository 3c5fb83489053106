import { z } from 'zod';
import { type Again, formPage } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, found, type Route, route, tooLate } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { numberParams, publicReading } from '../public-reading.ts';
import { recommendationPaths } from '../recommendations/paths.ts';
import { otherLanguage } from '../record/languages.ts';
import { type LibraryRecord, readRecord } from '../record/queries/read-record.ts';
import { sayAgreement } from './agreement.ts';
import { gradeRecord, settleGrade } from './commands/record-grade.ts';
import { gradeFields, readGrade } from './grade-forms.ts';
import { gradePaths } from './paths.ts';
import { readGiven, readWork, waitsToBeSettled, whyNotGraded } from './queries/read-grades.ts';
import { marksOf, markText, partText, type ScaleName, scaleNames, scales } from './scales.ts';

const scaleName = z.enum(['maryland', 'grade', 'emmie']);
const workQuery = z.object({ scale: scaleName.catch('maryland') });
const gradeParams = numberParams.extend({ scale: scaleName });
type WorkAsk = Ask<unknown, z.infer<typeof workQuery>>;
type GradeAsk = Ask<z.infer<typeof gradeParams>, unknown>;
type Kind = 'grade' | 'settle';

async function meaningPage({ tx, t }: Ask<unknown, unknown>): Promise<Answer> {
  const given = await readGiven(tx);
  const agreement = (scale: ScaleName, part: number) => {
    const these = given.filter(one => one.scale === scale && one.part === part);
    return sayAgreement(scale, these, t);
  };
  return {
    page: 'evidence/grades/views/meaning.njk',
    title: t('grades.title'),
    backHref: evidencePaths.search(),
    model: {
      scales: scaleNames.map(scale => ({
        name: t(scales[scale].name),
        about: t(`grades.about.${scale}`),
        marks: marksOf(scale).map(mark => t(markText(scale, mark))),
        parts: scales[scale].parts.map((part, at) => ({
          ...{ name: t(partText(part)), agreement: agreement(scale, at + 1) },
        })),
      })),
    },
  };
}

async function workPage({ tx, t, query }: WorkAsk): Promise<Answer> {
  const { scale } = query;
  const rows = await readWork(tx, scale);
  return {
    page: 'evidence/grades/views/work.njk',
    title: t('grades.work.title'),
    model: {
      // Who grades may verify too, and nowhere else finds what waits for it.
      toLookHref: recommendationPaths.standing('look'),
      scales: scaleNames.map(name => ({
        ...{ text: t(scales[name].name), href: gradePaths.work(name), isChosen: name === scale },
      })),
      rows: rows.map(({ record, title, language, waits }) => ({
        lang: otherLanguage(language, t.language),
        ...{ title, recordHref: evidencePaths.record(record), waits: t(`grades.waits.${waits}`) },
        href: waits === 'settle' ? gradePaths.settle(record, scale) : gradePaths.grade(record, scale),
      })),
    },
  };
}

const fieldsOf = (kind: Kind, scale: ScaleName) => gradeFields(scale, kind === 'grade' ? 'because' : 'note');

/** The record, while it stands in the library: one that went meanwhile is neither graded nor settled. */
async function standing({ tx, params }: Pick<GradeAsk, 'tx' | 'params'>): Promise<LibraryRecord> {
  const record = found(await readRecord(tx, params.number));
  if (record.state !== 'public') throw tooLate('grades.refusal.gone');
  return record;
}

const form =
  (kind: Kind) =>
  async ({ tx, t, params, path }: GradeAsk, again?: Again): Promise<Answer> => {
    const { number, scale } = params;
    const record = await standing({ tx, params });
    if (kind === 'settle' && !(await waitsToBeSettled(tx, number, scale)))
      throw tooLate('grades.refusal.settled');
    // Said before anybody reads and writes in vain.
    const whyNot = kind === 'grade' && !again ? await whyNotGraded(tx, number, scale) : undefined;
    if (whyNot) throw tooLate(`grades.refusal.${whyNot}`);
    return formPage(t, {
      page: 'evidence/grades/views/form.njk',
      title: t(`grades.${kind}.title`, { scale: t(scales[scale].name) }),
      backHref: gradePaths.work(scale),
      shows: {
        hint: t(`grades.${kind}.hint`),
        record: {
          ...{ text: record.entry.title, href: evidencePaths.record(number) },
          lang: otherLanguage(record.entry.language, t.language),
        },
      },
      form: { action: path, fields: fieldsOf(kind, scale), button: 'grades.button.save', again },
    });
  };

const save = (kind: Kind) => async (ask: GradeAsk) => {
  const { tx, params } = ask;
  const { number, scale } = params;
  const { typed, problems, marks, because } = readGrade(scale, fieldsOf(kind, scale), ask);
  if (problems.length > 0) return form(kind)(ask, { typed, problems });
  await standing(ask);
  const given = { record: number, scale, marks, because };
  await (kind === 'grade' ? gradeRecord(tx, given) : settleGrade(tx, given));
  return { goTo: gradePaths.work(scale), say: `grades.said.${kind}` } as const;
};

const none = 'none: records that wait, and a form that holds nothing about anybody' as const;
const graders = { access: ['evidence_grader'], params: gradeParams } as const;
const grading = { ...graders, path: gradePaths.grade(':number', ':scale') };
const settling = { ...graders, path: gradePaths.settle(':number', ':scale') };

/** Evidence grades: what they mean, for everybody; grading and settling, for graders. */
export const gradeRoutes: readonly Route[] = [
  route({
    ...{ ...publicReading, path: gradePaths.meaning(), handle: meaningPage },
  }),
  route({
    ...{ method: 'GET', path: gradePaths.workPath(), access: ['evidence_grader'], query: workQuery },
    ...{ audit: none, handle: workPage },
  }),
  route({ ...grading, method: 'GET', audit: none, handle: (ask: GradeAsk) => form('grade')(ask) }),
  route({ ...grading, method: 'POST', audit: 'by the command', handle: save('grade') }),
  route({ ...settling, method: 'GET', audit: none, handle: (ask: GradeAsk) => form('settle')(ask) }),
  route({ ...settling, method: 'POST', audit: 'by the command', handle: save('settle') }),
];
