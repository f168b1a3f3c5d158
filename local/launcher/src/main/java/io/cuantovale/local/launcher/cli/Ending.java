package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.process.Services;
import io.cuantovale.local.launcher.show.Words;
import io.cuantovale.local.launcher.verify.SampleRequest;
import io.cuantovale.local.launcher.watch.Api;
import io.cuantovale.local.launcher.watch.LoopState;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** What is shown when the product is ready, and the wait for Ctrl-C. */
final class Ending {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Context context;
    private final Services services;
    private final Api api;

    Ending(Context context, Services services, Api api) {
        this.context = context;
        this.services = services;
        this.api = api;
    }

    /** The addresses, and commands to paste. */
    void show(DataRoot data, LoopState state, Duration took, boolean detached) {
        URI gateway = services.address(Part.GATEWAY);
        SampleRequest sample = SampleRequest.of(api, gateway, data.objects());
        StringBuilder text = new StringBuilder("\n");
        text.append(context.glyphs().strong("Ready")).append(" after ").append(Words.duration(took));
        text.append(". Model ").append(state.servedVersion()).append(" answers.\n\n");
        text.append("  Web page            ").append(gateway).append("/\n");
        text.append("  API documentation   ").append(gateway).append("/docs\n\n");
        text.append("  A price without a photo:\n    ")
                .append(sample.curl(gateway, false))
                .append('\n');
        if (sample.photo().isPresent()) {
            text.append("  A price with a photo:\n    ")
                    .append(sample.curl(gateway, true))
                    .append('\n');
        }
        text.append("\n  Logs: ").append(context.layout().shown(data.logs())).append("   ./cuantovale status");
        text.append("   ./cuantovale logs SERVICE\n");
        text.append(detached ? "  ./cuantovale down stops it." : "  Ctrl-C or ./cuantovale down stops it.");
        context.screen().line(text.toString());
    }

    /** Returns when all parts have gone; tells when one ends before its time. */
    void waitForTheEnd(List<Part> parts) {
        Set<Part> told = new HashSet<>();
        while (true) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            List<Part> gone = parts.stream()
                    .filter(part -> context.folder().alive(part.id()).isEmpty())
                    .toList();
            if (gone.size() == parts.size()) {
                context.screen().line("Everything has stopped.");
                return;
            }
            for (Part part : gone) {
                if (told.add(part)) {
                    context.screen()
                            .line(part.id() + " has ended. Why: ./cuantovale logs " + part.id()
                                    + "   To start it again: Ctrl-C and ./cuantovale up");
                }
            }
        }
    }
}
