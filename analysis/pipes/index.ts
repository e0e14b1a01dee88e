/**
 * Pipes do not pass errors on: when one end fails, the other stays open. Said only of an end that was opened
 * here and holds something outside the process (a file), and only as information: how often the other end
 * fails, the code does not show.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { ResourceType } from '../catalogue/model.ts';
import type { Detector } from '../detectors.ts';
import type { Holder, Loss } from '../finding.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { entriesOf } from '../trace/entries.ts';
import { lossOfResource } from '../trace/loss.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import { isTakenCareOf } from './care.ts';

/** `a.pipe(b)`: what every platform calls the copying from one stream to the next. */
const pipeMethod = 'pipe';

export const pipes: Detector = ({ project, file }) => {
  const { catalogue } = project;
  const found = new Map<number, Loss>();
  for (const site of sitesOf(file).calls) {
    const { receiver, method, arguments: given, construct } = site.step;
    const target = given[0];
    if (method !== pipeMethod || construct || receiver === undefined || target === undefined) continue;
    if (file.functions[site.function]?.broken === true) continue;
    // The terminal fails only when the process ends.
    const ends = [
      { own: receiver, other: target.value },
      { own: target.value, other: receiver },
    ].filter(({ other }) => !isProcessWide(file, other));
    for (const { own } of ends) {
      for (const opened of openedAt(catalogue, file, own)) {
        if (
          found.has(opened.site.step.range.start) ||
          isTakenCareOf(catalogue, file, opened.site.step.target, site)
        )
          continue;
        found.set(opened.site.step.range.start, toLoss(file, opened, site));
      }
    }
  }
  return [...found.values()];
};

interface Opened {
  readonly site: CallSite;
  readonly resource: ResourceType;
}

/** Calls that open the stream at a place. A stream that ends by itself, or is memory only, loses nothing. */
function openedAt(catalogue: Catalogue, file: FileFlow, place: PlaceId): Opened[] {
  return originsOf(file, place).flatMap((origin): Opened[] => {
    if (origin.kind !== 'call') return [];
    for (const entry of entriesOf(catalogue, file, origin.site)) {
      for (const acquisition of entry.acquisitions) {
        const resource = catalogue.resource(acquisition.resource);
        if (
          acquisition.yields === 'result' &&
          resource?.kind === 'stream' &&
          resource.discipline === 'always' &&
          resource.rule === 'unclosed-file'
        )
          return [{ site: origin.site, resource }];
      }
    }
    return [];
  });
}

function isProcessWide(file: FileFlow, place: PlaceId): boolean {
  const origins = originsOf(file, place);
  return (
    origins.length > 0 &&
    origins.every((origin) => origin.kind === 'reference' && origin.reference.kind === 'global')
  );
}

function toLoss(file: FileFlow, { site, resource }: Opened, pipe: CallSite): Loss {
  return {
    ...lossOfResource(file, site, resource),
    rule: 'unsafe-pipe',
    lostPath: 'pipe-error',
    evidence: 'possible',
    holder: holderOf(file, site),
    path: [
      { role: 'acquired', range: site.step.range },
      { role: 'lent', range: pipe.step.range, subject: pipeMethod },
    ],
  };
}

/** The variable that it is put into at once. */
function holderOf(file: FileFlow, site: CallSite): Holder {
  for (const { step } of sitesOf(file).readersOf(site.step.target)) {
    const place = step.op === 'copy' ? file.places[step.target] : undefined;
    if (step.op === 'copy' && place?.kind === 'variable')
      return { kind: 'local', place: step.target, name: place.name };
  }
  return { kind: 'nobody' };
}
