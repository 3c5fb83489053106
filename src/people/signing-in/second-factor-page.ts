import type { PageAnswer } from '../../platform/web/index.ts';
import { waitingSession } from '../queries/waiting-session.ts';
import { inGroups, totpAddress } from '../rules/one-time-code.ts';
import { carried, type Visitor } from './visitor.ts';

/** Shows the new secret as a picture and as a key to type, and asks for the first code. */
export async function secondFactorPage(ask: Visitor, token = ask.token): Promise<PageAnswer> {
  const waiting = await waitingSession(ask.tx, { token, address: ask.address, tokens: ask.tokens });
  const secret = waiting?.pending ?? '';
  const address = totpAddress(secret, waiting?.username ?? '');
  return {
    page: 'people/views/second-factor.njk',
    title: ask.t('people.secondFactor.title'),
    model: {
      ...carried(ask),
      picture: await pictureOf(address),
      key: inGroups(secret),
      username: waiting?.username ?? '',
      required: waiting?.factor === 'enrol',
    },
  };
}

async function pictureOf(address: string): Promise<string> {
  const { default: QRCode } = await import('qrcode');
  const svg = await QRCode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
