/** What the configuration file of a folder is called; the editor completes it by `media/config.schema.json`. */
export const CONFIG_FILE = 'prompt-audit.yaml';

/** Stands for the rules that come with the program, where a file or folder of rules is named. */
export const SHIPPED_RULES = 'shipped';
