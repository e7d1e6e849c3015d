/** Something wrong with what a person gave: told in its sentence alone, and never taken for a mistake of the program. */
export class InputError extends Error {}
