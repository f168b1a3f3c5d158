package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Layout;
import io.cuantovale.local.launcher.config.Settings;
import io.cuantovale.local.launcher.process.RunFolder;
import io.cuantovale.local.launcher.process.Running;
import io.cuantovale.local.launcher.show.Glyphs;
import io.cuantovale.local.launcher.show.PlainScreen;
import io.cuantovale.local.launcher.show.Screen;
import io.cuantovale.local.launcher.show.TerminalScreen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What every command works with.
 *
 * @param maven the command that the script found
 */
record Context(
        Layout layout, Settings settings, Screen screen, Glyphs glyphs, RunFolder folder, Clock clock, String maven) {
    /** From the system properties that the script sets. */
    static Context ofScript() {
        Path root = Path.of(System.getProperty("cuantovale.root", "."))
                .toAbsolutePath()
                .normalize();
        Path home = Path.of(System.getProperty(
                "cuantovale.home", root.resolve(".cuantovale").toString()));
        Layout layout = new Layout(root, home);
        Clock clock = Clock.systemUTC();
        Glyphs glyphs = Glyphs.of(System.getenv());
        boolean terminal = Boolean.getBoolean("cuantovale.terminal");
        Screen screen = terminal
                ? new TerminalScreen(System.out, clock, Integer.getInteger("cuantovale.columns", 100), glyphs)
                : new PlainScreen(System.out, clock);
        return new Context(
                layout,
                Settings.load(root, System.getenv()),
                screen,
                terminal ? glyphs : new Glyphs(false, glyphs.unicode()),
                new RunFolder(layout.run()),
                clock,
                System.getProperty("cuantovale.maven", "mvn"));
    }

    /** The same with another screen. */
    Context with(Screen other) {
        return new Context(layout, settings, other, glyphs, folder, clock, maven);
    }

    /** The data root of what runs now, else of the last run, else of the sample. */
    DataRoot currentData() {
        List<Running> alive = folder.alive();
        try {
            if (!alive.isEmpty()) {
                return dataRoot(Path.of(alive.getFirst().data()));
            }
            Path last = layout.home().resolve("last-data");
            return Files.exists(last) ? dataRoot(Path.of(Files.readString(last).strip())) : DataRoot.sample(layout);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + layout.home().resolve("last-data"), e);
        }
    }

    /** Notes which data root was used last, for {@code logs} and {@code status} when nothing runs. */
    void remember(DataRoot data) {
        try {
            Files.writeString(layout.home().resolve("last-data"), data.dir().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + layout.home().resolve("last-data"), e);
        }
    }

    private static DataRoot dataRoot(Path dir) throws IOException {
        Path source = dir.resolve("source");
        return new DataRoot(
                dir.getFileName().toString(),
                dir,
                Files.exists(source)
                        ? java.util.Optional.of(Path.of(Files.readString(source).strip()))
                        : java.util.Optional.empty());
    }
}
