package io.cuantovale.kit.health;

import jakarta.inject.Singleton;

/** Whether the broker has answered since the start. */
@Singleton
public class BrokerSeen {
    private volatile boolean seen;

    /** The broker answered. */
    public void mark() {
        seen = true;
    }

    public boolean seen() {
        return seen;
    }
}
