import type { Room } from '../platform/web/index.ts';
import { holds } from '../platform/web/index.ts';
import { aboutRoutes } from './about.ts';
import { accountRoutes as ownAccountRoutes } from './account/account.ts';
import { passphraseRoutes } from './account/passphrase.ts';
import { accountSecondFactorRoutes } from './account/second-factor.ts';
import { accountRoutes } from './administration/account.ts';
import { accountsRoutes } from './administration/accounts.ts';
import { endingRoutes } from './administration/ending.ts';
import { inviteRoutes } from './administration/invite.ts';
import { rolesRoutes } from './administration/roles.ts';
import { unitsRoutes } from './administration/units.ts';
import { homeRoutes } from './home.ts';
import { paths } from './paths.ts';
import { invitationRoutes } from './signing-in/invitation.ts';
import { secondFactorRoutes } from './signing-in/second-factor.ts';
import { signInRoutes } from './signing-in/sign-in.ts';

export { removeIdentifier } from './identifiers/commands/remove-identifier.ts';
export { type SetIdentifier, setIdentifier } from './identifiers/commands/set-identifier.ts';
export {
  type Identifier,
  readIdentifiers,
  type StoredKind,
  storedKinds,
} from './identifiers/queries/read-identifiers.ts';
export { type ReadingDay, readIdentifier, showIdentifier } from './rules/identifiers/read-identifier.ts';
export type {
  IdentifierKind,
  IdentifierReason,
  Reading,
} from './rules/identifiers/reading.ts';
export { proposeUsername } from './rules/propose-username.ts';

/** Where somebody chooses their passphrase by the link that they were given. */
export const invitationPath = (token: string): string => paths.invitation(token);

/** People, organisations, accounts, roles, signing in. */
export const people: Room = {
  name: 'people',
  routes: [
    ...homeRoutes,
    ...aboutRoutes,
    ...signInRoutes,
    ...secondFactorRoutes,
    ...invitationRoutes,
    ...ownAccountRoutes,
    ...passphraseRoutes,
    ...accountSecondFactorRoutes,
    ...accountsRoutes,
    ...inviteRoutes,
    ...accountRoutes,
    ...rolesRoutes,
    ...endingRoutes,
    ...unitsRoutes,
  ],
  navigation: actor =>
    holds(actor, 'administrator')
      ? [
          { href: paths.administration(), text: 'people.navigation.accounts' },
          { href: paths.units(), text: 'people.navigation.units' },
        ]
      : [],
  home: actor => (holds(actor, 'administrator') ? paths.administration() : undefined),
};
