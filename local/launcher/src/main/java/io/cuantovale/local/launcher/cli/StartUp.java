package io.cuantovale.local.launcher.cli;

import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.config.Settings;
import io.cuantovale.local.launcher.process.Service;
import io.cuantovale.local.launcher.process.Services;
import io.cuantovale.local.launcher.process.Starter;
import io.cuantovale.local.launcher.watch.Api;
import io.cuantovale.local.launcher.watch.Health;
import io.cuantovale.local.launcher.watch.StageFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Starts the broker, then everything else at once, and waits until all are ready. */
final class StartUp {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final Context context;
    private final Services services;
    private final Starter starter;
    private final Health health;
    private final Duration timeout;

    StartUp(Context context, Services services, DataRoot data, Api api) {
        this.context = context;
        this.services = services;
        this.starter = new Starter(context.folder(), data, context.clock());
        this.health = new Health(api);
        this.timeout = context.settings().seconds(Settings.READY_TIMEOUT);
    }

    /** @throws StageFailure if a part ends or is not ready in time */
    void run() {
        start("Broker", List.of(Part.BROKER));
        start(
                "Services",
                services.parts().stream().filter(p -> p != Part.BROKER).toList());
    }

    private void start(String stage, List<Part> parts) {
        context.screen().start(stage);
        try {
            Map<Service, Process> waiting = new LinkedHashMap<>();
            for (Part part : parts) {
                Service service = services.service(part);
                waiting.put(service, starter.start(service));
            }
            await(stage, waiting);
        } catch (StageFailure e) {
            context.screen().fail(e.getMessage());
            throw e;
        }
        context.screen()
                .done(parts.stream()
                        .map(p -> p.id() + " " + context.settings().port(p))
                        .collect(Collectors.joining(", ")));
    }

    private void await(String stage, Map<Service, Process> waiting) {
        int all = waiting.size();
        Instant end = context.clock().instant().plus(timeout);
        while (!waiting.isEmpty()) {
            String reason = "";
            for (Service service : List.copyOf(waiting.keySet())) {
                Process process = waiting.get(service);
                Optional<String> problem = problem(service);
                // First of all: another program may answer at the port while ours has ended.
                if (!process.isAlive()) {
                    throw new StageFailure(
                            stage, service.part(), service.part().id() + " ended with status " + process.exitValue());
                } else if (problem.isEmpty()) {
                    waiting.remove(service);
                } else {
                    reason = service.part().id() + " " + problem.get();
                    if (context.clock().instant().isAfter(end)) {
                        throw new StageFailure(
                                stage,
                                service.part(),
                                reason + " (expected: ready in " + timeout.toSeconds() + " s; "
                                        + Settings.READY_TIMEOUT.variable() + " changes that)");
                    }
                }
            }
            context.screen().progress(all - waiting.size(), all, "ready" + (reason.isEmpty() ? "" : " · " + reason));
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private Optional<String> problem(Service service) {
        if (service.ready() != null) {
            return health.problem(service.ready());
        }
        String server = services.bootstrapServers();
        return Health.accepts(server.substring(0, server.lastIndexOf(':')), service.port())
                ? Optional.empty()
                : Optional.of("does not accept connections yet");
    }
}
