package io.cuantovale.training.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Turns offsets into time for one partition: a consumer is as late as the moment when the log's end stood where the
 * consumer stands now. Between two observations the end is taken to have moved evenly.
 *
 * <p>Not safe for use by several threads.
 */
final class LagHistory {
    private static final int KEPT = 1_000;

    private record Seen(Instant at, long end) {}

    private final Deque<Seen> observations = new ArrayDeque<>();

    /** Notes where the partition's log ends now. */
    void observe(Instant at, long end) {
        if (observations.size() > 1 && observations.peekLast().end() == end) {
            // An idle log: only the newest moment at this end matters, not every one of them.
            Seen last = observations.pollLast();
            if (observations.peekLast() == null || observations.peekLast().end() != end) {
                observations.addLast(last);
            }
        }
        observations.addLast(new Seen(at, end));
        if (observations.size() > KEPT) {
            observations.removeFirst();
        }
    }

    /**
     * How long the record at {@code committed} has been waiting; zero for a consumer at the end.
     *
     * <p>A consumer behind everything that was observed is at least as late as the oldest observation.
     */
    Duration lag(long committed, Instant now) {
        Seen newest = observations.peekLast();
        if (newest == null || committed >= newest.end()) {
            return Duration.ZERO;
        }
        Seen before = null;
        for (Seen seen : observations) {
            if (seen.end() > committed) {
                Instant since = before == null ? seen.at() : between(before, seen, committed);
                return Duration.between(since, now);
            }
            before = seen;
        }
        return Duration.ZERO;
    }

    private static Instant between(Seen before, Seen after, long offset) {
        double share = (double) (offset - before.end()) / (after.end() - before.end());
        long millis = Duration.between(before.at(), after.at()).toMillis();
        return before.at().plusMillis(Math.round(share * millis));
    }
}
