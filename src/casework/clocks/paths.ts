type Id = number | ':absence';

/** The addresses of the clocks, each written once. */
export const clockPaths = {
  due: () => '/due',
  dueCalendar: () => '/due/calendar',
  worklist: () => '/mhcs/due',
  choose: () => '/mhcs/due/choose',
  chosen: () => '/mhcs/due/chosen',
  allocate: () => '/mhcs/due/allocate',
  calendar: () => '/mhcs/calendar',
  workload: () => '/mhcs/workload',
  cover: () => '/mhcs/cover',
  endCover: (id: Id) => `/mhcs/cover/${id}/end`,
  mine: () => '/my/dates',
  helped: () => '/people-i-help/dates',
};
