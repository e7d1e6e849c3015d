/** The name of a folder's configuration file; the editor completes it using `media/config.schema.json`. */
export const CONFIG_FILE = 'prompt-audit.yaml';

/** Stands for the rules that come with the program, where a file or folder of rules is named. */
export const SHIPPED_RULES = 'shipped';
