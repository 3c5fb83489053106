/** The addresses of this room, each written once. */
export const paths = {
  home: () => '/',
  signIn: () => '/sign-in',
  signInToDemonstration: () => '/sign-in/demonstration',
  signOut: () => '/sign-out',
  language: () => '/language',
  stay: () => '/session/stay',
};
