/** What the configuration file of a folder is called; the editor completes it by `media/config.schema.json`. */
export const CONFIG_FILE = 'prompt-audit.yaml';
