package io.cuantovale.local.launcher.process;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What is written down about a process that was started.
 *
 * @param name the part's name, or {@code launcher}
 * @param stamp which process
 * @param port the port that it listens on, 0 for the launcher
 * @param log its log file
 * @param data the data root's folder
 * @param startedAt ISO-8601 instant
 */
public record Running(String name, ProcessStamp stamp, int port, String log, String data, String startedAt) {
    /** The name under which a foreground {@code up} writes itself down. */
    public static final String LAUNCHER = "launcher";

    @JsonIgnore
    public boolean isAlive() {
        return stamp.isAlive();
    }
}
