/** Whether a browser may safely follow it: an address that came in a file may be anything. */
export const isFollowable = (address: string): boolean => /^https?:\/\//i.test(address);

/** Whether what somebody typed is the address of something on the web. */
export const isWebAddress = (typed: string): boolean => /^https?:\/\/[^\s/]+\S*$/i.test(typed);
