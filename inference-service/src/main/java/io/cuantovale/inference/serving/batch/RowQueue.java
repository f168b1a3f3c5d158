package io.cuantovale.inference.serving.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Rows that wait for a worker, first come first served. Bounded by {@link Admission}, which every row has passed. */
final class RowQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Row> rows = new ArrayDeque<>();
    private boolean closed;

    void add(Row row) {
        lock.lock();
        try {
            rows.addLast(row);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a first row, then up to {@code maxDelayNanos} for more; empty only when closed and drained. */
    void take(List<Row> into, int max, long maxDelayNanos) throws InterruptedException {
        lock.lock();
        try {
            while (into.isEmpty()) {
                while (rows.isEmpty()) {
                    if (closed) {
                        return;
                    }
                    arrived.await();
                }
                drain(into, max);
            }
            long left = maxDelayNanos;
            while (into.size() < max && left > 0 && !closed) {
                left = arrived.awaitNanos(left);
                drain(into, max);
            }
        } finally {
            lock.unlock();
        }
    }

    private void drain(List<Row> into, int max) {
        long now = System.nanoTime();
        while (into.size() < max && !rows.isEmpty()) {
            Row row = rows.removeFirst();
            if (!row.job().isOver(now)) {
                into.add(row);
            }
        }
    }

    int size() {
        lock.lock();
        try {
            return rows.size();
        } finally {
            lock.unlock();
        }
    }

    /** Lets workers end once the queue is empty. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
