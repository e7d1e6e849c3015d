/** Something wrong with the input. Only its sentence is shown, and it is never mistaken for a fault in the program. */
export class InputError extends Error {}
