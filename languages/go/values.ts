/** Types of the language whose values hold nothing that anybody could have to close. Numbers may be descriptors. */
export const VALUE_TYPES: readonly string[] = [
  'bool',
  'byte',
  'error',
  'float32',
  'float64',
  'rune',
  'string',
];
