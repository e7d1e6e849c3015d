/** What a log is called where people read of it: standard input, which reports call `-`, has no name. */
export const logName = (path: string): string => (path === '-' ? 'stdin' : path);
