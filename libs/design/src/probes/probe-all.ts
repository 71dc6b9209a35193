import type { Session } from '@testforge/browser';
import type { LedgerEntry } from '@testforge/core';
import type { ObserveInput, ProbeOutcome } from '../observation.js';
import { probeAddresses } from './probe-addresses.js';
import { probeFindings } from './probe-findings.js';
import { probeMakings } from './probe-makings.js';
import { probeSearches } from './probe-searches.js';
import type { ProbePlan } from './plan-probes.js';
import type { ProbeTrip } from './probe-trip.js';

/** What a probe made stays, and its owner is told. */
const made = (entry: LedgerEntry): LedgerEntry =>
  entry.status !== null && entry.status < 400 ? { ...entry, created: 'by a security probe', cleanedUp: false } : entry;

const mostFailures = 10;

/** Most time for all of it: a fifth of it for boxes, up to half for addresses, the rest for forms. */
export const probeMs = 90_000;

/**
 * Probes the app's own addresses, boxes and forms, in the session of its user, one after the other, for `probeMs`. What goes through is a finding;
 * no test depends on it. Nothing leaves for another host, and nothing is written but things of our own.
 */
export async function probeAll(session: Session, input: ObserveInput, plan: ProbePlan): Promise<ProbeOutcome> {
  const trip: ProbeTrip = {
    session,
    url: input.url,
    origins: input.origins,
    access: input.access,
    logIn: input.logIn,
    timeouts: input.limits,
    untilMs: 0,
    sightings: [],
    ledger: [],
    failed: new Set(),
  };
  const startedAt = performance.now();
  const until = (share: number): ProbeTrip => Object.assign(trip, { untilMs: startedAt + probeMs * share });
  const planned = plan.addresses.length + plan.searches.length + plan.makings.length;
  const asked = (await probeSearches(until(0.2), plan.searches)) + (await probeAddresses(until(0.5), plan.addresses));
  const ledger = trip.ledger.splice(0);
  const done = asked + (await probeMakings(until(1), plan.makings));
  return {
    findings: probeFindings(trip.sightings),
    ledger: [...ledger, ...trip.ledger.map(made)],
    probed: { done, planned, failed: [...trip.failed].slice(0, mostFailures) },
  };
}
