package io.cuantovale.inference.serving;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts requests under way, so that stopping can wait for them. */
final class InFlight {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private long count;
    private boolean closed;

    /** False once closed. */
    boolean enter() {
        lock.lock();
        try {
            if (!closed) {
                count++;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            count--;
            if (count == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more and waits until all have left; false when the time was too short. */
    boolean close(long nanos) {
        lock.lock();
        try {
            closed = true;
            long left = nanos;
            while (count > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return count == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
