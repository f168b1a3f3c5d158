package io.cuantovale.training.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * The durable queue of runs: a trainer takes the oldest waiting run under a lease that it has to renew. A run whose
 * lease ran out goes back, and fails when it has been taken too often (a run that kills its trainer must not kill
 * every trainer in turn).
 */
public class RunQueue {
    private final Jdbi jdbi;
    private final Clock clock;
    private final Duration leaseTime;
    private final int maxAttempts;

    /**
     * @param leaseTime a trainer that has not renewed for so long is taken for dead
     * @param maxAttempts how often one run may be taken
     */
    public RunQueue(Jdbi jdbi, Clock clock, Duration leaseTime, int maxAttempts) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.leaseTime = leaseTime;
        this.maxAttempts = maxAttempts;
    }

    /** Takes the oldest waiting run, if there is one, for the trainer of that name. */
    public Optional<Lease> take(String trainer) {
        return jdbi.inTransaction(handle -> {
            Optional<String> id = handle.createQuery("""
                            select id from runs where state = 'queued' order by created_at, id
                            limit 1 for update skip locked
                            """).mapTo(String.class).findOne();
            return id.flatMap(run -> take(handle, run, trainer));
        });
    }

    private Optional<Lease> take(Handle handle, String run, String trainer) {
        Lease lease = new Lease(run, UUID.randomUUID().toString());
        Instant now = clock.instant();
        int taken = handle.createUpdate("""
                        update runs set state = 'running', stage = 'loading', lease_owner = :trainer,
                            lease_token = :token, lease_until = :until, attempts = attempts + 1, epoch = 0,
                            started_at = :now
                        where id = :id and state = 'queued'
                        """)
                .bind("trainer", trainer)
                .bind("token", lease.token())
                .bind("until", now.plus(leaseTime))
                .bind("now", now)
                .bind("id", run)
                .execute();
        handle.createUpdate("delete from run_epochs where run_id = :id")
                .bind("id", run)
                .execute();
        return taken == 1 ? Optional.of(lease) : Optional.empty();
    }

    /**
     * Renews the lease.
     *
     * @return whether a person wants the run cancelled
     * @throws LeaseLostException when it is no longer ours
     */
    public boolean renew(Lease lease) {
        return jdbi.inTransaction(handle -> {
            int renewed = handle.createUpdate("""
                            update runs set lease_until = :until
                            where id = :id and lease_token = :token and state = 'running'
                            """)
                    .bind("until", clock.instant().plus(leaseTime))
                    .bind("id", lease.runId())
                    .bind("token", lease.token())
                    .execute();
            if (renewed == 0) {
                throw new LeaseLostException(lease);
            }
            return handle.createQuery("select cancel_requested from runs where id = :id")
                    .bind("id", lease.runId())
                    .mapTo(Boolean.class)
                    .one();
        });
    }

    /** Gives a run back untouched (the process is stopping); this take does not count as an attempt. */
    public void giveBack(Lease lease) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update runs set state = 'queued', stage = 'queued', lease_owner = null, lease_token = null,
                            lease_until = null, attempts = attempts - 1
                        where id = :id and lease_token = :token and state = 'running'
                        """)
                .bind("id", lease.runId())
                .bind("token", lease.token())
                .execute());
    }

    /** Re-queues runs that the trainer of this name held in an earlier life; called once, before it takes any. */
    public List<String> reclaim(String trainer) {
        return requeue(handle -> handle.createQuery(
                        "select id from runs where state = 'running' and lease_owner = :trainer for update")
                .bind("trainer", trainer));
    }

    /** Re-queues runs whose lease ran out. */
    public List<String> requeueExpired() {
        return requeue(handle -> handle.createQuery(
                        "select id from runs where state = 'running' and lease_until < :now for update")
                .bind("now", clock.instant()));
    }

    private List<String> requeue(Function<Handle, Query> which) {
        return jdbi.inTransaction(handle -> {
            List<String> ids = which.apply(handle).mapTo(String.class).list();
            for (String id : ids) {
                handle.createUpdate("""
                                update runs set
                                    state = case when cancel_requested then 'cancelled'
                                        when attempts >= :max then 'failed' else 'queued' end,
                                    failure = case when cancel_requested then 'cancelled on request'
                                        when attempts >= :max then :failure else null end,
                                    finished_at = case when cancel_requested or attempts >= :max
                                        then cast(:now as timestamp(6) with time zone) else null end,
                                    stage = 'queued', lease_owner = null, lease_token = null, lease_until = null
                                where id = :id
                                """)
                        .bind("max", maxAttempts)
                        .bind(
                                "failure",
                                "its trainer died " + maxAttempts
                                        + " times; look for memory limits in the trainer's log")
                        .bind("now", clock.instant())
                        .bind("id", id)
                        .execute();
            }
            return ids;
        });
    }

    /**
     * Cancels a run: at once when it waits, at the trainer's next renewal when it runs.
     *
     * @return whether there was something to cancel
     */
    public boolean cancel(Handle handle, String runId) {
        int waiting = handle.createUpdate("""
                        update runs set state = 'cancelled', cancel_requested = true, finished_at = :now,
                            failure = 'cancelled on request'
                        where id = :id and state in ('requested', 'queued')
                        """)
                .bind("now", clock.instant())
                .bind("id", runId)
                .execute();
        int running = handle.createUpdate(
                        "update runs set cancel_requested = true where id = :id and state = 'running'")
                .bind("id", runId)
                .execute();
        return waiting + running > 0;
    }
}
