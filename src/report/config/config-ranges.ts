/** Minimum and maximum values of settings, the same in the file, on the command line and in the editor. */
export const THRESHOLD_RANGE = [0.5, 0.999] as const;
export const PRIOR_RANGE = [0.000001, 0.5] as const;
export const LINE_MEGABYTES_RANGE = [1, 256] as const;
export const UNPACK_RATIO_RANGE = [10, 1_000_000] as const;
export const SHARE_RANGE = [0, 1] as const;
