package io.cuantovale.scraper.crawl.fetch;

import io.cuantovale.scraper.crawl.fetch.Exchange.Answer;
import io.cuantovale.scraper.crawl.fetch.Fetched.Refusal;
import io.cuantovale.scraper.crawl.profile.PortalProfile;
import io.cuantovale.scraper.crawl.profile.PortalProfile.Politeness;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks one portal for pages and photos, and behaves: robots.txt first, the delay per host, no more at once than the
 * profile allows, waits as long as it is told to, gives up early. Safe for concurrent use.
 */
public final class PoliteClient implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_ROBOTS_BYTES = 512_000;

    private final PortalProfile profile;
    private final Politeness politeness;
    private final Patience patience;
    private final InstantSource clock;
    private final Pause pause;
    private final Exchange exchange;
    private final AtomicReference<Fetched.@Nullable Blocked> blocked = new AtomicReference<>();
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    /** A host's gate and rules. */
    private record Host(HostGate gate, Robots robots) {}

    /**
     * @param backoff first wait before a retry; doubled for each further one
     * @param maxRetryAfter longest wait that a portal may ask for
     */
    public record Patience(Duration backoff, Duration maxRetryAfter) {}

    public PoliteClient(PortalProfile profile, Patience patience, InstantSource clock, Pause pause) {
        this.profile = profile;
        this.politeness = profile.politeness();
        this.patience = patience;
        this.clock = clock;
        this.pause = pause;
        this.exchange = new Exchange(politeness.userAgent(), politeness.timeout());
    }

    /** A page of the portal, or what a script of such a page asks for. */
    public Fetched page(URI address, Kind kind) throws InterruptedException {
        return get(address, kind, politeness.maxPageBytes(), false);
    }

    /** A photo, from the portal or from one of the profile's photo hosts. */
    public Fetched photo(URI address) throws InterruptedException {
        return get(address, Kind.PHOTO, politeness.maxPhotoBytes(), true);
    }

    /** Learns the portal's robots.txt; empty when pages may be asked for. */
    public Optional<Fetched> greet() throws InterruptedException {
        try {
            host(profile.baseUrl());
            return Optional.empty();
        } catch (NoRobotsException e) {
            return Optional.of(e.fetched);
        }
    }

    private Fetched get(URI start, Kind kind, int maxBytes, boolean photoHosts) throws InterruptedException {
        URI address = start;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            if (!isOurs(address, photoHosts)) {
                return new Fetched.Refused(Refusal.OTHER_HOST, address.getHost() + " is not a host of the profile");
            }
            Host host;
            try {
                host = host(address);
            } catch (NoRobotsException e) {
                return e.fetched;
            }
            if (!host.robots().allows(address)) {
                return new Fetched.Refused(Refusal.ROBOTS, "robots.txt forbids " + address.getPath());
            }
            Answer answer = attempts(host.gate()).run(address, kind, maxBytes);
            switch (answer) {
                case Answer.Done(Fetched fetched) -> {
                    return fetched;
                }
                case Answer.Elsewhere(URI to) -> address = to;
            }
        }
        return new Fetched.Failed("more than " + MAX_REDIRECTS + " redirects");
    }

    private Attempts attempts(HostGate gate) {
        return new Attempts(exchange, gate, politeness.retries(), patience, clock, pause, blocked);
    }

    private boolean isOurs(URI address, boolean photoHosts) {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            return false;
        }
        if (address.getHost().equalsIgnoreCase(profile.baseUrl().getHost())
                && (address.getPort() == profile.baseUrl().getPort() || address.getPort() == -1)) {
            return true;
        }
        var photos = profile.detailPage().photos();
        return photoHosts && photos != null && photos.hosts().contains(address.getHost());
    }

    private Host host(URI address) throws InterruptedException, NoRobotsException {
        String root = address.getScheme() + "://" + address.getAuthority();
        Host known = hosts.get(root);
        if (known != null) {
            return known;
        }
        synchronized (hosts) {
            known = hosts.get(root);
            if (known == null) {
                known = meet(root);
                hosts.put(root, known);
            }
            return known;
        }
    }

    private Host meet(String root) throws InterruptedException, NoRobotsException {
        URI file = URI.create(root + "/robots.txt");
        HostGate first = new HostGate(politeness.delay(), 1, clock, pause);
        Answer answer = attempts(first).run(file, Kind.ROBOTS, MAX_ROBOTS_BYTES);
        Robots robots = switch (answer) {
            case Answer.Done(Fetched.Content content) ->
                Robots.parse(file, content.body(), content.contentType(), politeness.robotsName());
            case Answer.Done(Fetched.Missing _) -> Robots.none();
            case Answer.Done(Fetched.Blocked blocked) -> throw new NoRobotsException(blocked);
            // RFC 9309: a robots.txt that cannot be had forbids everything.
            case Answer.Done(Fetched other) ->
                throw new NoRobotsException(
                        new Fetched.Failed(file + " cannot be read, so nothing may be asked for: " + other));
            case Answer.Elsewhere(URI to) ->
                throw new NoRobotsException(
                        new Fetched.Failed(file + " leads to " + to + ", so nothing may be asked for"));
        };
        Duration delay = longer(politeness.delay(), robots.delay());
        HostGate gate = new HostGate(delay, politeness.concurrency(), clock, pause);
        gate.closeUntil(clock.instant().plus(delay));
        return new Host(gate, robots);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    @Override
    public void close() {
        exchange.close();
    }

    private static final class NoRobotsException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Fetched fetched;

        NoRobotsException(Fetched fetched) {
            super(fetched.toString(), null, false, false);
            this.fetched = fetched;
        }
    }
}
