package io.cuantovale.local.launcher.check;

import io.cuantovale.local.launcher.config.Layout;
import io.cuantovale.local.launcher.config.Settings;
import io.cuantovale.local.launcher.show.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room for builds, topics, photos and models. */
public final class DiskCheck {
    private final Settings settings;

    public DiskCheck(Settings settings) {
        this.settings = settings;
    }

    /**
     * Looks at the disk that holds {@code .cuantovale}.
     *
     * @return the free bytes
     * @throws CheckFailure if there are too few, or if the folder cannot be written
     */
    public long run(Layout layout) {
        int wanted = settings.number(Settings.MIN_FREE_DISK, 0, 10_000);
        try {
            Path home = Files.createDirectories(layout.home());
            if (!Files.isWritable(home)) {
                throw new CheckFailure(home + " cannot be written. Set CUANTOVALE_HOME to a folder that can.");
            }
            return require(home, Files.getFileStore(home).getUsableSpace(), wanted);
        } catch (IOException e) {
            throw new CheckFailure("cannot use " + layout.home() + ": " + e.getMessage()
                    + ". Set CUANTOVALE_HOME to a folder that can be written.");
        }
    }

    static long require(Path home, long free, int wantedGb) {
        if (free < wantedGb * 1_000_000_000L) {
            throw new CheckFailure("free disk at " + home + ": " + Words.bytes(free) + " (expected: " + wantedGb
                    + " GB or more).\n  Make room there, set CUANTOVALE_HOME to a folder on another disk, or lower "
                    + Settings.MIN_FREE_DISK.variable() + ".");
        }
        return free;
    }
}
