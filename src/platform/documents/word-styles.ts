import { AlignmentType, BorderStyle, type IStylesOptions, LevelFormat } from 'docx';
import type { Sheet } from './layout.ts';

// Arial, because a Word file carries no font and every machine that opens it has this one or its twin.
const font = 'Arial';
const quiet = '4A5459';
const accent = '1F5C66';

const bar = (color: string, size: number) => ({ style: BorderStyle.SINGLE, size, color, space: 8 });

function paragraphStyles(base: number): NonNullable<IStylesOptions['paragraphStyles']> {
  const note = { size: Math.round(base * 0.87), color: quiet };
  const box = { top: bar(accent, 8), bottom: bar(accent, 8), left: bar(accent, 8), right: bar(accent, 8) };
  const style = (id: string, rest: object) => ({
    id,
    name: id,
    basedOn: 'Normal',
    quickFormat: true,
    ...rest,
  });
  return [
    style('SaidBy', {
      run: { bold: true },
      paragraph: { keepNext: true, spacing: { before: 200, after: 100 } },
    }),
    style('Quote', {
      paragraph: { indent: { left: 240 }, border: { left: bar(accent, 24) }, shading: { fill: 'F2F6F7' } },
    }),
    style('Reply', { paragraph: { indent: { left: 240 }, border: { left: bar('C3CDD0', 24) } } }),
    style('Note', { run: note }),
    style('Notice', { paragraph: { border: box, indent: { left: 160, right: 160 }, keepLines: true } }),
    style('Rule', { paragraph: { border: { bottom: bar('C3CDD0', 6) } } }),
    style('Cell', { paragraph: { spacing: { after: 0 } } }),
    style('AfterTable', { paragraph: { spacing: { after: 0 } }, run: { size: 16 } }),
    style('SignatureLine', { paragraph: { spacing: { after: 40 } } }),
    style('Margin', { run: note, paragraph: { spacing: { after: 0 } } }),
  ];
}

/**
 * The look of a Word document, in named styles, so that a reader can change it in one place.
 * @param sheet the laid-out document
 * @returns docx's style options; text is 11.5 point, or 18 in large print
 */
export function wordStyles(sheet: Sheet): IStylesOptions {
  const base = sheet.large ? 36 : 23;
  const headingStyle = (times: number, before: number) => ({
    run: { font, bold: true, size: Math.round(base * times), color: '0B0C0C' },
    paragraph: { keepNext: true, spacing: { before, after: 140 } },
  });
  const language = sheet.language === 'cy' ? 'cy-GB' : 'en-GB';
  return {
    default: {
      document: {
        run: { font, size: base, language: { value: language } },
        paragraph: { spacing: { after: 200, line: 290 } },
      },
      title: headingStyle(1.7, 0),
      heading1: headingStyle(1.3, 360),
      heading2: headingStyle(1.1, 300),
      heading3: headingStyle(1, 260),
      caption: headingStyle(1, 240),
    },
    paragraphStyles: paragraphStyles(base),
  };
}

/** The counting of numbered lists. */
export const wordNumbering = {
  config: [
    {
      reference: 'steps',
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 500, hanging: 400 } } },
        },
      ],
    },
  ],
};
