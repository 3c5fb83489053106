/** The addresses of this room, each written once. */
export const auditPaths = {
  list: () => '/audit',
  rows: () => '/audit/rows.csv',
};
