/** Minimum and maximum values of settings that no report holds, the same in the file, on the command line and in the editor. */
export const LINE_MEGABYTES_RANGE = [1, 256] as const;
export const UNPACK_RATIO_RANGE = [10, 1_000_000] as const;
