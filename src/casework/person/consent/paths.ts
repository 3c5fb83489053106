type Id = number | ':id';

/** The addresses where a person gives consent and takes it back; ':id' is that of the consent. */
export const consentPaths = {
  helpers: () => '/my/helpers',
  find: () => '/my/helpers/find',
  give: () => '/my/helpers/give',
  withdraw: (id: Id) => `/my/helpers/${id}/withdraw`,
};
