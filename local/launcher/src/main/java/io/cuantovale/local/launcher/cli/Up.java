package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.build.MavenBuild;
import io.cuantovale.local.launcher.check.CheckFailure;
import io.cuantovale.local.launcher.check.DataFolder;
import io.cuantovale.local.launcher.check.DiskCheck;
import io.cuantovale.local.launcher.check.PortCheck;
import io.cuantovale.local.launcher.check.PortHolder;
import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.config.Settings;
import io.cuantovale.local.launcher.process.MemoryWatch;
import io.cuantovale.local.launcher.process.ProcessStamp;
import io.cuantovale.local.launcher.process.Running;
import io.cuantovale.local.launcher.process.Services;
import io.cuantovale.local.launcher.process.Stopper;
import io.cuantovale.local.launcher.show.OneVoice;
import io.cuantovale.local.launcher.show.Words;
import io.cuantovale.local.launcher.verify.PredictionCheck;
import io.cuantovale.local.launcher.verify.SampleRequest;
import io.cuantovale.local.launcher.watch.Api;
import io.cuantovale.local.launcher.watch.LoopReader;
import io.cuantovale.local.launcher.watch.LoopState;
import io.cuantovale.local.launcher.watch.LoopWatcher;
import io.cuantovale.local.launcher.watch.ParityReport;
import io.cuantovale.local.launcher.watch.StageFailure;
import io.cuantovale.local.launcher.watch.Stages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The run of {@code up}: checks, build, start, the loop, and what comes after. */
final class Up {
    static final String TASK = "property-price";
    private static final Duration LOOK_EVERY = Duration.ofMillis(1000);

    private final Context context;
    private final UpOptions options;
    private final OneVoice screen;
    private final Stopper stopper;
    private final Api api = new Api();
    private final AtomicBoolean stopAtExit = new AtomicBoolean();

    Up(Context context, UpOptions options) {
        this.screen = new OneVoice(context.screen());
        this.context = context.with(screen);
        this.options = options;
        this.stopper = new Stopper(context.folder(), context.clock());
    }

    /** @return the exit status: 0, or 1 after a failure that was named on the screen */
    int run() {
        Instant began = context.clock().instant();
        DataRoot data = options.data()
                .map(dir -> DataRoot.of(context.layout(), dir))
                .orElseGet(() -> DataRoot.sample(context.layout()));
        Optional<DataFolder> own = data.source().map(DataFolder::read);
        Services services = new Services(context.layout(), context.settings(), data, own, options.listings());
        // Held until this process ends, however it ends.
        Optional<FileLock> lock = context.folder().lock();
        if (new AlreadyRunning(context, stopper).isSo(services, data, lock.isEmpty())) {
            return options.once() ? 1 : 0;
        }
        stopAtExit.set(true);
        Runtime.getRuntime().addShutdownHook(new Thread(this::atExit, "stop-parts"));
        writeDownLauncher(data);
        try (MemoryWatch memory = new MemoryWatch(context.folder())) {
            screen.line(context.glyphs().strong("cuantovale") + "  data: "
                    + own.map(DataFolder::describe).orElse("the built-in sample") + ", kept in "
                    + context.layout().shown(data.dir()));
            LoopState state = toChampion(services, data, own);
            Ending ending = new Ending(context, services, api);
            if (options.once()) {
                predict(services, data, state);
                stopParts();
                screen.line("All well after "
                        + Words.duration(Duration.between(began, context.clock().instant())) + ", at most "
                        + Words.bytes(memory.peak()) + " of memory (sum of PSS).");
                return 0;
            }
            ending.show(data, state, Duration.between(began, context.clock().instant()), options.detach());
            if (options.detach()) {
                stopAtExit.set(false);
                context.folder().remove(Running.LAUNCHER);
                return 0;
            }
            ending.waitForTheEnd(services.parts());
            return 0;
        } catch (CheckFailure e) {
            screen.fail(e.getMessage());
            return failed();
        } catch (StageFailure e) {
            screen.line("Failed at stage " + e.stage() + ": " + e.getMessage());
            e.part().ifPresent(part -> new LogExcerpt(context, data).show(part));
            return failed();
        }
    }

    private LoopState toChampion(Services services, DataRoot data, Optional<DataFolder> own) {
        check();
        if (options.build()) {
            new MavenBuild(context.layout(), context.settings(), screen, context.maven())
                    .run(services.parts().stream().map(Part::module).toList());
        }
        data.create();
        rememberSource(data);
        context.remember(data);
        // Again, because the build may have taken minutes.
        new PortCheck(context.settings(), new PortHolder()).run();
        new StartUp(context, services, data, api).run();
        LoopReader reader = new LoopReader(api, services::address, TASK);
        LoopState before = reader.read();
        if (!before.servedVersion().isEmpty()) {
            screen.start("Data");
            screen.done("kept from before: " + before.counts().describe() + "; dataset " + before.datasetVersion()
                    + "; model " + before.servedVersion());
            return before;
        }
        Sources sources = new Sources(api, services, own, options.listings());
        sources.ask(before.crawls());
        LoopWatcher watcher = new LoopWatcher(
                reader::read,
                screen,
                context.clock(),
                LOOK_EVERY,
                context.settings().seconds(Settings.STALL_TIMEOUT),
                context.folder(),
                services.parts());
        return watcher.watch(Stages.all(() -> sources.askForSnapshot(TASK), new ParityReport(data.objects(), TASK)));
    }

    private void check() {
        screen.start("Check");
        long free = new DiskCheck(context.settings()).run(context.layout());
        new PortCheck(context.settings(), new PortHolder()).run();
        screen.done("Java " + Runtime.version().feature() + ", " + Words.bytes(free) + " of disk free, ports free");
    }

    private void predict(Services services, DataRoot data, LoopState state) {
        screen.start(PredictionCheck.STAGE);
        SampleRequest sample = SampleRequest.of(api, services.address(Part.GATEWAY), data.objects());
        try {
            screen.done(new PredictionCheck(api, services.address(Part.GATEWAY)).run(sample, state.servedVersion()));
        } catch (StageFailure e) {
            screen.fail(e.getMessage());
            throw e;
        }
    }

    private int failed() {
        stopParts();
        return 1;
    }

    private void stopParts() {
        if (stopAtExit.compareAndSet(true, false)) {
            boolean any = !AlreadyRunning.parts(context).isEmpty();
            if (any) {
                screen.start("Stop");
            }
            List<String> stopped = stopper.stopParts();
            context.folder().remove(Running.LAUNCHER);
            if (any) {
                screen.done(String.join(", ", stopped) + " stopped");
            }
        }
    }

    private void atExit() {
        if (stopAtExit.get()) {
            screen.take();
        }
        stopParts();
    }

    private void writeDownLauncher(DataRoot data) {
        ProcessStamp.of(ProcessHandle.current().pid())
                .ifPresent(stamp -> context.folder()
                        .add(new Running(
                                Running.LAUNCHER,
                                stamp,
                                0,
                                "",
                                data.dir().toString(),
                                context.clock().instant().toString())));
    }

    private static void rememberSource(DataRoot data) {
        data.source().ifPresent(source -> {
            try {
                Files.writeString(data.dir().resolve("source"), source.toString());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write to " + data.dir(), e);
            }
        });
    }
}
