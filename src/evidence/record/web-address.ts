/** Whether a browser may safely follow it: an address that came in a file may be anything. */
export const isFollowable = (address: string): boolean => /^https?:\/\//i.test(address);

/** An address that may be followed; nothing for one that may not, which no machine should be told to follow either. */
export const followable = (address: string | undefined): string | undefined =>
  address !== undefined && isFollowable(address) ? address : undefined;

/** Whether what somebody typed is the address of something on the web. */
export const isWebAddress = (typed: string): boolean => /^https?:\/\/[^\s/]\S*$/i.test(typed);
