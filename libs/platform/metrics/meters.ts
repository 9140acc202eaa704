import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; from what a memory look-up takes to what a caller no longer waits for. */
const quick = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const slow = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const counts = [1, 2, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000];

/** Everything that is measured, by the names that dashboards and alarms use. No label takes a value that a caller can make up. */
export const openMeters = (process: string) => {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: readonly Label[]) => new Counter<Label>({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: readonly Label[]) => new Gauge<Label>({ name, help, labelNames, registers });
  const histogram = <Label extends string>(buckets: number[], name: string, help: string, ...labelNames: readonly Label[]) => new Histogram<Label>({ name, help, labelNames, buckets, registers });
  return {
    registry,
    httpSeconds: histogram(quick, 'parity_http_request_seconds', 'Requests answered, by how long they took', 'method', 'route', 'status'),
    httpInFlight: gauge('parity_http_requests_in_flight', 'Requests being answered'),
    commands: counter('parity_commands_total', 'Commands, by what became of them', 'context', 'operation', 'outcome'),
    commandSeconds: histogram(quick, 'parity_command_seconds', 'Commands, by how long they took from the bus to their outcome', 'context'),
    decisions: counter('parity_decisions_total', 'Times that commands were judged: more than commands when races were lost', 'context'),
    appendSeconds: histogram(quick, 'parity_append_seconds', 'Appends to the event store, by how long they took', 'outcome'),
    appendedEvents: counter('parity_appended_events_total', 'Events that this process appended'),
    eventsRead: counter('parity_events_read_total', 'Events read from the event store', 'call'),
    storeSeconds: histogram(quick, 'parity_store_call_seconds', 'Calls of the stores, by how long they took', 'store', 'call'),
    storeErrors: counter('parity_store_errors_total', 'Calls of the stores that failed', 'store', 'call', 'kind'),
    keyLookups: counter('parity_key_lookups_total', 'Keys of persons that were asked for, by where they were found', 'from'),
    commitSeconds: histogram(slow, 'parity_projection_commit_seconds', 'Batches of projections, by how long the commit of their documents took', 'projection'),
    batchEvents: histogram(counts, 'parity_projection_batch_events', 'Batches of projections, by how many events they held', 'projection'),
    checkpointConflicts: counter('parity_projection_conflicts_total', 'Commits lost to another projector', 'projection'),
    projectionIndex: gauge('parity_projection_index', 'Index of the last event in the documents', 'projection'),
    lagEvents: gauge('parity_projection_lag_events', 'Events of the log that are not in the documents', 'projection'),
    lagSeconds: gauge('parity_projection_lag_seconds', 'Age of the oldest event that is not in the documents', 'projection'),
    projectionState: gauge('parity_projection_state', '1 for the state that the projection is in', 'projection', 'state'),
    hasProjector: gauge('parity_projection_has_projector', '1 while some process holds the lease to fold it', 'projection'),
    rebuildEvents: gauge('parity_projection_rebuild_events', 'Events that a rebuild beside the live documents has folded', 'projection'),
    rebuildTarget: gauge('parity_projection_rebuild_target_events', 'Events that it has to fold', 'projection'),
    rebuildSecondsLeft: gauge('parity_projection_rebuild_seconds_left', 'Time that it still takes at its pace', 'projection'),
    clockAhead: gauge('parity_clock_ahead_seconds', 'How far the clock of this process is ahead of the stores at least; below 0, behind'),
    ready: gauge('parity_ready', '1 while every answer can be given'),
    eventLoopDelay: gauge('parity_event_loop_delay_seconds', 'How much later than due the event loop turned since it was last asked', 'quantile'),
    memory: gauge('parity_memory_bytes', 'Memory of the process', 'kind'),
    cpu: gauge('parity_cpu_seconds', 'Processor time since the process started', 'mode'),
    startedAt: gauge('parity_started_at_seconds', 'When the process started, in seconds since 1970'),
  };
};

export type Meters = ReturnType<typeof openMeters>;
