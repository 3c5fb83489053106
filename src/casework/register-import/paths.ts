type Id = number | ':import';

/** The addresses of import and export of the register, each written once. */
export const importPaths = {
  begin: () => '/mhcs/register/file',
  export: () => '/mhcs/register/file/export',
  dictionary: () => '/mhcs/register/file/columns',
  import: (id: Id) => `/mhcs/register/imports/${id}`,
  columns: (id: Id) => `/mhcs/register/imports/${id}/columns`,
  report: (id: Id) => `/mhcs/register/imports/${id}/report`,
  run: (id: Id) => `/mhcs/register/imports/${id}/run`,
  end: (id: Id) => `/mhcs/register/imports/${id}/end`,
};
