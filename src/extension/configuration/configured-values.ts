import { CONFIG_KEYS } from '../../report/config/config-keys.ts';
import { defaultValue, shownValue } from '../../report/config/config-values.ts';
import type { ConfiguredValue } from '../../report/shape/report.ts';
import { fileValue, folderSettings, isSet, settingOf } from './workspace-configuration.ts';

/** Every setting of a scan and where it came from, for the report; empty if all are defaults. */
export function configuredValues(): ConfiguredValue[] {
  const configuration = folderSettings();
  const values = CONFIG_KEYS.map((key): ConfiguredValue => {
    if (key.setting !== undefined && isSet(configuration, key.setting)) {
      const value = settingOf(configuration, key.setting);
      const shown = Array.isArray(value) ? value.map(nameOf).join(', ') : String(value);
      return { key: key.key, value: shown, from: 'setting' };
    }
    const found = fileValue(key.key);
    if (found === undefined) return defaultValue(key);
    return { key: key.key, value: shownValue(found.value), from: 'file', place: found.place };
  });
  return values.some(({ from }) => from !== 'default') ? values : [];
}

function nameOf(mapping: unknown): string {
  return typeof mapping === 'object' && mapping !== null && 'name' in mapping ? String(mapping.name) : '';
}
