package io.cuantovale.kit.topics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether and how the platform's topics are made. */
@ConfigMapping(prefix = "cuantovale.topics")
public interface TopicsConfig {
    /** Make missing topics at start-up; false for clusters that manage them; default true. */
    @WithDefault("true")
    boolean create();

    /** Partitions of a new topic; dead-letter topics have one; default 4. */
    @WithDefault("4")
    int partitions();

    /** Copies of each partition of a new topic; default 1. */
    @WithDefault("1")
    short replication();

    /** How long start-up waits for a broker before it goes on and keeps trying in the background; default 20 s. */
    @WithDefault("20s")
    Duration patience();
}
