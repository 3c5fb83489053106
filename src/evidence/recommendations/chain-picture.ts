import type { Translate } from '../../platform/language/index.ts';
import { picture, pictureLabel, shape } from '../../platform/statistics/index.ts';
import { showDay } from '../../platform/time/index.ts';
import type { Action, Addressed, Chain } from './queries/read-chains.ts';

/** One box of the picture: what happened and when; open where nothing has yet. */
type Box = { readonly text: string; readonly when: string; readonly open: boolean };

const size = { box: 146, height: 58, across: 170, down: 78, left: 6, top: 34, heads: 18 };
const colours = { done: '#d9ecec', open: '#ffffff', line: '#0b4a52' };
const columns = [
  'chains.column.recommendation',
  'chains.column.answer',
  'chains.column.action',
  'chains.column.done',
  'chains.column.verified',
  'chains.column.outcome',
] as const;

/**
 * The whole chain as a picture to stand beside its table: a row for each action, or for each of those asked who has
 * undertaken none. What has not happened is an empty box with a broken line, so that nothing hangs on colour.
 * @returns an SVG element, named and described
 */
export function chainPicture(chain: Chain, t: Translate): string {
  const rows = chain.addressees.flatMap(addressee => rowsOf(addressee, t));
  const outcome = chain.outcomes.findLast(({ struckBecause }) => !struckBecause);
  const first: Box = { text: t('chains.picture.made'), when: showDay(chain.madeOn, t), open: false };
  const last = outcome
    ? { text: t('chains.picture.seen'), when: showDay(outcome.on, t), open: false }
    : nothingYet(t);
  const inside =
    columns
      .map((key, at) =>
        pictureLabel(t(key), { x: leftOf(at) + size.box / 2, y: size.heads, anchor: 'middle' }),
      )
      .join('') + rows.map((boxes, row) => rowOf([first, ...boxes, last], row)).join('');
  return picture(
    { id: 'chain', title: t('chains.picture.title'), description: t('chains.picture.description') },
    {
      width: leftOf(columns.length - 1) + size.box + size.left,
      height: size.top + rows.length * size.down,
      inside,
    },
  );
}

function rowsOf({ responses, actions }: Addressed, t: Translate): Box[][] {
  const answer = responses.findLast(({ struckBecause }) => !struckBecause);
  const answered: Box = answer
    ? { text: t(answerTexts[answer.kind]), when: showDay(answer.on, t), open: false }
    : nothingYet(t);
  const standing = actions.filter(({ struckBecause }) => !struckBecause);
  if (standing.length === 0) return [[answered, nothingYet(t), nothingYet(t), nothingYet(t)]];
  return standing.map(action => [answered, ...actionBoxes(action, t)]);
}

/** What an answer is called. */
export const answerTexts = {
  accepted: 'chains.answer.accepted',
  'accepted in part': 'chains.answer.acceptedInPart',
  rejected: 'chains.answer.rejected',
} as const;

function actionBoxes({ dueOn, completions }: Action, t: Translate): Box[] {
  const done = completions.findLast(({ struckBecause }) => !struckBecause);
  const undertaken = { text: t('chains.picture.due'), when: showDay(dueOn, t), open: false };
  if (!done) return [undertaken, nothingYet(t), nothingYet(t)];
  const said = { text: t('chains.picture.saidDone'), when: showDay(done.on, t), open: false };
  if (!done.verdict) return [undertaken, said, nothingYet(t)];
  const verdict = t(done.verdict === 'verified' ? 'chains.verdict.verified' : 'chains.verdict.notVerified');
  return [
    undertaken,
    said,
    { text: verdict, when: done.verifiedOn ? showDay(done.verifiedOn, t) : '', open: false },
  ];
}

const nothingYet = (t: Translate): Box => ({ text: t('chains.picture.none'), when: '', open: true });
const leftOf = (column: number) => size.left + column * size.across;

function rowOf(boxes: readonly Box[], row: number): string {
  const y = size.top + row * size.down;
  return boxes
    .map((box, at) => (at === 0 ? '' : arrow(at, y, box.open)) + drawnBox(box, { x: leftOf(at), y }))
    .join('');
}

function arrow(column: number, y: number, open: boolean): string {
  const middle = y + size.height / 2;
  const from = leftOf(column - 1) + size.box;
  const to = leftOf(column);
  return shape('path', {
    ...{
      d: `M${from} ${middle}H${to - 1}M${to - 7} ${middle - 5}L${to - 1} ${middle}L${to - 7} ${middle + 5}`,
    },
    ...{ fill: 'none', stroke: colours.line, 'stroke-width': 1.5 },
    'stroke-dasharray': open ? '4 3' : undefined,
  });
}

function drawnBox({ text, when, open }: Box, { x, y }: { x: number; y: number }): string {
  const middle = x + size.box / 2;
  return (
    shape('rect', {
      ...{ x, y, width: size.box, height: size.height, rx: 8 },
      ...{ fill: open ? colours.open : colours.done, stroke: colours.line, 'stroke-width': 1.5 },
      'stroke-dasharray': open ? '4 3' : undefined,
    }) +
    pictureLabel(text, { x: middle, y: y + (when === '' ? 34 : 26), anchor: 'middle' }) +
    (when === '' ? '' : pictureLabel(when, { x: middle, y: y + 45, anchor: 'middle' }))
  );
}
