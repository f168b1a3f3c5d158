package io.cuantovale.gateway.predictions.replica;

import io.cuantovale.gateway.config.GatewayConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetSocketAddress;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All inference replicas: found by name, watched by probes, chosen by load. */
@ApplicationScoped
public class Replicas {
    private static final Logger LOG = Logger.getLogger(Replicas.class);
    private static final Duration PROBE_DEADLINE = Duration.ofSeconds(1);

    private final AddressBook book;
    private final GatewayConfig.Inference config;
    private final Map<InetSocketAddress, Replica> replicas = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("replicas").factory());
    private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();

    Replicas(GatewayConfig config, MeterRegistry metrics) {
        this.config = config.inference();
        this.book = new AddressBook(this.config.addresses());
        Gauge.builder("cuantovale.gateway.replicas", this, r -> r.count(Replica::isReady))
                .description("Inference replicas that said they are ready")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        long seconds = Math.max(1, config.resolveEvery().toSeconds());
        // Java keeps addresses for 30 s: longer than a replica takes to come and go.
        Security.setProperty("networkaddress.cache.ttl", Long.toString(Math.min(seconds, 5)));
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        resolve();
        long probeMillis = config.probeEvery().toMillis();
        timer.scheduleWithFixedDelay(this::resolveSafely, seconds, seconds, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::probeAll, 0, probeMillis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
        probes.shutdownNow();
        replicas.values().forEach(Replica::close);
    }

    /**
     * The replica with the least in flight; among equal ones chance decides.
     *
     * @param except not this one; null for any
     */
    Optional<Replica> choose(@Nullable Replica except) {
        List<Replica> others =
                replicas.values().stream().filter(r -> r != except).toList();
        List<Replica> ready = others.stream().filter(Replica::isReady).toList();
        // Before the first probe, and while all have just failed, trying costs less than refusing.
        return leastLoaded(ready.isEmpty() ? others : ready);
    }

    private Optional<Replica> leastLoaded(List<Replica> candidates) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        // Drawn, not in turn: calls that come in pairs would always meet the same replica.
        int start = ThreadLocalRandom.current().nextInt(candidates.size());
        Replica best = candidates.get(start);
        for (int i = 1; i < candidates.size(); i++) {
            Replica next = candidates.get((start + i) % candidates.size());
            if (next.inFlight() < best.inFlight()) {
                best = next;
            }
        }
        return Optional.of(best);
    }

    /** Whether the last probe of at least one replica was answered. */
    public boolean anyReachable() {
        return count(Replica::isReachable) > 0;
    }

    /** How many replicas there are, reachable or not. */
    public int size() {
        return replicas.size();
    }

    /** How many said that they are ready. */
    public int ready() {
        return count(Replica::isReady);
    }

    private int count(java.util.function.Predicate<Replica> which) {
        return (int) replicas.values().stream().filter(which).count();
    }

    private void resolveSafely() {
        try {
            resolve();
        } catch (RuntimeException e) {
            // Else the timer would stop for ever.
            LOG.error("Looking up the inference replicas failed", e);
        }
    }

    private void resolve() {
        Set<InetSocketAddress> present = book.resolve().orElse(null);
        if (present == null) {
            return; // the name service is away: keep what we know
        }
        for (InetSocketAddress address : present) {
            replicas.computeIfAbsent(address, a -> {
                LOG.infof("Inference replica %s:%d", a.getAddress().getHostAddress(), a.getPort());
                return new Replica(a, config.maxMessage().asBigInteger().intValueExact());
            });
        }
        replicas.forEach((address, replica) -> {
            if (!present.contains(address) && replicas.remove(address, replica)) {
                LOG.infof("Inference replica %s is gone", replica);
                probes.execute(replica::close);
            }
        });
    }

    private void probeAll() {
        replicas.values().forEach(replica -> probes.execute(() -> replica.probe(PROBE_DEADLINE)));
    }
}
