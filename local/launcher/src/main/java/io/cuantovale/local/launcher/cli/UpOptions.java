package io.cuantovale.local.launcher.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was asked of {@code up}.
 *
 * @param once check one prediction, then stop
 * @param detach leave running when ready
 * @param build bring what is packaged up to date first
 * @param data the reader's own listings
 * @param listings size of the sample
 */
record UpOptions(boolean once, boolean detach, boolean build, Optional<Path> data, OptionalInt listings) {}
