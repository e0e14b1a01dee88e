/** What the entries of all families have in common. */
import type { Acquisition, ResourceType, Selector } from '../../../analysis/catalogue/model.ts';

/** `x, err := call(…)`: the resource, or an error. */
export function opened(
  call: Selector | readonly Selector[],
  resource: string,
  extra: Partial<Acquisition> = {},
): Acquisition {
  return { call, resource, yields: 'result', part: ['0'], failure: ['1'], ...extra };
}

/** `x := call(…)` */
export function made(
  call: Selector | readonly Selector[],
  resource: string,
  extra: Partial<Acquisition> = {},
): Acquisition {
  return { call, resource, yields: 'result', ...extra };
}

/** Something that is closed by its method `Close`. */
export function closeable(
  id: string,
  type: Selector | readonly Selector[],
  what: Pick<ResourceType, 'kind' | 'noun' | 'rule' | 'cost' | 'documentation'>,
  extra: Partial<ResourceType> = {},
): ResourceType {
  return {
    id,
    types: typeof type === 'string' ? [type] : type,
    releases: [{ method: 'Close' }],
    discipline: 'always',
    ...what,
    ...extra,
  };
}

/** The page of a package's documentation. */
export function page(path: string, name = ''): string {
  return `https://pkg.go.dev/${path}${name === '' ? '' : `#${name}`}`;
}
