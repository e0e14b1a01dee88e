/** The settings that are in force under a configuration, and which file each value comes from. */
import { rules } from '../../../rules/index.ts';
import type { Config } from './model.ts';

export interface EffectiveValue {
  readonly name: string;
  /** As JSON text. */
  readonly value: string;
  /** `default`, or the path of the configuration file. */
  readonly source: string;
}

/** In the order in which the configuration is documented; every rule has its line. */
export function effectiveSettings(config: Config): readonly EffectiveValue[] {
  const one = (name: string, value: string | number | null): EffectiveValue => ({
    name,
    value: JSON.stringify(value),
    source: config.origins.get(name) ?? 'default',
  });
  return [
    ...rules.map(({ id, status }) =>
      one(`rules.${id}`, config.rules.get(id) ?? (status === 'stable' ? 'on' : 'off')),
    ),
    one('minSeverity', config.minSeverity ?? 'warning'),
    ...config.filters.map(({ folder, include, exclude }) => ({
      name: 'include, exclude',
      value: JSON.stringify({ include, exclude }),
      source: folder,
    })),
    one('tests', config.tests),
    one('runtime.node', config.nodeVersion),
    one('catalogue', config.families.length),
  ];
}
