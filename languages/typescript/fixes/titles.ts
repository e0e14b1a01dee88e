/** What the menu shows. */

/** «Close `fd` in a `finally` block». The verb follows the method that releases. */
export function inFinally(method: string, name: string): string {
  return `${verbFor(method)} \`${name}\` in a \`finally\` block`;
}

export function verbFor(method: string): string {
  if (/^(clear|cancel)/i.test(method)) return 'Clear';
  if (/^(release|unlock)/i.test(method)) return 'Release';
  if (/^(destroy|dispose)/i.test(method)) return 'Destroy';
  if (/^(kill|terminate|stop)/i.test(method)) return 'Stop';
  if (/^disconnect/i.test(method)) return 'Disconnect';
  if (/^(end|quit)/i.test(method)) return 'End';
  if (/^(rollback|abort)/i.test(method)) return 'Roll back';
  if (/^revoke/i.test(method)) return 'Revoke';
  return 'Close';
}
